import { inNameOrder } from '../../../lib/name-order.ts'
import type { CompareView, Direction, Statistic } from '../compare-view.ts'
import type { LoadedRun } from '../runs/compared-run.ts'
import {
  deltaOf,
  metricCell,
  orderOfCells,
  standingsOf,
  type Delta,
  type MetricCell,
  type SeriesFacts,
  type Standing,
} from './metric-cells.ts'
import type { KnownDirection } from './metric-direction.ts'

/** One metric of all jobs, in the order of the jobs. */
export type MetricRow = Readonly<{
  metric: string
  known: KnownDirection | undefined
  cells: readonly MetricCell[]
  standings: readonly (Standing | undefined)[]
  /** From the baseline's value; its own is undefined. */
  deltas: readonly (Delta | undefined)[]
}>

/** What the values of the table are made of. */
export type MetricTableInput = Readonly<{
  runs: readonly LoadedRun[]
  statistic: Statistic
  factsOf: (run: LoadedRun, metric: string) => SeriesFacts | undefined
  directionOf: (metric: string) => KnownDirection | undefined
  baseline: string | undefined
}>

/** The names of all metrics that any of the jobs logged, in their order. */
export const metricNames = (runs: readonly LoadedRun[]): string[] =>
  [...new Set(runs.flatMap(({ job }) => [...(job.logged?.metrics.keys() ?? [])]))].toSorted(inNameOrder)

export function metricRow(metric: string, input: MetricTableInput): MetricRow {
  const { runs, statistic, factsOf, directionOf, baseline } = input
  const known = directionOf(metric)
  const direction = known?.direction
  const cells = runs.map((run) =>
    metricCell(statistic, run.job.logged?.metrics.get(metric), factsOf(run, metric), direction),
  )
  const baselineAt = runs.findIndex(({ name }) => name === baseline)
  return {
    metric,
    known,
    cells,
    standings: standingsOf(cells, direction),
    deltas: deltasFrom(cells, baselineAt, direction),
  }
}

function deltasFrom(cells: readonly MetricCell[], baselineAt: number, direction: Direction | undefined) {
  const base = cells[baselineAt]
  return cells.map((cell, index) => (base && index !== baselineAt ? deltaOf(cell, base, direction) : undefined))
}

/** The jobs ordered by the values of a metric, else as they are. */
export function orderedRuns(input: MetricTableInput, order: CompareView['order']): readonly LoadedRun[] {
  if (!order) return input.runs
  const { cells } = metricRow(order.metric, input)
  return orderOfCells(cells, order.isDescending).flatMap((index) => input.runs[index] ?? [])
}
