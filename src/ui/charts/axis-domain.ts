import type { Extent } from '../../lib/series/series-types.ts'
import type { ChartAxis } from './chart-types.ts'

/** Beyond, the distance of two values is no number any more, and below, a thousandth of one is not. */
const greatest = 1e280
const smallest = 1e-280

/** Air above and below the curves, as a share of their extent. */
const air = 0.05

/**
 * What an axis of values spans: the extent with some air, without crossing zero for its sake. A single value gets a span
 * of its own size around it, on a logarithmic axis one power of ten.
 */
export function valueDomain(extent: Extent | undefined, { scale }: ChartAxis): Extent {
  if (!extent) return scale === 'log' ? [1, 10] : [0, 1]
  if (scale === 'log') return logDomain(extent, air)
  const [from, to] = extent.map((end) => Math.min(greatest, Math.max(-greatest, end))) as [number, number]
  if (isOne(from, to)) {
    const half = Math.abs(from) * 0.1 || 1
    return [from - half, to + half]
  }
  const gap = (to - from) * air
  return [from >= 0 ? Math.max(0, from - gap) : from - gap, to <= 0 ? Math.min(0, to + gap) : to + gap]
}

/** What the horizontal axis spans: the extent as it is, or some room on both sides of a single place. */
export function placeDomain(extent: Extent | undefined, { scale, isWhole, kind }: ChartAxis): Extent {
  if (!extent) return scale === 'log' ? [1, 10] : [0, 1]
  if (scale === 'log') return logDomain(extent, 0)
  const [from, to] = extent
  if (!isOne(from, to)) return extent
  const half = isWhole ? 0.5 : kind === 'date' ? 1000 : kind === 'seconds' ? 1 : Math.abs(from) * 0.05 || 1
  return [from - half, to + half]
}

function logDomain([least, most]: Extent, share: number): Extent {
  if (!(most > 0)) return [1, 10]
  const to = Math.min(greatest, Math.max(smallest, most))
  const from = Math.min(to, Math.max(smallest, least > 0 ? least : to / 1000))
  const decades = Math.log10(to / from)
  const half = decades < 1e-9 ? 0.5 : decades * share
  return [from / 10 ** half, to * 10 ** half]
}

/** Values so near that a number cannot tell the ticks between them apart. */
const isOne = (from: number, to: number) => to - from <= Math.max(Math.abs(from), Math.abs(to)) * 1e-13
