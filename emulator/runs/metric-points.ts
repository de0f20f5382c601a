import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../store.ts'

/** Columns of one point, in the order in which pages select them. `isNan` is 1 where `value` stands for no number. */
type PointRow = [timestamp: number, step: number, value: number, seq: number, isNan: number]

/** The points of all metrics of all runs, by the row number of the metric. */
export type MetricPoints = ReturnType<typeof createMetricPoints>

export type Point = Readonly<{ timestamp: number; step: number; value: number }>

/** Where a page ends. Points that are logged later come behind it, or before it, and do not move it. */
export type Place = Readonly<[timestamp: number, step: number, value: number, seq: number]>

const beforeAll: Place = [Number.MIN_SAFE_INTEGER, 0, 0, 0]

/**
 * Points lie on disk in the order in which MLflow's SQL store answers them, by timestamp, step and value, so that a
 * page is one stretch of it. SQLite keeps no NaN, and no key holds NULL: as in that store it is a 0 with a mark beside.
 * https://github.com/mlflow/mlflow/blob/master/mlflow/store/tracking/sqlalchemy_store.py
 */
export function createMetricPoints(db: DatabaseSync) {
  db.exec(`create table if not exists metric_point(
    metric int not null, timestamp int not null, step int not null, value real not null, seq int not null,
    is_nan int not null, primary key(metric, timestamp, step, value, seq)
  ) strict, without rowid`)
  takeOverEarlierTable(db)
  const insert = db.prepare(
    'insert into metric_point(metric, timestamp, step, value, seq, is_nan) values(?, ?, ?, ?, ?, ?)',
  )
  const page = db.prepare(`select timestamp, step, value, seq, is_nan from metric_point
    where metric = ? and (timestamp, step, value, seq) > (?, ?, ?, ?) order by timestamp, step, value, seq limit ?`)
  // Pages are long: rows as arrays are twice as fast as objects.
  page.setReturnArrays(true)
  const steps = db.prepare('select distinct step from metric_point where metric = ?')
  steps.setReturnArrays(true)
  const atSteps = db.prepare(`select timestamp, step, value, seq, is_nan from metric_point
    where metric = ? and step in (select value from json_each(?)) order by step, timestamp, value, seq limit ?`)
  atSteps.setReturnArrays(true)
  const remove = db.prepare('delete from metric_point where metric in (select id from metric_key where run = ?)')

  return {
    /** @param seq number of the point among those of its metric: what tells two equal ones apart */
    add({ timestamp, step, value }: Point, metric: number, seq: number) {
      const isNan = Number.isNaN(value)
      insert.run(metric, timestamp, step, isNan ? 0 : value, seq, isNan ? 1 : 0)
    },
    /** @param after where the page before has ended */
    page(metric: number, limit: number, after: Place = beforeAll): { points: Point[]; last: Place | undefined } {
      const rows = page.all(metric, ...after, BigInt(limit)) as unknown as PointRow[] // See setReturnArrays.
      const last = rows.at(-1)
      return { points: rows.map(pointOf), last: last && [last[0], last[1], last[2], last[3]] }
    },
    /** Each step that was logged, in no order. */
    steps: (metric: number): number[] => (steps.all(metric) as unknown as [number][]).map(([step]) => step),
    /** All points of these steps, in the order of their steps. */
    atSteps(metric: number, wanted: readonly number[], limit: number): Point[] {
      const rows = atSteps.all(metric, JSON.stringify(wanted), BigInt(limit))
      return (rows as unknown as PointRow[]).map(pointOf)
    },
    /** Those of all metrics of a run. */
    remove: (run: number) => void remove.run(run),
  }
}

const pointOf = ([timestamp, step, value, , isNan]: PointRow): Point => ({
  timestamp,
  step,
  value: isNan === 1 ? Number.NaN : value,
})

/** Data folders of earlier versions keep points in the order of their steps, in a table of another name. */
function takeOverEarlierTable(db: DatabaseSync) {
  if (!db.prepare("select 1 from sqlite_schema where type = 'table' and name = 'metric'").get()) return
  inTransaction(db, () =>
    db.exec(`insert into metric_point(metric, timestamp, step, value, seq, is_nan)
        select metric, timestamp, step, coalesce(value, 0), seq, value is null from metric
        order by metric, timestamp, step, coalesce(value, 0), seq;
      drop table metric;`),
  )
}
