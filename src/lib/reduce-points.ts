/** One value of a series. A `y` that is not finite (a loss that became NaN) is a gap in its line. */
export type Point = Readonly<{ x: number; y: number }>

/**
 * Thins a series out for drawing: per bucket the points with the least and the greatest value and the first gap, and
 * always both ends. Peaks survive, which averages and every-nth would lose; the order stays.
 * @param points sorted by `x`
 * @param buckets roughly the width of the drawing in pixels
 * @returns at most `3 * buckets + 2` points, each one of `points`; short series come back as they are
 */
export function reducePoints(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= 2 * buckets) return points
  const kept = new Set([0, points.length - 1])
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets)
    const to = Math.floor(((bucket + 1) * points.length) / buckets)
    for (const index of extremes(points, from, to)) kept.add(index)
  }
  return [...kept].sort((a, b) => a - b).flatMap((index) => points[index] ?? [])
}

function extremes(points: readonly Point[], from: number, to: number): Iterable<number> {
  let least: number | undefined
  let greatest: number | undefined
  let gap: number | undefined
  for (let i = from; i < to; i++) {
    const y = points[i]?.y ?? Number.NaN
    if (!Number.isFinite(y)) gap ??= i
    else {
      if (least === undefined || y < (points[least]?.y ?? 0)) least = i
      if (greatest === undefined || y > (points[greatest]?.y ?? 0)) greatest = i
    }
  }
  return [least, greatest, gap].filter((index) => index !== undefined)
}
