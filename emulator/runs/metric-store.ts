import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../store.ts'
import { createMetricPoints, type Place, type Point } from './metric-points.ts'
import { checkLimit, metricNameLimit } from './run-limits.ts'
import { sampledSteps } from './sampled-steps.ts'

/** One measurement. `timestamp` is in milliseconds; `value` may be NaN or infinite. */
export type Metric = Point & Readonly<{ key: string }>

/** Points of one metric; `next` continues behind them and is undefined at the end. */
export type MetricPage = { metrics: Metric[]; next: Place | undefined }

/** MLflow shows the point of the highest step, then the latest, then the largest as a metric's value. */
function isLater(a: Metric, b: Metric): boolean {
  if (a.step !== b.step) return a.step > b.step
  if (a.timestamp !== b.timestamp) return a.timestamp > b.timestamp
  return a.value > b.value || Number.isNaN(b.value)
}

/** What MLflow itself answers in one page, and in a sample of one run. */
export const longestPage = 25_000

export type MetricStore = ReturnType<typeof createMetricStore>

/** Metrics by run (`run` is the run's row number). SQLite keeps no NaN, so NULL stands for it in a last value. */
export function createMetricStore(db: DatabaseSync) {
  db.exec(`create table if not exists metric_key(
    id integer primary key, run int not null, key text not null, points int not null,
    last_value real, last_timestamp int not null, last_step int not null, unique(run, key)
  ) strict`)
  const points = createMetricPoints(db)
  const selectKey = db.prepare('select * from metric_key where run = ? and key = ?')
  const insertKey = db.prepare(`insert into metric_key(run, key, points, last_value, last_timestamp, last_step)
    values(?, ?, 0, ?, ?, ?) returning id`)
  const updateKey = db.prepare(
    'update metric_key set points = ?, last_value = ?, last_timestamp = ?, last_step = ? where id = ?',
  )
  const latest = db.prepare(`select run, key, last_value as value, last_timestamp as timestamp, last_step as step
    from metric_key where run in (select value from json_each(?)) order by run, key`)
  const countNames = db.prepare("select count(*) as n from metric_key where run = ? and key not like 'system/%'")
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

  /** @returns whether the metric is new */
  function logSeries(run: number, key: string, metrics: readonly Metric[]): boolean {
    const row = selectKey.get(run, key)
    const first = metrics[0]
    if (!first) return false
    const id = row ? (row['id'] as number) : newKey(run, first)
    let seq = row ? (row['points'] as number) : 0
    let last = row
      ? metricOf(key, { value: row['last_value'], timestamp: row['last_timestamp'], step: row['last_step'] })
      : first
    for (const metric of metrics) {
      points.add(metric, id, seq)
      seq += 1
      if (isLater(metric, last)) last = metric
    }
    updateKey.run(seq, sqlValue(last.value), last.timestamp, last.step, id)
    return !row
  }

  const newKey = (run: number, { key, value, timestamp, step }: Metric) =>
    insertKey.get(run, key, sqlValue(value), timestamp, step)?.['id'] as number // `returning` always gives a row

  /** The same of many runs, by run; one without metrics is not there. */
  function latestOf(runs: readonly number[]): Map<number, Metric[]> {
    const rows = Map.groupBy(latest.all(JSON.stringify(runs)), (row) => row['run'] as number)
    return new Map(Array.from(rows, ([run, some]) => [run, some.map((row) => metricOf(row['key'] as string, row))]))
  }

  return {
    /**
     * Appends points, all of them or, on a throw, none.
     * @throws ServiceError 400 INVALID_PARAMETER_VALUE when the run would have more metrics than Azure keeps of one;
     * those of the system, which the emulator writes itself, do not count
     */
    log: (run: number, metrics: readonly Metric[]) =>
      inTransaction(db, () => {
        const byKey = Map.groupBy(metrics, (metric) => metric.key)
        const isNew = Array.from(byKey, ([key, series]) => logSeries(run, key, series))
        if (isNew.includes(true)) checkLimit('Metrics', metricNameLimit, countNames.get(run)?.['n'])
      }),
    /** The value to show for each metric of a run, by key. */
    latest: (run: number): Metric[] => latestOf([run]).get(run) ?? [],
    latestOf,
    /** How many points a metric of a run has. */
    count: (run: number, key: string): number => keyOf(run, key)?.points ?? 0,
    /** Points in MLflow's order: by timestamp, step and value. @param after `next` of the page before */
    history(run: number, key: string, limit: number, after?: Place): MetricPage {
      const found = keyOf(run, key)
      if (!found) return { metrics: [], next: undefined }
      const { points: some, last } = points.page(found.id, limit, after)
      const isMore = some.length === limit && points.page(found.id, 1, last).points.length > 0
      return {
        metrics: some.map(({ value, timestamp, step }) => ({ key, value, timestamp, step })),
        next: isMore ? last : undefined,
      }
    },
    /**
     * Values in the order of `history`, `longestPage` of them at most.
     * @param after `last` of the call before, to get what was logged behind it
     */
    values(run: number, key: string, after?: Place): { values: number[]; last: Place | undefined } {
      const found = keyOf(run, key)
      if (!found) return { values: [], last: after }
      const { points: some, last } = points.page(found.id, longestPage, after)
      return { values: some.map(({ value }) => value), last: last ?? after }
    },
    /**
     * Points of several runs at the same steps, which are spread evenly over those that any of the runs has logged.
     * @param runs row numbers
     * @returns for each run its points in the order of their steps, `longestPage` of them at most
     */
    sampled(runs: readonly number[], key: string, range: { from: number; to: number } | undefined, limit: number) {
      const ids = runs.map((run) => keyOf(run, key)?.id)
      const steps = sampledSteps(
        ids.map((id) => (id === undefined ? [] : points.steps(id))),
        range,
        limit,
      )
      return ids.map((id): Metric[] =>
        id === undefined ? [] : points.atSteps(id, steps, longestPage).map((point) => ({ key, ...point })),
      )
    },
    deleteAll: (run: number) =>
      inTransaction(db, () => {
        points.remove(run)
        removeKeys.run(run)
      }),
  }
}

const sqlValue = (value: number) => (Number.isNaN(value) ? null : value)
