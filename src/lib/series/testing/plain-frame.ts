import { viewOf, type View } from '../pixel-columns.ts'
import type { Extent, FrameLine, FrameRequest, SeriesPoint } from '../series-types.ts'

/**
 * What a frame has to show, told as plainly as its contract is: point by point, without an index, and much too slowly.
 * It shares with the engine only where the columns of pixels begin.
 */
export type PlainLine = Readonly<{
  vertices: readonly (readonly [x: number, y: number] | 'lift')[]
  average: readonly (readonly [x: number, y: number] | 'lift')[]
  marks: Readonly<Record<string, number>>
  total: number
  inView: number
  drawn: number
  placeless: number
  /** Drawable values in view. */
  values: readonly number[]
}>

type Placed = Readonly<{ x: number; value: number; average: number }>

/** The strokes of a series on the axis of steps, each in the order it is drawn, as places in the order of logging. */
export function plainStrokes(points: readonly SeriesPoint[]): number[][] {
  const seen = new Set<number>()
  const strokes: number[][] = [[]]
  points.forEach(({ step }, i) => {
    if (step < (points[i - 1]?.step ?? -Infinity) && seen.has(step)) strokes.push([])
    strokes.at(-1)?.push(i)
    seen.add(step)
  })
  const all = strokes.length > 101 ? [strokes.flat()] : strokes
  return all.map((stroke) => stroke.toSorted((a, b) => (points[a]?.step ?? 0) - (points[b]?.step ?? 0)))
}

/** Where each point lies on the axis of a request, in strokes. */
function placedStrokes(
  points: readonly SeriesPoint[],
  other: readonly SeriesPoint[],
  line: FrameLine,
  request: FrameRequest,
): { strokes: number[][]; x: (i: number) => number } {
  const byStep = plainStrokes(points)
  const point = (i: number) => points[i] ?? { step: 0, time: 0, value: 0 }
  if (request.axis === 'step') return { strokes: byStep, x: (i) => point(i).step }
  if (request.axis === 'series') {
    const places = points.map(({ step }) => {
      const before = other.filter((one) => one.step <= step)
      const latest = Math.max(...before.map((one) => one.step))
      return before.findLast((one) => one.step === latest)?.value ?? Number.NaN
    })
    const x = (i: number) => places[i] ?? Number.NaN
    const strokes = byStep.map((stroke) =>
      stroke.filter((i) => Number.isFinite(x(i))).toSorted((a, b) => (x(a) < x(b) ? -1 : x(a) > x(b) ? 1 : 0)),
    )
    return { strokes, x }
  }
  const all = points.map((_, i) => i).toSorted((a, b) => point(a).time - point(b).time)
  const origin = line.origin ?? point(all[0] ?? 0).time
  return { strokes: [all], x: (i) => (request.axis === 'wall' ? point(i).time : (point(i).time - origin) / 1000) }
}

/** The average in the very form that the engine has, or the last digits would choose other points. */
function averages(values: readonly number[], weight: number): number[] {
  let mean = 0
  let count = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN
    count += 1
    mean += (value - mean) * ((1 - weight) / (1 - powerOf(weight, count)))
    return mean
  })
}

/** By multiplication: Math.pow may round in another way. */
function powerOf(weight: number, count: number): number {
  let power = 1
  for (let i = 0; i < count; i++) power *= weight
  return power
}

const columnIn = ({ edges }: View, x: number): number => {
  const beyond = edges.findIndex((edge, i) => i > 0 && edge > x)
  return beyond < 0 ? edges.length - 2 : beyond - 1
}

