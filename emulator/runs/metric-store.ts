import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../store.ts'

/** One measurement. `timestamp` is in milliseconds; `value` may be NaN or infinite. */
export type Metric = Readonly<{ key: string; value: number; timestamp: number; step: number }>

/** Points of one metric; `next` continues behind them and is undefined at the end. */
export type MetricPage = { metrics: Metric[]; next: string | undefined }

/** MLflow shows the point of the highest step, then the latest, then the largest as a metric's value. */
function isLater(a: Metric, b: Metric): boolean {
  if (a.step !== b.step) return a.step > b.step
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp
  return a.value > b.value || Number.isNaN(b.value)
}

/** What MLflow itself answers in one page. */
export const longestPage = 25_000

/** Columns of one point, in the order in which pages select them. */
type PointRow = [step: number, timestamp: number, seq: number, value: number | null]

export type MetricStore = ReturnType<typeof createMetricStore>

/** Metrics by run (`run` is the run's row number). SQLite keeps no NaN, so NULL stands for it. */
export function createMetricStore(db: DatabaseSync) {
  db.exec(`
    create table if not exists metric_key(
      id integer primary key, run int not null, key text not null, points int not null,
      last_value real, last_timestamp int not null, last_step int not null, unique(run, key)
    ) strict;
    create table if not exists metric(
      metric int not null, step int not null, timestamp int not null, seq int not null, value real,
      primary key(metric, step, timestamp, seq)
    ) strict, without rowid;
  `)
  const selectKey = db.prepare('select * from metric_key where run = ? and key = ?')
  const insertKey = db.prepare(`insert into metric_key(run, key, points, last_value, last_timestamp, last_step)
    values(?, ?, 0, ?, ?, ?) returning id`)
  const updateKey = db.prepare(
    'update metric_key set points = ?, last_value = ?, last_timestamp = ?, last_step = ? where id = ?',
  )
  const insert = db.prepare('insert into metric(metric, step, timestamp, seq, value) values(?, ?, ?, ?, ?)')
  const latest = db.prepare(`select key, last_value as value, last_timestamp as timestamp, last_step as step
    from metric_key where run = ? order by key`)
  const page = db.prepare(`select step, timestamp, seq, value from metric
    where metric = ? and (step, timestamp, seq) > (?, ?, ?) order by step, timestamp, seq limit ?`)
  // Pages are long: rows as arrays are twice as fast as objects.
  page.setReturnArrays(true)
  const count = db.prepare('select count(*) as n from metric where metric = ? and step between ? and ?')
  // Every k-th point of a range and its last one.
  const sample = db.prepare(`select step, timestamp, value from (
      select *, row_number() over (order by step, timestamp, seq) - 1 as i from metric
      where metric = ?1 and step between ?2 and ?3
    ) where i % cast(?4 as integer) = 0 or i = cast(?5 as integer) - 1`)
  const removePoints = db.prepare('delete from metric where metric in (select id from metric_key where run = ?)')
  const removeKeys = db.prepare('delete from metric_key where run = ?')

  // The columns were written by log() below, so their types are known.
  const metricOf = (key: string, row: Record<string, unknown>): Metric => ({
    key,
    value: (row['value'] as number | null) ?? Number.NaN,
    timestamp: row['timestamp'] as number,
    step: row['step'] as number,
  })

  const keyOf = (run: number, key: string) => {
    const row = selectKey.get(run, key)
    return row && { id: row['id'] as number, points: row['points'] as number }
  }

  function pointsAfter(run: number, key: string, after: string | undefined, limit: number): PointRow[] {
    const found = keyOf(run, key)
    if (!found) return []
    const from = after?.split('.').map(Number) ?? [Number.MIN_SAFE_INTEGER, 0, 0]
    return page.all(found.id, ...from, BigInt(limit)) as unknown as PointRow[] // See setReturnArrays.
  }

  function logSeries(run: number, key: string, metrics: readonly Metric[]) {
    const row = selectKey.get(run, key)
    const first = metrics[0]
    if (!first) return
    const id = row ? (row['id'] as number) : newKey(run, first)
    let seq = row ? (row['points'] as number) : 0
    let last = row
      ? metricOf(key, { value: row['last_value'], timestamp: row['last_timestamp'], step: row['last_step'] })
      : first
    for (const metric of metrics) {
      insert.run(id, metric.step, metric.timestamp, seq, sqlValue(metric.value))
      seq += 1
      if (isLater(metric, last)) last = metric
    }
    updateKey.run(seq, sqlValue(last.value), last.timestamp, last.step, id)
  }

  const newKey = (run: number, { key, value, timestamp, step }: Metric) =>
    insertKey.get(run, key, sqlValue(value), timestamp, step)?.['id'] as number // `returning` always gives a row

  return {
    /** Appends points, all of them or, on a throw, none. */
    log: (run: number, metrics: readonly Metric[]) =>
      inTransaction(db, () => {
        for (const [key, series] of Map.groupBy(metrics, (metric) => metric.key)) logSeries(run, key, series)
      }),
    /** The value to show for each metric of a run, by key. */
    latest: (run: number): Metric[] => latest.all(run).map((row) => metricOf(row['key'] as string, row)),
    /** How many points a metric of a run has. */
    count: (run: number, key: string): number => keyOf(run, key)?.points ?? 0,
    /** Points in the order of their steps. @param after `next` of the page before */
    history(run: number, key: string, limit: number, after?: string): MetricPage {
      const rows = pointsAfter(run, key, after, limit + 1)
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return {
        metrics: rows
          .slice(0, limit)
          .map(([step, timestamp, , value]) => ({ key, value: value ?? Number.NaN, timestamp, step })),
        next: last?.slice(0, 3).join('.'),
      }
    },
    /**
     * Values in the order of their steps, `longestPage` of them at most.
     * @param after `last` of the call before, to get what was logged behind it
     */
    values(run: number, key: string, after?: string): { values: number[]; last: string | undefined } {
      const rows = pointsAfter(run, key, after, longestPage)
      const last = rows.at(-1)
      return { values: rows.map(([, , , value]) => value ?? Number.NaN), last: last?.slice(0, 3).join('.') ?? after }
    },
    /** About `limit` points spread evenly over a range of steps, the last one among them. */
    sampled(run: number, key: string, { from, to, limit }: { from: number; to: number; limit: number }): Metric[] {
      const found = keyOf(run, key)
      if (!found) return []
      const points = count.get(found.id, from, to)?.['n'] as number // count(*) always gives a row
      const every = Math.max(1, Math.ceil(points / limit))
      return sample.all(found.id, from, to, every, points).map((row) => metricOf(key, row))
    },
    deleteAll: (run: number) =>
      inTransaction(db, () => {
        removePoints.run(run)
        removeKeys.run(run)
      }),
  }
}

const sqlValue = (value: number) => (Number.isNaN(value) ? null : value)
