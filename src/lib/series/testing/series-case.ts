import { parseDelimited } from '../../csv.ts'
import { extentInView } from '../frame-line.ts'
import { columnOf, viewOf } from '../pixel-columns.ts'
import type { SeriesRequest, SeriesResults } from '../series-messages.ts'
import { createSeriesServer } from '../series-server.ts'
import type { Extent, Frame, FrameRequest, FrameSeries, Polyline, SeriesPoint } from '../series-types.ts'
import { plainLine, type PlainLine } from './plain-frame.ts'

/** Two series, how the first came in, and what is asked of them. */
export type SeriesCase = Readonly<{
  points: readonly SeriesPoint[]
  /** What the axis `series` counts. */
  other: readonly SeriesPoint[]
  /** Where pages of the first begin; each page may bring again what came with the page before. */
  pages: readonly number[]
  request: FrameRequest
  /** Where a reader points. */
  x: number
}>

const id = 'a'
const otherId = 'b'

export function openServer() {
  const serve = createSeriesServer()
  return <Kind extends SeriesRequest['kind']>(request: Extract<SeriesRequest, { kind: Kind }>) => {
    const answer = serve(request)
    if (answer.kind === 'failed') throw new Error(`${answer.name}: ${answer.message}`)
    // The kind of the question says what the answer is.
    return answer.result as SeriesResults[Kind]
  }
}

type Server = ReturnType<typeof openServer>

/** As a tracking server writes it. */
export function pageOf(points: readonly SeriesPoint[]): ArrayBuffer {
  const metrics = points.map(({ step, time, value }) => ({
    key: 'loss',
    value: Number.isFinite(value) && !Object.is(value, -0) ? value : spelled(value),
    timestamp: time,
    step,
  }))
  return new TextEncoder().encode(JSON.stringify({ metrics })).buffer
}

export const columnsOf = (points: readonly SeriesPoint[]) => ({
  step: Float64Array.from(points, ({ step }) => step),
  time: Float64Array.from(points, ({ time }) => time),
  value: Float64Array.from(points, ({ value }) => value),
})

function expectSame(what: string, actual: unknown, expected: unknown) {
  const [a, b] = [textOf(actual), textOf(expected)]
  if (a !== b) throw new Error(`${what}\n  is        ${a}\n  should be ${b}`)
}

/** With the sign of a zero. */
const spelled = (number: number) => (Object.is(number, -0) ? '-0' : String(number))

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) => {
    if (one instanceof Float64Array) return [...one].map(spelled)
    return typeof one === 'number' && !Number.isFinite(one) ? String(one) : one
  }) ?? 'undefined'

/** Puts the series in whole; then page by page, looking at it in between; both must come to the same. */
function fill({ points, other, pages, request }: SeriesCase): { whole: Server; paged: Server } {
  const whole = openServer()
  whole({ kind: 'put', id, columns: columnsOf(points) })
  whole({ kind: 'put', id: otherId, columns: columnsOf(other) })

  const paged = openServer()
  // What is replaced in the end must leave no trace.
  paged({ kind: 'page', id, page: pageOf(points.toReversed()), from: 0 })
  paged({ kind: 'frame', request })
  const starts = [...new Set([0, ...pages])].filter((start) => start <= points.length).toSorted((a, b) => a - b)
  starts.forEach((start, i) => {
    // Now and then a page is asked for once more, to see what has joined it.
    const from = i % 2 === 1 ? (starts[i - 1] ?? 0) : start
    const page = points.slice(from, starts[i + 1] ?? points.length)
    paged({ kind: 'page', id, page: pageOf(page), from })
    if (i === 0) paged({ kind: 'page', id: otherId, page: pageOf(other), from: 0 })
    paged({ kind: 'frame', request })
  })
  expectSame('The columns', paged({ kind: 'columns', id }), columnsOf(points))
  return { whole, paged }
}

const verticesOf = ({ x, y }: Polyline) =>
  [...x].map((at, i) => (Number.isNaN(y[i]) ? 'lift' : ([at, y[i] ?? 0] as const)))

function checkLine(series: FrameSeries, plain: PlainLine, request: FrameRequest, xExtent: Extent) {
  const view = viewOf(xExtent, request.xScale, request.columns)
  expectSame('The vertices', verticesOf(series.raw), plain.vertices)
  const marks: Record<string, number> = {}
  for (const { kind, x, count } of series.marks) marks[`${kind} ${columnOf(view, x)}`] = count
  const sorted = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1))
  expectSame('The marks', sorted(marks), sorted(plain.marks))
  const { total, inView, drawn, placeless } = series
  expectSame('The counts', [total, inView, drawn, placeless], [plain.total, plain.inView, plain.drawn, plain.placeless])
  expectSame(
    'Least, greatest, first and last',
    [series.least, series.greatest, series.first, series.last].map((point) => point?.value),
    plain.values.length === 0
      ? [undefined, undefined, undefined, undefined]
      : [
          plain.values.reduce((a, b) => (b < a ? b : a)),
          plain.values.reduce((a, b) => (b > a ? b : a)),
          plain.values[0],
          plain.values.at(-1),
        ],
  )
}

