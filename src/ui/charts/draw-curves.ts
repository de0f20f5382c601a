import type { FrameMark, FrameSeries, Polyline } from '../../lib/series/series-types.ts'
import { pixelOf } from './axis-place.ts'
import type { Box, ChartDrawing, ChartPlaces } from './chart-layout.ts'
import type { ChartLine } from './chart-types.ts'
import { dotsOf, traceLine, type Pen } from './trace-line.ts'

/** What of a canvas' context is drawn with. */
export type Brush = Pen &
  Pick<
    CanvasRenderingContext2D,
    | 'save'
    | 'restore'
    | 'beginPath'
    | 'rect'
    | 'clip'
    | 'arc'
    | 'stroke'
    | 'fill'
    | 'setLineDash'
    | 'strokeStyle'
    | 'fillStyle'
    | 'lineWidth'
    | 'lineJoin'
    | 'globalAlpha'
  >

export type DrawnLine = Readonly<{ line: ChartLine; series: FrameSeries }>

/** Strength of what is not marked while something is, and of values behind their average. */
export const faded = 0.22
export const behind = 0.3
export const dotRadius = 2.5

/**
 * From so many vertices on, all lines together, they are a pixel of the screen wide: without a graphics card that takes a
 * tenth of the time of wider ones (docs/adr/0026). Values behind their average always are.
 */
const manyVertices = 6000
/** Half the size of a mark at an edge of the plot. */
const markSize = 4

/** Lines with something to draw, the marked ones last and so on top. */
export function drawnLines({ frame, lines }: Pick<ChartDrawing, 'frame' | 'lines'>): DrawnLine[] {
  const byId = new Map(frame.series.map((series) => [series.id, series]))
  const drawn = lines.flatMap((line) => {
    const series = line.isHidden ? undefined : byId.get(line.id)
    return series ? [{ line, series }] : []
  })
  return drawn.sort((a, b) => Number(a.line.isMarked ?? false) - Number(b.line.isMarked ?? false))
}

/** How strong and how wide a line is among the others. */
export const strengthOf = (line: ChartLine, hasMarked: boolean) => ({
  alpha: hasMarked && !line.isMarked ? faded : 1,
  width: line.isMarked ? 2.5 : 1.5,
})

/**
 * Draws all lines of a frame with their dots and marks. Nothing is cleared before.
 * @param ratio pixels of the screen per pixel of the page
 * @param colorOf a line's colour as a canvas takes it: without variables
 */
export function drawCurves(
  brush: Brush,
  drawn: readonly DrawnLine[],
  places: ChartPlaces,
  plot: Box,
  ratio: number,
  colorOf: (line: ChartLine) => string,
): void {
  const hasMarked = drawn.some(({ line }) => line.isMarked)
  const isThin = isDense(drawn)
  brush.lineJoin = 'bevel'
  for (const { line, series } of drawn) {
    const { alpha, width } = strengthOf(line, hasMarked)
    brush.strokeStyle = colorOf(line)
    brush.fillStyle = colorOf(line)
    brush.save()
    clipTo(brush, plot)
    brush.setLineDash([...line.dash])
    brush.globalAlpha = series.smooth ? alpha * behind : alpha
    const stroke = (polyline: Polyline, thin: boolean) =>
      thin ? strokeThin(brush, polyline, places, ratio) : strokeWide(brush, polyline, places, width)
    stroke(series.raw, series.smooth !== undefined || (isThin && !line.isMarked))
    drawDots(brush, series.raw, places)
    brush.globalAlpha = alpha
    if (series.smooth) stroke(series.smooth, isThin && !line.isMarked)
    brush.restore()
    brush.globalAlpha = alpha
    drawMarks(brush, series.marks, places, plot)
  }
  brush.globalAlpha = 1
}

/** Dots and wide strokes at the edge of the plot stay whole. */
function clipTo(brush: Brush, { left, top, width, height }: Box) {
  brush.beginPath()
  brush.rect(left - 3, top - 3, width + 6, height + 6)
  brush.clip()
}

/** Whether there is so much to draw that lines are thin. */
export const isDense = (drawn: readonly DrawnLine[]) =>
  drawn.reduce((sum, { series }) => sum + (series.smooth ?? series.raw).x.length, 0) > manyVertices

function strokeWide(brush: Brush, polyline: Polyline, places: ChartPlaces, width: number) {
  brush.lineWidth = width
  brush.beginPath()
  traceLine(brush, polyline, places)
  brush.stroke()
}

/** As many strokes of one pixel of the screen, a pixel apart, as make one of the page: a dense screen shows no finer line. */
function strokeThin(brush: Brush, polyline: Polyline, { x, y }: ChartPlaces, ratio: number) {
  brush.lineWidth = 1 / ratio
  for (let stroke = 0; stroke < Math.max(1, Math.round(ratio)); stroke++) {
    brush.beginPath()
    traceLine(brush, polyline, { x, y: { ...y, start: y.start + stroke / ratio } })
    brush.stroke()
  }
}

function drawDots(brush: Brush, polyline: Polyline, places: ChartPlaces) {
  for (const index of dotsOf(polyline)) {
    brush.beginPath()
    brush.arc(
      pixelOf(places.x, polyline.x[index] ?? Number.NaN),
      pixelOf(places.y, polyline.y[index] ?? Number.NaN),
      dotRadius,
      0,
      2 * Math.PI,
    )
    brush.fill()
  }
}

/** Marks within the plot, with their place across it. */
export function placedMarks(marks: readonly FrameMark[], { x }: ChartPlaces, { left, width }: Box) {
  return marks.flatMap((mark) => {
    const at = pixelOf(x, mark.x)
    return at >= left - 1 && at <= left + width + 1 ? [{ ...mark, at }] : []
  })
}

function drawMarks(brush: Brush, marks: readonly FrameMark[], places: ChartPlaces, plot: Box) {
  for (const { kind, at } of placedMarks(marks, places, plot)) {
    brush.beginPath()
    brush.lineWidth = kind === 'restart' ? 1 : 1.5
    brush.setLineDash(kind === 'restart' ? [3, 4] : [])
    const isFilled = traceMark(brush, kind, at, plot)
    if (isFilled) brush.fill()
    else brush.stroke()
  }
  brush.setLineDash([])
}

/**
 * A cross on the axis for NaN, an arrow head at the edge for an infinite value, a line from top to bottom for a restart.
 * @returns whether the shape is to be filled, not stroked
 */
export function traceMark(pen: Pen, kind: FrameMark['kind'], at: number, { top, height }: Box): boolean {
  const bottom = top + height
  if (kind === 'restart') {
    pen.moveTo(at, top)
    pen.lineTo(at, bottom)
    return false
  }
  if (kind === 'nan') {
    const size = markSize - 1
    pen.moveTo(at - size, bottom - size)
    pen.lineTo(at + size, bottom + size)
    pen.moveTo(at - size, bottom + size)
    pen.lineTo(at + size, bottom - size)
    return false
  }
  const tip = kind === 'infinity' ? top : bottom
  const base = tip + (kind === 'infinity' ? 2 : -2) * markSize
  pen.moveTo(at, tip)
  pen.lineTo(at + markSize, base)
  pen.lineTo(at - markSize, base)
  pen.lineTo(at, tip)
  return true
}
