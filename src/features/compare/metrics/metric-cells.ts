import type { LastValue } from '../../../domain/compare/compared-job.ts'
import type { SeriesPoint } from '../../../lib/series/series-types.ts'
import type { Direction, Statistic } from '../compare-view.ts'

/** What the whole history of a metric says; ends are undefined where nothing finite was logged. */
export type SeriesFacts = Readonly<{
  least: SeriesPoint | undefined
  greatest: SeriesPoint | undefined
  /** At the asked step, or nearest before it. */
  atStep: SeriesPoint | undefined
}>

/**
 * One metric of one job. `provisional` stands in for a statistic whose history was not read yet: it is the last value.
 * `ends` are the least and the greatest value, where nobody knows which of them is the best.
 */
export type MetricCell =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'value' | 'provisional'; value: number; step: number }>
  | Readonly<{ kind: 'ends'; least: SeriesPoint; greatest: SeriesPoint }>

const none: MetricCell = { kind: 'none' }
const valueOf = (point: SeriesPoint | undefined): MetricCell =>
  point ? { kind: 'value', value: point.value, step: point.step } : none

/**
 * @param last the newest value, undefined where the job did not log the metric
 * @param facts undefined while the history was not read
 */
export function metricCell(
  statistic: Statistic,
  last: LastValue | undefined,
  facts: SeriesFacts | undefined,
  direction: Direction | undefined,
): MetricCell {
  if (!last) return none
  if (statistic === 'last') return { kind: 'value', value: last.value, step: last.step }
  if (!facts) return { kind: 'provisional', value: last.value, step: last.step }
  if (statistic === 'step') return valueOf(facts.atStep)
  if (direction !== undefined) return valueOf(direction === 'lower' ? facts.least : facts.greatest)
  const { least, greatest } = facts
  return least && greatest ? { kind: 'ends', least, greatest } : none
}

/** The one number of a cell, undefined where it has none or two. */
const cellValue = (cell: MetricCell): number | undefined =>
  cell.kind === 'value' || cell.kind === 'provisional' ? cell.value : undefined

/** What is remarkable among the cells of one metric. */
export type Standing = 'best' | 'least' | 'greatest'

/**
 * Which cells are the best of a metric, or, where its direction is unknown, its least and its greatest. None where all
 * are the same, or where there is one value alone.
 */
export function standingsOf(
  cells: readonly MetricCell[],
  direction: Direction | undefined,
): readonly (Standing | undefined)[] {
  const finite = cells.flatMap(numbersOf).filter((value) => Number.isFinite(value))
  const least = finite.reduce((a, b) => Math.min(a, b), Infinity)
  const greatest = finite.reduce((a, b) => Math.max(a, b), -Infinity)
  if (!(least < greatest)) return cells.map(() => undefined)
  /** What all have in common is not remarkable: histories often begin with the same value. */
  const isRemarkable = (end: number) => cells.some((cell) => cell.kind !== 'none' && !numbersOf(cell).includes(end))
  const best = direction && (direction === 'lower' ? least : greatest)
  const ends: [value: number, standing: Standing][] =
    best === undefined
      ? [
          [least, 'least'],
          [greatest, 'greatest'],
        ]
      : [[best, 'best']]
  const remarkable = ends.filter(([end]) => isRemarkable(end))
  return cells.map((cell) => remarkable.find(([end]) => numbersOf(cell).includes(end))?.[1])
}

function numbersOf(cell: MetricCell): number[] {
  if (cell.kind === 'none') return []
  return cell.kind === 'ends' ? [cell.least.value, cell.greatest.value] : [cell.value]
}

/** How a value differs from the baseline's. */
export type Delta = Readonly<{
  absolute: number
  /** Of the size of the baseline's value; undefined where that is zero. */
  percent: number | undefined
  /** Undefined where the direction is unknown. */
  verdict: 'better' | 'worse' | 'same' | undefined
}>

/** Undefined where either has no finite number. */
export function deltaOf(cell: MetricCell, baseline: MetricCell, direction: Direction | undefined): Delta | undefined {
  const [value, base] = [cellValue(cell), cellValue(baseline)]
  if (value === undefined || base === undefined) return undefined
  const absolute = value - base
  if (!Number.isFinite(absolute)) return undefined
  const percent = base === 0 ? undefined : (absolute / Math.abs(base)) * 100
  if (absolute === 0) return { absolute, percent: 0, verdict: 'same' }
  const isBetter = absolute < 0 === (direction === 'lower')
  return { absolute, percent, verdict: direction && (isBetter ? 'better' : 'worse') }
}

/** The places of cells in order of their numbers; those without one, or with NaN, come last either way. */
export function orderOfCells(cells: readonly MetricCell[], isDescending: boolean): number[] {
  const keys = cells.map(sortKey)
  return cells
    .map((_, index) => index)
    .toSorted((a, b) => {
      const [first = Number.NaN, second = Number.NaN] = [keys[a], keys[b]]
      if (Number.isNaN(first) || Number.isNaN(second)) return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
      if (first === second) return 0
      return (first < second ? -1 : 1) * (isDescending ? -1 : 1)
    })
}

const sortKey = (cell: MetricCell) => (cell.kind === 'ends' ? cell.least.value : (cellValue(cell) ?? Number.NaN))
