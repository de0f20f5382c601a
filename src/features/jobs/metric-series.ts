import type { Metric } from '../../api/mlflow.ts'
import { reducePoints, type Point } from '../../lib/reduce-points.ts'

/** Metrics under one heading: `train/loss` and `train/accuracy` are both in `train`. */
export type MetricGroup<T> = Readonly<{ name: string; metrics: readonly T[] }>

/** Groups metrics by what stands before the last slash of their names, as MLflow's own pages do; those without come first. */
export function groupMetrics<T extends { key: string }>(metrics: readonly T[]): MetricGroup<T>[] {
  const sorted = [...metrics].sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }))
  const groups = Map.groupBy(sorted, ({ key }) => key.slice(0, Math.max(0, key.lastIndexOf('/'))))
  return [...groups]
    .map(([name, members]) => ({ name, metrics: members }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}

export type MetricAxis = 'step' | 'time'

export type MetricSeries = Readonly<{
  axis: MetricAxis
  /** What is drawn: `x` is a step or seconds since the first value. */
  points: readonly Point[]
  total: number
  /** Values that are not finite; the line has gaps there. */
  gaps: number
}>

/** Above this a chart is thinned out; a line has fewer pixels than that anyway. */
const mostPoints = 2_000
const buckets = 600

/**
 * A metric's history made ready to draw.
 *
 * @param axis what was asked for; a metric logged several times without steps is shown over time in any case
 */
export function seriesOf(history: readonly Metric[], axis: MetricAxis): MetricSeries {
  const firstStep = history[0]?.step
  const hasSteps = history.length < 2 || history.some(({ step }) => step !== firstStep)
  const shown: MetricAxis = hasSteps ? axis : 'time'
  const start = history.reduce((least, { timestamp }) => Math.min(least, timestamp), Infinity)
  const all = history
    .map(({ step, timestamp, value }): Point => ({ x: shown === 'step' ? step : (timestamp - start) / 1000, y: value }))
    .sort((a, b) => a.x - b.x)
  return {
    axis: shown,
    points: all.length > mostPoints ? reducePoints(all, buckets) : all,
    total: all.length,
    gaps: all.filter(({ y }) => !Number.isFinite(y)).length,
  }
}
