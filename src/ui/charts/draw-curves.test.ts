import { describe, expect, test } from 'vitest'
import type { FrameMark, FrameSeries } from '../../lib/series/series-types.ts'
import { placeAxis } from './axis-place.ts'
import type { ChartLine } from './chart-types.ts'
import { curvesSvg } from './curves-svg.ts'
import { drawCurves, drawnLines, type Brush } from './draw-curves.ts'
import { frameOfPoints } from './frame-of-points.ts'
import { dotsOf, traceLine } from './trace-line.ts'

const plot = { left: 0, top: 0, width: 100, height: 100 }
const places = { x: placeAxis('linear', [0, 100], [0, 100]), y: placeAxis('linear', [0, 100], [100, 0]) }

/** Writes down what is drawn, with the look it is drawn in. */
function recorder() {
  const calls: string[] = []
  const colorOf = (style: Brush['strokeStyle']) => (typeof style === 'string' ? style : 'no colour')
  const brush: Brush = {
    strokeStyle: '',
    fillStyle: '',
    lineWidth: 1,
    lineJoin: 'miter',
    globalAlpha: 1,
    save: () => {},
    restore: () => {},
    beginPath: () => {},
    rect: () => {},
    clip: () => {},
    setLineDash: (dash: Iterable<number>) => void calls.push(`dash ${[...dash].join(' ')}`),
    moveTo: (x, y) => void calls.push(`M${x},${y}`),
    lineTo: (x, y) => void calls.push(`L${x},${y}`),
    arc: (x, y) => void calls.push(`dot ${x},${y}`),
    stroke: () => void calls.push(`stroke ${colorOf(brush.strokeStyle)} ${brush.lineWidth} ${brush.globalAlpha}`),
    fill: () => void calls.push(`fill ${colorOf(brush.fillStyle)} ${brush.globalAlpha}`),
  }
  return { calls, brush }
}

function seriesOf(id: string, values: readonly number[], extra: Partial<FrameSeries> = {}): FrameSeries {
  const [series] = frameOfPoints(
    id,
    values.map((y, index) => ({ x: index * 10, y })),
  ).series
  if (!series) throw new Error('A frame has a series')
  return { ...series, marks: [], ...extra }
}

const lineOf = (id: string, extra: Partial<ChartLine> = {}): ChartLine => ({
  id,
  name: id,
  color: `var(--${id})`,
  dash: [],
  isHidden: false,
  ...extra,
})

function draw(series: readonly FrameSeries[], lines: readonly ChartLine[], ratio = 1) {
  const { calls, brush } = recorder()
  const frame = { series, xExtent: undefined, xWhole: undefined, yExtent: undefined }
  drawCurves(brush, drawnLines({ frame, lines }), places, plot, ratio, ({ color }) => color.slice(6, -1))
  return calls
}

const many = (count: number) => Array.from({ length: count }, (_, index) => index % 50)

describe('a line', () => {
  test('is one stroke through its values, with a dot for each of a few', () => {
    expect(draw([seriesOf('a', [0, 50])], [lineOf('a')])).toEqual([
      'dash ',
      'M0,100',
      'L10,50',
      'stroke a 1.5 1',
      'dot 0,100',
      'fill a 1',
      'dot 10,50',
      'fill a 1',
      'dash ',
    ])
  })

  test('is lifted where there is no value', () => {
    const pen: string[] = []
    const trace = (values: readonly number[]) =>
      traceLine(
        { moveTo: (x) => void pen.push(`M${x}`), lineTo: (x) => void pen.push(`L${x}`) },
        seriesOf('a', values).raw,
        places,
      )
    trace([1, 2, Number.NaN, 3, Number.NaN, 4, 5])
    expect(pen.join(' ')).toBe('M0 L10 M30 M50 L60')
  })

  test('far outside stays within what a canvas can count', () => {
    const pen: number[] = []
    traceLine(
      { moveTo: (_, y) => void pen.push(y), lineTo: (_, y) => void pen.push(y) },
      seriesOf('a', [1e300, -1e300]).raw,
      places,
    )
    expect(pen).toEqual([-30_000, 30_000])
  })

  test('of many points has dots only where a value stands alone', () => {
    const values = many(60)
    values[20] = Number.NaN
    values[22] = Number.NaN
    expect(dotsOf(seriesOf('a', values).raw)).toEqual([21])
    expect(dotsOf(seriesOf('a', many(60)).raw)).toEqual([])
  })

  test('keeps its dashes', () => {
    expect(draw([seriesOf('a', many(60))], [lineOf('a', { dash: [7, 3] })])[0]).toBe('dash 7 3')
  })

  test('that is hidden, or of a series that is not there, is left out', () => {
    expect(draw([seriesOf('a', [1, 2])], [lineOf('a', { isHidden: true }), lineOf('b')])).toEqual([])
  })
})

