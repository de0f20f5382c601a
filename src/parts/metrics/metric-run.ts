import type { Metric } from '../../api/mlflow.ts'
import type { JobRef } from '../../domain/refs.ts'
import type { ScaleKind } from '../../lib/series/series-types.ts'

/** One job among those whose metrics are looked at: how it is drawn, and what it is known to have logged. */
export type MetricRun = Readonly<{
  job: JobRef
  name: string
  /** A CSS colour, e.g. `var(--series-1)`. */
  color: string
  /** Lengths of strokes and gaps in pixels; empty for a whole line. */
  dash: readonly number[]
  isHidden: boolean
  /** Drawn stronger than the others, which fade. */
  isMarked?: boolean | undefined
  /** What relative time counts from, in ms since 1970; its first point's time unless given. */
  origin: number | undefined
  /** It may still log. */
  isLive: boolean
  /** Of each of its metrics the last value. */
  metrics: readonly Metric[]
  /** Paths of the tables among its artifacts that `mlflow.log_table` wrote. */
  tables?: readonly string[] | undefined
}>

/** What the horizontal axis counts: steps, time since each run's origin, the time of day, or another metric's values. */
export type AxisChoice = 'step' | 'relative' | 'wall' | `metric:${string}`

/** What all charts of a board have in common. */
export type ChartSettings = Readonly<{
  axis: AxisChoice
  xScale: ScaleKind
  yScale: ScaleKind
  /** Weight of the past in the moving average, from 0 (none) to below 1. */
  smoothing: number
  clipOutliers: boolean
}>

export const plainSettings: ChartSettings = {
  axis: 'step',
  xScale: 'linear',
  yScale: 'linear',
  smoothing: 0,
  clipOutliers: false,
}

export type ChartSize = 'small' | 'medium' | 'large'
