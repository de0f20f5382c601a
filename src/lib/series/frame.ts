import { extentInView, hasPlace, lineOfFrame, wholeExtent, type LineOfFrame } from './frame-line.ts'
import { yExtentOf, type ValuesInView } from './extents.ts'
import { createMarks, gapKind } from './marks.ts'
import { createPen, type Pen } from './pen.ts'
import { columnOf, viewOf, type View } from './pixel-columns.ts'
import { stretchesIn, strokesOf, xAt, type Stretch } from './placed-line.ts'
import { reduceLine } from './reduce.ts'
import type { FindSeries } from './series.ts'
import type { Extent, Frame, FrameRequest, FrameSeries, Polyline, SeriesPoint } from './series-types.ts'

/** Draws what is asked for of the series that are there. */
export function drawFrame(find: FindSeries, request: FrameRequest): Frame {
  const lines = request.lines.map((line) => lineOfFrame(find, request, line))
  const xWhole = wholeExtent(lines.filter((line) => line !== undefined))
  const xExtent = extentInView(request, xWhole)
  const view = xExtent && viewOf(xExtent, request.xScale, request.columns)
  const drawn = request.lines.map(({ id }, i) => {
    const line = lines[i]
    return line && view ? drawLine(line, view, request) : emptyLine(id, line ? totalOf(line) : 0)
  })
  const y = yExtentOf(
    drawn.map(({ values }) => values),
    request.yScale,
    request.clipOutliers,
  )
  return {
    series: drawn.map(({ series }, i) => ({ ...series, clipped: y.clipped[i] ?? 0 })),
    xExtent,
    xWhole,
    yExtent: y.extent,
  }
}

const totalOf = ({ series }: LineOfFrame) => series.store.length() + (series.latest ? 1 : 0)

type DrawnLine = Readonly<{ series: Omit<FrameSeries, 'clipped'>; values: ValuesInView }>

function drawLine(of: LineOfFrame, view: View, request: FrameRequest): DrawnLine {
  const { line, series } = of
  const { order } = line
  const above = request.yScale === 'log' ? 0 : -Infinity
  const stretches = stretchesIn(line, view)
  const latest = latestInView(of, view, stretches)
  const marks = createMarks()
  let withoutLogarithm = 0

  function mark(column: number, x: number, value: number) {
    const kind = gapKind(value)
    if (kind) marks.add(kind, column, x)
    else if (value <= above) withoutLogarithm += 1
  }

  const pen = createPen()
  const raw = reduceLine(pen, line, order.values, stretches, view, above, (column, from, to) => {
    for (let k = from; k < to; k++) mark(column, xAt(line, k), order.values[k] ?? Number.NaN)
  })
  const isLatestDrawn = latest !== undefined && drawLatest(pen, latest, latest.point.value, above)
  if (latest?.isInView && !isLatestDrawn) mark(columnOf(view, latest.x), latest.x, latest.point.value)
  for (const restart of order.restarts) {
    const point = series.store.at(restart)
    const x = point ? of.xOf(point) : Number.NaN
    if (hasPlace(of, x) && x >= view.from && x <= view.to) marks.add('restart', columnOf(view, x), x)
  }

  const smooth = request.smoothing > 0 ? drawAverage(of, view, stretches, request, latest) : undefined
  const last = isLatestDrawn && latest.isInView ? latest.point : undefined
  const pointOf = (position: number) =>
    position < 0 ? undefined : series.store.at(order.index?.[position] ?? position)
  const [least, greatest] = [pointOf(raw.least), pointOf(raw.greatest)]
  const placed = strokesOf(line).reduce((sum, { begin, end }) => sum + end - begin, 0)
  const total = totalOf(of)
  const isLatestPlaced = series.latest !== undefined && hasPlace(of, of.xOf(series.latest))
  const pointExtent = extentOf([least, greatest, last].flatMap((point) => point?.value ?? []))
  return {
    series: {
      id: of.id,
      raw: pen.line(),
      smooth: smooth?.line,
      marks: marks.list(),
      total,
      inView: raw.inView + (latest?.isInView ? 1 : 0),
      drawn: raw.drawn + (last ? 1 : 0),
      placeless: total - placed - (isLatestPlaced ? 1 : 0) + withoutLogarithm,
      least: last && (!least || last.value < least.value) ? last : least,
      greatest: last && (!greatest || last.value > greatest.value) ? last : greatest,
      first: pointOf(raw.first) ?? last,
      last: last ?? pointOf(raw.last),
    },
    values: {
      values: order.values,
      stretches,
      extent: extentOf([...(pointExtent ?? []), ...(smooth?.extent ?? [])]),
      latest: last?.value,
    },
  }
}

function emptyLine(id: string, total: number): DrawnLine {
  const raw: Polyline = { x: new Float64Array(), y: new Float64Array() }
  const points = { least: undefined, greatest: undefined, first: undefined, last: undefined }
  const counts = { total, inView: 0, drawn: 0, placeless: total }
  return {
    series: { id, raw, smooth: undefined, marks: [], ...counts, ...points },
    values: { values: new Float64Array(), stretches: [], extent: undefined, latest: undefined },
  }
}

const extentOf = (values: readonly number[]): Extent | undefined =>
  values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)]

/** @property isBack it lies before the last point of the pages, so that no line leads to it */
type Latest = Readonly<{ point: SeriesPoint; x: number; isInView: boolean; isBack: boolean }>

/** The provisional last point, unless it cannot be seen: it is in view, or the line to it leaves the view. */
function latestInView(of: LineOfFrame, view: View, stretches: readonly Stretch[]): Latest | undefined {
  const point = of.series.latest
  if (!point) return undefined
  const x = of.xOf(point)
  if (!hasPlace(of, x) || x < view.from) return undefined
  const last = stretches.at(-1)
  const lastX = last ? xAt(of.line, last.end - 1) : -Infinity
  const isInView = x <= view.to
  // The line has run off the edge by a point of the pages already.
  if (!isInView && lastX > view.to) return undefined
  return { point, x, isInView, isBack: x < lastX }
}

/** @returns whether there was something to draw */
function drawLatest(pen: Pen, { x, isBack }: Latest, y: number, above: number): boolean {
  if (!(y > above && y < Infinity)) return false
  if (isBack) pen.lift(x)
  pen.draw(x, y)
  return true
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
  const { values, after } = smooth(line.order, request.smoothing)
  const pen = createPen()
  const { least, greatest } = reduceLine(pen, line, values, stretches, view, above)
  const inView = [least, greatest].flatMap((position) => (position < 0 ? [] : (values[position] ?? [])))
  if (latest) {
    const y = after(latest.point.value)
    if (drawLatest(pen, latest, y, above) && latest.isInView) inView.push(y)
  }
  return { line: pen.line(), extent: extentOf(inView) }
}