export function plainLine(
  points: readonly SeriesPoint[],
  other: readonly SeriesPoint[],
  line: FrameLine,
  request: FrameRequest,
  xExtent: Extent,
): PlainLine {
  const view = viewOf(xExtent, request.xScale, request.columns)
  const { strokes, x } = placedStrokes(points, other, line, request)
  const value = (i: number) => points[i]?.value ?? Number.NaN
  const hasPlace = (i: number) => Number.isFinite(x(i)) && (request.xScale === 'linear' || x(i) > 0)
  const isInView = (i: number) => x(i) >= xExtent[0] && x(i) <= xExtent[1]
  const isDrawable = (y: number) => Number.isFinite(y) && (request.yScale === 'linear' || y > 0)

  const placed = strokes.map((stroke) => {
    const smooth = averages(stroke.map(value), request.smoothing)
    return stroke
      .map((i, k) => ({ i, x: x(i), value: value(i), average: smooth[k] ?? Number.NaN }))
      .filter(({ i }) => hasPlace(i))
  })
  const all = placed.flat()
  const inView = all.filter(({ i }) => isInView(i))
  const isWhole = inView.length <= 4 * Math.max(1, Math.floor(request.columns))

  function draw(yOf: (point: Placed) => number) {
    const drawn: (readonly [number, number] | 'lift')[] = []
    for (const stroke of placed) {
      if (drawn.length > 0) drawn.push('lift')
      const within = stroke.filter(({ i }) => isInView(i))
      const chosen = new Set(isWhole ? within : within.length === 0 ? [] : chosenOf(within, yOf))
      const before = stroke.findLast((point) => point.x < xExtent[0])
      const after = stroke.find((point) => point.x > xExtent[1])
      for (const point of stroke.slice(before ? stroke.indexOf(before) : 0)) {
        if (point.x > xExtent[1] && point !== after) break
        if (!isDrawable(yOf(point))) drawn.push('lift')
        else if (chosen.has(point) || point === before || point === after) drawn.push([point.x, yOf(point)])
      }
    }
    return withSingleLifts(drawn)
  }

  /** Of each column the first, the first of the least, the first of the greatest and the last. */
  function chosenOf(within: readonly (Placed & { i: number })[], yOf: (point: Placed) => number) {
    const columns = Map.groupBy(
      within.filter((point) => isDrawable(yOf(point))),
      (point) => columnIn(view, point.x),
    )
    return [...columns.values()].flatMap((column) => {
      const ys = column.map(yOf)
      const [least, greatest] = [Math.min(...ys), Math.max(...ys)]
      return [
        column[0],
        column.find((point) => yOf(point) === least),
        column.find((point) => yOf(point) === greatest),
        column.at(-1),
      ].filter((point) => point !== undefined)
    })
  }

  const vertices = draw((point) => point.value)
  const marks: Record<string, number> = {}
  const mark = (kind: string, at: number) => {
    const key = `${kind} ${columnIn(view, at)}`
    marks[key] = (marks[key] ?? 0) + 1
  }
  for (const point of inView) {
    if (Number.isNaN(point.value)) mark('nan', point.x)
    else if (!Number.isFinite(point.value)) mark(point.value > 0 ? 'infinity' : 'minus-infinity', point.x)
  }
  for (const i of restartsOf(points)) if (hasPlace(i) && isInView(i)) mark('restart', x(i))
  const values = inView.map((point) => point.value).filter(isDrawable)
  const unplaced = inView.filter((point) => Number.isFinite(point.value) && !isDrawable(point.value))
  return {
    vertices,
    average: draw((point) => point.average),
    marks,
    total: points.length,
    inView: inView.length,
    drawn: vertices.filter((vertex) => vertex !== 'lift' && vertex[0] >= xExtent[0] && vertex[0] <= xExtent[1]).length,
    placeless: points.length - all.length + unplaced.length,
    values,
  }
}

function restartsOf(points: readonly SeriesPoint[]): number[] {
  const strokes = plainStrokes(points)
  return strokes.slice(1).map((stroke) => Math.min(...stroke))
}

/** A pen that is up cannot be lifted, nor does it matter where it is before the first vertex and after the last. */
function withSingleLifts<T>(drawn: readonly (T | 'lift')[]): (T | 'lift')[] {
  const single = drawn.filter((one, i) => one !== 'lift' || (i > 0 && drawn[i - 1] !== 'lift'))
  return single.at(-1) === 'lift' ? single.slice(0, -1) : single
}
