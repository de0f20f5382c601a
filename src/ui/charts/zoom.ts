import type { Extent } from '../../lib/series/series-types.ts'
import type { ChartAxis } from './chart-types.ts'

/** Looking closer than this share of a value shows nothing but the limits of its digits. */
const closest = 1e-12

/**
 * What is seen after zooming around a place.
 * @param factor of the extent: below 1 looks closer
 * @returns undefined for all of it
 */
export function zoomAround(shown: Extent, whole: Extent, at: number, factor: number, axis: ChartAxis) {
  const [from, to, center] = [shown[0], shown[1], at].map(flat(axis)) as [number, number, number]
  return within([center + (from - center) * factor, center + (to - center) * factor], whole, axis)
}

/** What is seen after moving along by a share of what is seen; stops at the ends. */
export function panBy(shown: Extent, whole: Extent, share: number, axis: ChartAxis): Extent | undefined {
  const [from, to, least, greatest] = [...shown, ...whole].map(flat(axis)) as [number, number, number, number]
  const way = Math.min(greatest - to, Math.max(least - from, (to - from) * share))
  return within([from + way, to + way], whole, axis)
}

/** An extent between two places in any order, no closer than can be shown; undefined when it is all there is. */
export const zoomBetween = (a: number, b: number, whole: Extent, axis: ChartAxis) =>
  within([a, b].map(flat(axis)).sort((one, other) => one - other) as [number, number], whole, axis)

/** Zooming is even in what the axis is even in: values, or powers of ten. */
const flat =
  ({ scale }: ChartAxis) =>
  (value: number) =>
    scale === 'log' ? Math.log10(value) : value

function within([from, to]: readonly [number, number], whole: Extent, axis: ChartAxis): Extent | undefined {
  const [least, greatest] = whole.map(flat(axis)) as [number, number]
  const start = Math.max(least, from)
  const end = Math.min(greatest, to)
  if (start <= least && end >= greatest) return undefined
  const span = Math.max(leastSpan(whole, axis), end - start)
  const middle = Math.min(greatest - span / 2, Math.max(least + span / 2, (start + end) / 2))
  const extent = [middle - span / 2, middle + span / 2] as const
  if (extent[0] <= least && extent[1] >= greatest) return undefined
  return axis.scale === 'log' ? [10 ** extent[0], 10 ** extent[1]] : extent
}

const leastSpan = (whole: Extent, { scale, isWhole }: ChartAxis) =>
  scale === 'log' ? 1e-6 : isWhole ? 1 : Math.max(Math.abs(whole[0]), Math.abs(whole[1])) * closest