/** All values in view lie in the extent, but for those that are counted as clipped. */
function checkExtent(frame: Frame, plain: PlainLine, request: FrameRequest) {
  const [low, high] = frame.yExtent ?? [Infinity, -Infinity]
  const outside = plain.values.filter((value) => value < low || value > high)
  expectSame('The clipped', frame.series[0]?.clipped, outside.length)
  if (!request.clipOutliers) expectSame('Nothing clipped', outside.length, 0)
  if (request.smoothing === 0 && plain.values.length > 0) {
    for (const end of [low, high]) {
      if (!plain.values.includes(end)) throw new Error(`No value lies at ${end}, where the y axis ends.`)
    }
  }
}

function checkReading(serve: Server, { request, x }: SeriesCase, plain: Frame, points: readonly SeriesPoint[]) {
  const [reading] = serve({ kind: 'read', request, x })
  const inView = plain.series[0]?.inView ?? 0
  if (!reading) return expectSame('Points in view without a reading', inView, 0)
  const logged = points.some(
    ({ step, time, value }) =>
      step === reading.point.step && time === reading.point.time && Object.is(value, reading.point.value),
  )
  if (!logged) throw new Error(`Nobody logged ${textOf(reading.point)}`)
  if (reading.count < 1 || reading.count > inView) throw new Error(`A column of ${reading.count} points of ${inView}`)
  if (
    Number.isFinite(reading.point.value) &&
    !(reading.least <= reading.point.value && reading.point.value <= reading.greatest)
  ) {
    throw new Error(`${reading.point.value} lies outside of its column, ${reading.least} to ${reading.greatest}`)
  }
  // Nothing that is drawn lies nearer.
  const distance = (at: number) => (request.xScale === 'log' ? Math.abs(Math.log(at) - Math.log(x)) : Math.abs(at - x))
  for (const at of plain.series[0]?.raw.x ?? []) {
    const [from, to] = plain.xExtent ?? [0, 0]
    if (at >= from && at <= to && distance(at) < distance(reading.x)) {
      throw new Error(`${at} is nearer to ${x} than ${reading.x} is`)
    }
  }
}

/** What is read back from CSV is what was put in, number for number. */
function checkCsv(serve: Server, { request, points }: SeriesCase) {
  let text = ''
  const names = new Map([[id, '=SUM(1,"2")']])
  for (let cursor: { line: number; point: number } | undefined = { line: 0, point: 0 }; cursor;) {
    const piece: SeriesResults['csv'] = serve({ kind: 'csv', task: { request, names, range: 'all', cursor } })
    text += piece.text
    cursor = piece.next
  }
  const rows = parseDelimited(text, ',')
  expectSame(
    'The CSV',
    rows.map(([name, step, time, value]) =>
      [name, step, time, value].map((cell, i) => (i === 1 || i === 3 ? spelled(Number(cell)) : cell)),
    ),
    points.map(({ step, time, value }) => [
      `'=SUM(1,"2")`,
      spelled(step),
      new Date(time).toISOString(),
      spelled(value),
    ]),
  )
}

/** The newest value is drawn as if the page with it were there already: where all is drawn, nothing tells them apart. */
function checkLatest(serve: Server, { points, other, request, x }: SeriesCase, value: number) {
  const latest = {
    step: points.reduce((most, { step }) => Math.max(most, step), 0) + 1,
    time: points.reduce((most, { time }) => Math.max(most, time), 0) + 500,
    value,
  }
  const paged = openServer()
  paged({ kind: 'put', id, columns: columnsOf([...points, latest]) })
  paged({ kind: 'put', id: otherId, columns: columnsOf(other) })
  serve({ kind: 'latest', id, point: latest })
  // By another series it need not be the last, a logarithmic axis may have no place for the rest of its stroke,
  // percentiles leave it out, and only what is whole has all vertices.
  const whole: FrameRequest = { ...request, xScale: 'linear', columns: 2_000, clipOutliers: false }
  const asked = request.axis === 'series' ? { ...whole, axis: 'step' as const } : whole
  const frame = paged({ kind: 'frame', request: asked })
  // Of a view behind the newest value only the way the line has gone could differ, which nobody sees.
  if ((frame.xExtent?.[0] ?? 0) <= (frame.xWhole?.[1] ?? 0)) {
    expectSame('The newest value in a frame', serve({ kind: 'frame', request: asked }), frame)
    const read = { kind: 'read', request: asked, x } as const
    expectSame('The newest value in a reading', serve(read), paged(read))
  }
  serve({ kind: 'page', id, page: pageOf([latest]), from: points.length })
  expectSame('A frame after its page', serve({ kind: 'frame', request }), paged({ kind: 'frame', request }))
}

/**
 * Asks for what a case asks for in every way the engine knows.
 * @throws when any of it is not what a plain reading of the points gives
 */
export function checkSeries(each: SeriesCase): void {
  const { points, other, request } = each
  const { whole, paged } = fill(each)
  const frame = whole({ kind: 'frame', request })
  expectSame('A frame of pages', paged({ kind: 'frame', request }), frame)

  const extent = extentInView(request, frame.xWhole)
  expectSame('What is looked at', frame.xExtent, extent)
  const [line] = request.lines
  const [series] = frame.series
  if (extent && line && series) {
    const plain = plainLine(points, other, line, request, extent)
    checkLine(series, plain, request, extent)
    if (series.smooth) expectSame('The average', verticesOf(series.smooth), plain.average)
    checkExtent(frame, plain, request)
    checkReading(whole, each, frame, points)
  }
  checkCsv(whole, each)
  checkLatest(whole, each, points[0]?.value ?? 1)
}
