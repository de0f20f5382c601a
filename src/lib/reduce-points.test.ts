import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reducePoints, type Point } from './reduce-points.ts'

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
)
const series = fc.array(value, { minLength: 1, maxLength: 600 }).map((ys) => ys.map((y, x): Point => ({ x, y })))
const buckets = fc.integer({ min: 1, max: 50 })
const finite = (points: readonly Point[]) => points.map(({ y }) => y).filter(Number.isFinite)

describe('a reduced series', () => {
  test('is as short as promised and holds nothing but its own points, in order', () => {
    fc.assert(
      fc.property(series, buckets, (points, n) => {
        const reduced = reducePoints(points, n)
        expect(reduced.length).toBeLessThanOrEqual(3 * n + 2)
        const places = reduced.map((point) => points.indexOf(point))
        expect(places).not.toContain(-1)
        expect(places).toEqual([...places].sort((a, b) => a - b))
      }),
    )
  })

  test('keeps both ends, the least, the greatest, and any gap', () => {
    fc.assert(
      fc.property(series, buckets, (points, n) => {
        const reduced = reducePoints(points, n)
        expect(reduced[0]).toBe(points[0])
        expect(reduced.at(-1)).toBe(points.at(-1))
        expect(Math.min(...finite(reduced))).toBe(Math.min(...finite(points)))
        expect(Math.max(...finite(reduced))).toBe(Math.max(...finite(points)))
        const hasGap = (some: readonly Point[]) => some.some(({ y }) => !Number.isFinite(y))
        expect(hasGap(reduced)).toBe(hasGap(points))
      }),
    )
  })

  test('is the series itself while that is short', () => {
    const points = [1, 3, 2].map((y, x) => ({ x, y }))
    expect(reducePoints(points, 400)).toBe(points)
  })

  test('shows a single peak among a million points', () => {
    const points = Array.from({ length: 1_000_000 }, (_, x) => ({ x, y: x === 123_456 ? 9 : 0 }))
    expect(reducePoints(points, 400)).toContain(points[123_456])
  })
})
