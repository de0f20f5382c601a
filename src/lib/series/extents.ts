import { isDrawable } from './blocks.ts'
import type { Stretch } from './placed-line.ts'
import type { Extent, ScaleKind } from './series-types.ts'

/** What of a line counts for the y axis. */
export type ValuesInView = Readonly<{
  values: Float64Array
  stretches: readonly Stretch[]
  /** The least and greatest drawable value in view, of the points and of their average; undefined when there is none. */
  extent: Extent | undefined
  /** The provisional last value, where it is in view. */
  latest: number | undefined
}>

/** @property clipped per line the points in view outside of `extent` */
export type YExtent = Readonly<{ extent: Extent | undefined; clipped: readonly number[] }>

/** Values looked at to tell what is far out: enough for a percentile, few enough to be sorted in a moment. */
const mostSampled = 20_000

/** Of fewer values none can be called far from the others. */
const fewestForOutliers = 20

/** From the least to the greatest of a few numbers; undefined when there is none. */
export const extentOf = (values: readonly number[]): Extent | undefined =>
  values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)]

export const union = (extents: readonly (Extent | undefined)[]): Extent | undefined =>
  extents.reduce<Extent | undefined>(
    (all, one) => (all && one ? [Math.min(all[0], one[0]), Math.max(all[1], one[1])] : (all ?? one)),
    undefined,
  )

/** From the least to the greatest value in view; with `clipOutliers` of those that are not far from the others. */
export function yExtentOf(lines: readonly ValuesInView[], scale: ScaleKind, clipOutliers: boolean): YExtent {
  const whole = { extent: union(lines.map(({ extent }) => extent)), clipped: lines.map(() => 0) }
  const bounds = clipOutliers ? outlierBounds(lines, scale) : undefined
  if (!bounds) return whole
  const within = lines.map((line) => countOutside(line, bounds, scale))
  // An average that leaves the bounds follows values that do: without any of those it counts.
  if (within.every(({ outside }) => outside === 0)) return whole
  return { extent: union(within.map(({ extent }) => extent)), clipped: within.map(({ outside }) => outside) }
}

/**
 * What is no outlier: from the 1st to the 99th percentile, and as far again on either side; on a logarithmic scale by
 * ratios. At least one value on either side is left out of the percentiles, or one spike among fifty would set them.
 * @returns undefined when the values do not tell: they are few, or nearly all the same
 */
function outlierBounds(lines: readonly ValuesInView[], scale: ScaleKind): Extent | undefined {
  const sample = sampleOf(lines, scale === 'log' ? 0 : -Infinity)
  if (sample.length < fewestForOutliers) return undefined
  const toScale = scale === 'log' ? Math.log : (value: number) => value
  const fromScale = scale === 'log' ? Math.exp : (value: number) => value
  const low = toScale(sample[Math.ceil(0.01 * (sample.length - 1))] ?? 0)
  const high = toScale(sample[Math.floor(0.99 * (sample.length - 1))] ?? 0)
  const margin = high - low
  return margin > 0 ? [fromScale(low - margin), fromScale(high + margin)] : undefined
}

/** Drawable values in view, every nth of all, sorted. */
function sampleOf(lines: readonly ValuesInView[], above: number): Float64Array {
  const inView = lines.flatMap(({ stretches }) => stretches).reduce((sum, { from, to }) => sum + to - from, 0)
  const every = Math.max(1, Math.ceil(inView / mostSampled))
  const sample: number[] = []
  for (const { values, stretches } of lines) {
    for (const { from, to } of stretches) {
      for (let k = from; k < to; k += every) {
        const value = values[k] ?? Number.NaN
        if (isDrawable(value, above)) sample.push(value)
      }
    }
  }
  return Float64Array.from(sample).sort()
}

function countOutside({ values, stretches, extent, latest }: ValuesInView, [low, high]: Extent, scale: ScaleKind) {
  if (!extent || (extent[0] >= low && extent[1] <= high)) return { outside: 0, extent }
  const above = scale === 'log' ? 0 : -Infinity
  let [outside, least, greatest] = [0, Infinity, -Infinity]
  const look = (value: number) => {
    if (!isDrawable(value, above)) return
    if (value < low || value > high) outside += 1
    else {
      if (value < least) least = value
      if (value > greatest) greatest = value
    }
  }
  for (const { from, to } of stretches) for (let k = from; k < to; k++) look(values[k] ?? Number.NaN)
  if (latest !== undefined) look(latest)
  return { outside, extent: least <= greatest ? ([least, greatest] as const) : undefined }
}
