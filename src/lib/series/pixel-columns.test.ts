import { expect, test } from 'vitest'
import { columnOf, viewOf } from './pixel-columns.ts'

test('columns are of one width, and the last includes its end', () => {
  const view = viewOf([0, 10], 'linear', 5)
  expect([...view.edges]).toEqual([0, 2, 4, 6, 8, 10])
  expect([0, 1.9, 2, 9, 10].map((x) => columnOf(view, x))).toEqual([0, 0, 1, 4, 4])
})

test('on a logarithmic scale they are of one ratio', () => {
  expect([...viewOf([1, 1000], 'log', 3).edges].map((edge) => Math.round(edge))).toEqual([1, 10, 100, 1000])
})

test.each([
  ['linear', [-Number.MAX_VALUE, Number.MAX_VALUE]],
  ['log', [Number.MIN_VALUE, Number.MAX_VALUE]],
] as const)('a %s scale from one end of all numbers to the other has columns too', (scale, extent) => {
  const { edges } = viewOf(extent, scale, 4)
  expect(edges.every(Number.isFinite)).toBe(true)
  expect(new Set(edges).size).toBe(5)
  expect([...edges]).toEqual([...edges].toSorted((a, b) => a - b))
})

test('a view of one place is one column', () => {
  const view = viewOf([3, 3], 'linear', 100)
  expect(columnOf(view, 3)).toBe(99)
})
