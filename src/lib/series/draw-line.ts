import { extentOf, type ValuesInView } from './extents.ts'
import { hasPlace, type LineOfFrame } from './frame-line.ts'
import { drawLatest, latestInView, type Latest } from './latest.ts'
import { createMarks, gapKind } from './marks.ts'
import { createPen } from './pen.ts'
import type { View } from './pixel-columns.ts'
import { stretchesIn, strokesOf, type Stretch } from './placed-line.ts'
import { reduceLine, type Reduced } from './reduce.ts'
import type { FrameRequest, FrameSeries, Polyline } from './series-types.ts'

/** A line as it is drawn, and what of it the y axis has to reach. */
export type DrawnLine = Readonly<{ series: Omit<FrameSeries, 'clipped'>; values: ValuesInView }>

/** Draws one line of a frame within its view, with its marks and counts, before outliers are clipped. */
export function drawLine(of: LineOfFrame, view: View, request: FrameRequest): DrawnLine {
  const { line, series } = of
  const above = request.yScale === 'log' ? 0 : -Infinity
  const stretches = stretchesIn(line, view)
  const latest = latestInView(of, view, stretches)
  const marks = createMarks(view)
  /** Finite, but with no place on a logarithmic y axis. */
  let unplaced = 0

  const pen = createPen()
  const raw = reduceLine(pen, line, line.order, stretches, view, above, (from, to) => {
    unplaced += marks.addGaps(line, from, to, above)
  })
  const isLatestDrawn = latest !== undefined && drawLatest(pen, latest, latest.point.value, above)
  if (latest?.isInView && !isLatestDrawn) {
    const kind = gapKind(latest.point.value)
    if (kind) marks.add(kind, latest.x)
    else unplaced += 1
  }
  for (const restart of line.order.restarts) {
    const point = series.store.at(restart)
    const x = point ? of.xOf(point) : Number.NaN
    if (hasPlace(of, x) && x >= view.from && x <= view.to) marks.add('restart', x)
  }

  const drawnLatest = isLatestDrawn && latest.isInView ? latest : undefined
  const ends = endsOf(of, raw, drawnLatest)
  const smooth = request.smoothing > 0 ? drawAverage(of, view, stretches, request, latest) : undefined
  const known = [ends.least, ends.greatest].flatMap((point) => point?.value ?? [])
  return {
    series: {
      id: of.id,
      raw: pen.line(),
      smooth: smooth?.line,
      marks: marks.list(),
      total: totalOf(of),
      inView: raw.inView + (latest?.isInView ? 1 : 0),
      drawn: raw.drawn + (drawnLatest ? 1 : 0),
      placeless: totalOf(of) - placedOf(of) + unplaced,
      ...ends,
    },
    values: {
      values: line.order.values,
      stretches,
      extent: extentOf([...known, ...(smooth?.extent ?? [])]),
      latest: drawnLatest?.point.value,
    },
  }
}

/** A line of which there is nothing to draw. @param of absent when the series is not there */
export function emptyLine(id: string, of: LineOfFrame | undefined): DrawnLine {
  const raw: Polyline = { x: new Float64Array(), y: new Float64Array() }
  const total = of ? totalOf(of) : 0
  const counts = { total, inView: 0, drawn: 0, placeless: total }
  const ends = { least: undefined, greatest: undefined, first: undefined, last: undefined }
  return {
    series: { id, raw, smooth: undefined, marks: [], ...counts, ...ends },
    values: { values: new Float64Array(), stretches: [], extent: undefined, latest: undefined },
  }
}

const totalOf = ({ series }: LineOfFrame) => series.store.length() + (series.latest ? 1 : 0)

/** How many points have a place on the x axis. */
function placedOf(of: LineOfFrame): number {
  const placed = strokesOf(of.line).reduce((sum, { begin, end }) => sum + end - begin, 0)
  const { latest } = of.series
  return placed + (latest && hasPlace(of, of.xOf(latest)) ? 1 : 0)
}

function endsOf({ line, series }: LineOfFrame, raw: Reduced, latest: Latest | undefined) {
  const pointOf = (position: number) =>
    position < 0 ? undefined : series.store.at(line.order.index?.[position] ?? position)
  const [least, greatest] = [pointOf(raw.least), pointOf(raw.greatest)]
  const last = latest?.point
  return {
    least: last && (!least || last.value < least.value) ? last : least,
    greatest: last && (!greatest || last.value > greatest.value) ? last : greatest,
    first: pointOf(raw.first) ?? last,
    last: last ?? pointOf(raw.last),
  }
}

/** The moving average, and from where to where it goes in view. */
function drawAverage(
  { line, smooth }: LineOfFrame,
  view: View,
  stretches: readonly Stretch[],
  request: FrameRequest,
  latest: Latest | undefined,
) {
  const above = request.yScale === 'log' ? 0 : -Infinity
  const average = smooth(line.order, request.smoothing)
  const pen = createPen()
  const { least, greatest } = reduceLine(pen, line, average, stretches, view, above)
  const inView = [least, greatest].flatMap((position) => (position < 0 ? [] : (average.values[position] ?? [])))
  if (latest) {
    const y = average.after(latest.point.value)
    if (drawLatest(pen, latest, y, above) && latest.isInView) inView.push(y)
  }
  return { line: pen.line(), extent: extentOf(inView) }
}
