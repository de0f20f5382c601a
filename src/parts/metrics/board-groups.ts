import { inNameOrder } from '../../lib/name-order.ts'
import type { ChartSettings } from './metric-run.ts'
import type { OwnSettings } from './panel-props.ts'
import type { BoardLayout, ChartMove } from './board-view.ts'

/** Charts under one heading. */
export type ChartGroup = Readonly<{
  /** What a link calls it: `pinned`, a prefix with its slash, or `/` for names without one. */
  id: string
  title: string
  metrics: readonly string[]
}>

const pinnedGroup = 'pinned'
export const imagesGroup = 'images'
export const tablesGroup = 'tables'
/** What MLflow measures of the machine itself (`mlflow.enable_system_metrics_logging`). */
export const systemGroup = 'system/'
const namesWithoutPrefix = '/'

/** Whether MLflow logged it by itself, of the machine a job runs on. */
export const isSystemMetric = (name: string) => name.startsWith(systemGroup)

/**
 * The charts of a board in their groups: what is pinned, names without a prefix, prefixes, and last the machine's own.
 * `train/loss` and `train/head/loss` are both in `train`.
 */
export function chartGroups(names: readonly string[], layout: Pick<BoardLayout, 'pins' | 'moves'>): ChartGroup[] {
  const known = new Set(names)
  const pinned = layout.pins.filter((name) => known.has(name))
  const others = names.filter((name) => !pinned.includes(name)).toSorted(inNameOrder)
  const groups = [...Map.groupBy(others, prefixOf)]
    .map(([id, metrics]) => ({ id, title: titleOf(id), metrics: arranged(metrics, layout.moves) }))
    .toSorted((a, b) => rankOf(a.id) - rankOf(b.id) || inNameOrder(a.id, b.id))
  return pinned.length === 0 ? groups : [{ id: pinnedGroup, title: 'Pinned', metrics: pinned }, ...groups]
}

function prefixOf(name: string): string {
  const slash = name.indexOf('/')
  return slash > 0 ? name.slice(0, slash + 1) : namesWithoutPrefix
}

const titleOf = (id: string) => (id === namesWithoutPrefix ? 'Metrics' : id.slice(0, -1))
const rankOf = (id: string) => (id === namesWithoutPrefix ? 0 : id === systemGroup ? 2 : 1)

/** What the machine did is seldom what one looks for first. */
export const isFolded = (group: ChartGroup, groups: readonly ChartGroup[], folds: BoardLayout['folds']) =>
  folds.get(group.id) ?? (group.id === systemGroup && groups.length > 1)

/** @param names of one group, in the order that they have by themselves */
function arranged(names: readonly string[], moves: readonly ChartMove[]): string[] {
  const known = new Set(names)
  const valid = moves.filter(({ metric, after }) => known.has(metric) && (after === undefined || known.has(after)))
  const moved = new Set(valid.map(({ metric }) => metric))
  const list = names.filter((name) => !moved.has(name))
  for (const { metric, after } of valid) {
    list.splice(after === undefined ? 0 : list.indexOf(after) + 1, 0, metric)
  }
  return list
}

/** Where a chart is to stand: before or behind another one of its group. */
export type ChartPlace = Readonly<{ metric: string; beside: string; isBehind: boolean }>

/**
 * The layout with a chart at another place of its group; elsewhere than in its group it cannot stand.
 * @param names all of the board
 */
export function withChartMoved(
  layout: BoardLayout,
  names: readonly string[],
  { metric, beside, isBehind }: ChartPlace,
): BoardLayout {
  const group = chartGroups(names, layout).find(({ metrics }) => metrics.includes(metric))
  if (!group || metric === beside || !group.metrics.includes(beside)) return layout
  const order = group.metrics.filter((name) => name !== metric)
  order.splice(order.indexOf(beside) + (isBehind ? 1 : 0), 0, metric)
  if (group.id === pinnedGroup) {
    // Other runs of the experiment may have logged what this one did not.
    const absent = layout.pins.filter((name) => !order.includes(name))
    return { ...layout, pins: [...order, ...absent] }
  }
  const elsewhere = layout.moves.filter((move) => !order.includes(move.metric))
  return { ...layout, moves: [...elsewhere, ...movesTo(order)] }
}

/** The fewest moves that lead from the order of names to another one. */
function movesTo(order: readonly string[]): ChartMove[] {
  const sorted = order.toSorted(inNameOrder)
  const staying = new Set(longestRising(order.map((name) => sorted.indexOf(name))).map((at) => sorted[at]))
  return order.flatMap((metric, at) => (staying.has(metric) ? [] : [{ metric, after: order[at - 1] }]))
}

/** The longest part of a list of numbers, not necessarily a stretch of it, in which each is greater than the one before. */
function longestRising(numbers: readonly number[]): number[] {
  // Of every length the place of the least number that such a part can end with, and for each place the one before it.
  const ends: number[] = []
  const before: (number | undefined)[] = []
  numbers.forEach((number, at) => {
    const known = ends.findIndex((end) => (numbers[end] ?? 0) >= number)
    const length = known === -1 ? ends.length : known
    before[at] = ends[length - 1]
    ends[length] = at
  })
  const part: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = before[at]) part.unshift(numbers[at] ?? 0)
  return part
}

/** The layout with a chart pinned behind the others that are, or with its pin taken away. */
export function withPin(layout: BoardLayout, metric: string, isPinned: boolean): BoardLayout {
  const others = layout.pins.filter((name) => name !== metric)
  return { ...layout, pins: isPinned ? [...others, metric] : others }
}

/** The layout with settings of one chart's own; what is as with all others is no longer its own. */
export function withOwnSettings(
  layout: BoardLayout,
  metric: string,
  own: OwnSettings,
  all: ChartSettings,
): BoardLayout {
  const { yScale, clipOutliers } = own
  return {
    ...layout,
    ...(yScale !== undefined && {
      yScales: withEntry(layout.yScales, metric, yScale === all.yScale ? undefined : yScale),
    }),
    ...(clipOutliers !== undefined && {
      clips: withEntry(layout.clips, metric, clipOutliers === all.clipOutliers ? undefined : clipOutliers),
    }),
  }
}

/** The map with one more entry, or without it. */
export function withEntry<Value>(
  map: ReadonlyMap<string, Value>,
  key: string,
  value: Value | undefined,
): ReadonlyMap<string, Value> {
  const next = new Map(map)
  if (value === undefined) next.delete(key)
  else next.set(key, value)
  return next
}
