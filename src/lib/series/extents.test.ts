import { expect, test } from 'vitest'
import { yExtentOf, type ValuesInView } from './extents.ts'

function inView(...values: number[]): ValuesInView {
  const finite = values.filter(Number.isFinite)
  return {
    values: Float64Array.from(values),
    stretches: [{ begin: 0, from: 0, to: values.length, end: values.length }],
    extent: finite.length === 0 ? undefined : [Math.min(...finite), Math.max(...finite)],
    latest: undefined,
  }
}

const quiet = Array.from({ length: 200 }, (_, i) => 1 + Math.sin(i) / 10)
const clip = (...lines: ValuesInView[]) => yExtentOf(lines, 'linear', true)

test('what is far out is left out and counted, line by line', () => {
  const { extent, clipped } = clip(inView(...quiet, 1e6, Number.NaN, -1e6), inView(...quiet, 5e5))
  expect(extent?.[0]).toBeCloseTo(0.9, 2)
  expect(extent?.[1]).toBeCloseTo(1.1, 2)
  expect(clipped).toEqual([2, 1])
})

test('nothing is left out unless it is asked for', () => {
  expect(yExtentOf([inView(...quiet, 1e6)], 'linear', false)).toEqual({
    extent: [Math.min(...quiet), 1e6],
    clipped: [0],
  })
})

test.each([
  ['a noisy line', Array.from({ length: 1000 }, (_, i) => ((i * 7919) % 1000) / 1000)],
  ['a straight line', Array.from({ length: 1000 }, (_, i) => i)],
  ['few points with a spike', [1, 2, 1, 2, 1, 1000]],
  ['a constant with a spike', [...Array.from({ length: 500 }, () => 3), 4]],
])('nothing of %s is far from the rest', (_, values) => {
  expect(clip(inView(...values))).toEqual({ extent: [Math.min(...values), Math.max(...values)], clipped: [0] })
})

test('one spike among fifty points is far out', () => {
  expect(clip(inView(...quiet.slice(0, 50), 1e3)).clipped).toEqual([1])
})

test('on a logarithmic scale a factor counts, not a difference', () => {
  const decades = Array.from({ length: 300 }, (_, i) => 10 ** (-i / 60))
  expect(yExtentOf([inView(...decades)], 'log', true).clipped).toEqual([0])
  expect(yExtentOf([inView(...decades, 1e-30)], 'log', true).clipped).toEqual([1])
})

test('a line without a value has no extent', () => {
  expect(clip(inView(Number.NaN))).toEqual({ extent: undefined, clipped: [0] })
})
