import { expect, test } from 'vitest'
import type { Frame, FrameSeries } from '../../lib/series/series-types.ts'
import { chartSummary, markText, valuesAt } from './chart-summary.ts'
import type { ChartAxis, ChartLine } from './chart-types.ts'
import { frameOfPoints } from './frame-of-points.ts'

const x: ChartAxis = { name: 'Step', scale: 'linear', format: String, isWhole: true }
const y: ChartAxis = { name: 'loss', scale: 'linear', format: String }

const frameOf = (all: Readonly<Record<string, readonly number[]>>): Frame => {
  const series: FrameSeries[] = Object.entries(all).flatMap(
    ([id, values]) =>
      frameOfPoints(
        id,
        values.map((value, index) => ({ x: index, y: value })),
      ).series,
  )
  return { series, xExtent: [0, 3], xWhole: [0, 3], yExtent: [0, 9] }
}
const linesOf = (frame: Frame, hidden: readonly string[] = []): ChartLine[] =>
  frame.series.map(({ id }) => ({ id, name: `run ${id}`, color: 'red', dash: [], isHidden: hidden.includes(id) }))

test('a chart says of each line its last, least and greatest value, and what cannot be drawn', () => {
  const frame = frameOf({ a: [3, 1, 2], b: [5, Number.NaN, Infinity, 4] })
  expect(chartSummary(frame, linesOf(frame), x, y)).toBe(
    '2 lines. Step from 0 to 3. run a: last 2, least 1, greatest 3, 3 points. ' +
      'run b: last 4, least 4, greatest 5, 4 points, 1 value that is not a number, 1 infinite value.',
  )
})

test('hidden lines are counted, not told', () => {
  const frame = frameOf({ a: [1], b: [2] })
  expect(chartSummary(frame, linesOf(frame, ['b']), x, y)).toContain('1 line, 1 more hidden.')
  expect(chartSummary(frame, linesOf(frame, ['a', 'b']), x, y)).toBe('No values to draw.')
})

test('of fifty lines it tells the extremes and the first', () => {
  const frame = frameOf(
    Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`r${index}`, [index, 100 - index]])),
  )
  const text = chartSummary(frame, linesOf(frame), x, y)
  expect(text).toContain('Least of all 0 in run r0, greatest 100 in run r0.')
  expect(text).toContain('And 44 more lines')
  expect(text.length).toBeLessThan(600)
})

test('the values at the cursor are those nearest to it', () => {
  const frame = frameOf({ a: [3, 1, 2], b: [5, Number.NaN, 7] })
  expect(valuesAt(frame, linesOf(frame), 0.8, x, y)).toBe('Step 0.8, run a 1, run b 5')
})

test('marks of one kind are counted together', () => {
  const marks = [1, 4].map((count) => ({ kind: 'nan', x: 2, count }) as const)
  expect(markText('run a', [...marks, { kind: 'restart', x: 2, count: 1 }])).toBe(
    'run a: 5 values that are not numbers and 1 restart',
  )
})