const strokes = (calls: readonly string[]) => calls.filter((call) => call.startsWith('stroke'))

test('a marked line is drawn last and stronger, the others fade', () => {
  const lines = [lineOf('a', { isMarked: true }), lineOf('b')]
  const calls = draw([seriesOf('a', many(60)), seriesOf('b', many(60))], lines)
  expect(strokes(calls)).toEqual(['stroke b 1.5 0.22', 'stroke a 2.5 1'])
})

test('values stand thin and faint behind their average', () => {
  const smooth = seriesOf('a', many(60)).raw
  expect(strokes(draw([seriesOf('a', many(60), { smooth })], [lineOf('a')]))).toEqual([
    'stroke a 1 0.3',
    'stroke a 1.5 1',
  ])
})

test('where there is much to draw lines are a pixel of the screen wide, twice on a screen with twice as many', () => {
  const [series, lines] = [[seriesOf('a', many(7000))], [lineOf('a')]]
  expect(strokes(draw(series, lines))).toEqual(['stroke a 1 1'])
  expect(strokes(draw(series, lines, 2))).toEqual(['stroke a 0.5 1', 'stroke a 0.5 1'])
})

const markAt = (kind: FrameMark['kind'], x = 50): FrameMark => ({ kind, x, count: 1 })

test('marks lie at the edges: a cross for NaN, arrow heads for infinite values, a line for a restart', () => {
  const drawMark = (mark: FrameMark) =>
    draw([seriesOf('a', many(60), { marks: [mark] })], [lineOf('a')])
      .slice(62)
      .join(' ')
  expect(drawMark(markAt('nan'))).toBe('dash  M47,97 L53,103 M47,103 L53,97 stroke a 1.5 1 dash ')
  expect(drawMark(markAt('infinity'))).toBe('dash  M50,0 L54,8 L46,8 L50,0 fill a 1 dash ')
  expect(drawMark(markAt('minus-infinity'))).toBe('dash  M50,100 L54,92 L46,92 L50,100 fill a 1 dash ')
  expect(drawMark(markAt('restart'))).toBe('dash 3 4 M50,0 L50,100 stroke a 1 1 dash ')
  expect(drawMark(markAt('nan', 300))).toBe('dash ')
})

describe('as paths of an SVG', () => {
  const svgOf = (series: FrameSeries, line: ChartLine) =>
    curvesSvg({ drawn: [{ line, series }], places, plot }, ({ color }) => color)

  test('a line is a group with its name, and what is drawn lies where it lies on the canvas', () => {
    const [group] = svgOf(seriesOf('a', [0, 50, Number.NaN, 7]), lineOf('a', { dash: [7, 3], name: '<script>' }))
    expect(group).toMatchObject({ tag: 'g', title: '<script>' })
    expect(group?.parts?.[0]).toMatchObject({
      tag: 'path',
      attributes: { d: 'M0 100L10 50', 'stroke-dasharray': '7 3', stroke: 'var(--a)' },
    })
    expect(group?.parts?.filter(({ tag }) => tag === 'circle').map(({ attributes }) => attributes['cx'])).toEqual([
      0, 10, 30,
    ])
  })

  test('a mark is a path of its own, and without a stroke there is none', () => {
    const [group] = svgOf(seriesOf('a', [Number.NaN], { marks: [markAt('infinity')] }), lineOf('a'))
    expect(group?.parts).toEqual([{ tag: 'path', attributes: { d: 'M50 0L54 8L46 8L50 0', fill: 'var(--a)' } }])
  })
})
