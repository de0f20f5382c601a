import { lookThrough } from './blocks.ts'
import { extentInView, lineOfFrame, wholeExtent, type LineOfFrame } from './frame-line.ts'
import { columnOf, viewOf, type View } from './pixel-columns.ts'
import { searchX, stretchesIn, xAt, type PlacedLine, type Stretch } from './placed-line.ts'
import type { FindSeries } from './series.ts'
import type { FrameRequest, Reading, SeriesPoint } from './series-types.ts'

/** Reads the lines of a request off at `x`: of each the nearest point in view, on the screen's scale. */
export function readLines(find: FindSeries, request: FrameRequest, x: number): Reading[] {
  const lines = request.lines.map((line) => lineOfFrame(find, request, line)).filter((line) => line !== undefined)
  const extent = extentInView(request, wholeExtent(lines))
  if (!extent) return []
  const view = viewOf(extent, request.xScale, request.columns)
  // Below the view of a logarithmic axis there may be no distance to anything.
  const at = request.xScale === 'log' ? Math.max(x, view.from) : x
  return lines.flatMap((line) => readLine(line, view, request, at) ?? [])
}

function readLine(of: LineOfFrame, view: View, request: FrameRequest, x: number): Reading | undefined {
  const { line, series } = of
  const stretches = stretchesIn(line, view)
  const distance = (at: number) => (request.xScale === 'log' ? Math.abs(Math.log(at) - Math.log(x)) : Math.abs(at - x))

  let nearest: { position: number; x: number } | undefined
  for (const position of stretches.flatMap((stretch) => candidates(line, stretch, x))) {
    const at = xAt(line, position)
    // Of several that are as near, the one logged last.
    if (!nearest || distance(at) <= distance(nearest.x)) nearest = { position, x: at }
  }
  const latest = latestOf(of, view)
  const smooth = request.smoothing > 0 ? of.smooth(line.order, request.smoothing) : undefined
  if (latest && (!nearest || distance(latest.x) <= distance(nearest.x))) {
    const seen = columnAt(line, view, stretches, latest, latest.x)
    return { id: of.id, ...latest, smooth: smooth?.after(latest.point.value), ...seen }
  }
  if (!nearest) return undefined
  const point = series.store.at(line.order.index?.[nearest.position] ?? nearest.position)
  return (
    point && {
      id: of.id,
      point,
      x: nearest.x,
      smooth: smooth?.values[nearest.position],
      ...columnAt(line, view, stretches, latest, nearest.x),
    }
  )
}

/** The positions next to `x` on either side, of equal ones the last. */
function candidates(line: PlacedLine, { from, to }: Stretch, x: number): number[] {
  const after = searchX(line, x, from, to, true)
  const before = after > from ? [after - 1] : []
  return after < to ? [...before, searchX(line, xAt(line, after), after, to, true) - 1] : before
}

function latestOf(of: LineOfFrame, view: View): { point: SeriesPoint; x: number } | undefined {
  const point = of.series.latest
  const x = point ? of.xOf(point) : Number.NaN
  return point && x >= view.from && x <= view.to ? { point, x } : undefined
}

/** How many points share the column of pixels at `x`, and between which values. */
function columnAt(
  line: PlacedLine,
  view: View,
  stretches: readonly Stretch[],
  latest: { point: SeriesPoint; x: number } | undefined,
  x: number,
): Pick<Reading, 'count' | 'least' | 'greatest'> {
  const column = columnOf(view, x)
  const isLast = column === view.edges.length - 2
  let [count, least, greatest] = [0, Infinity, -Infinity]

  function widen(value: number) {
    least = Math.min(least, value)
    greatest = Math.max(greatest, value)
  }

  for (const stretch of stretches) {
    const from = searchX(line, view.edges[column] ?? 0, stretch.from, stretch.to)
    const to = isLast ? stretch.to : searchX(line, view.edges[column + 1] ?? 0, from, stretch.to)
    const seen = lookThrough(line.order.values, line.order.blocks, from, to, -Infinity)
    count += to - from
    if (seen.count > 0) {
      widen(line.order.values[seen.least] ?? 0)
      widen(line.order.values[seen.greatest] ?? 0)
    }
  }
  if (latest && columnOf(view, latest.x) === column) {
    count += 1
    if (Number.isFinite(latest.point.value)) widen(latest.point.value)
  }
  return least <= greatest ? { count, least, greatest } : { count, least: Number.NaN, greatest: Number.NaN }
}
