import { expect, test } from 'vitest'
import type { AxisOrder } from './axis-order.ts'
import { createBlocks } from './blocks.ts'
import { createSmoother } from './smooth.ts'

const orderOf = (values: readonly number[], starts: readonly number[] = [0]): AxisOrder => ({
  keys: Float64Array.from(values.keys()),
  values: Float64Array.from(values),
  blocks: createBlocks()(Float64Array.from(values)),
  index: undefined,
  starts,
  restarts: [],
  generation: 1,
})

/** As TensorBoard computes it. */
function tensorBoard(values: readonly number[], weight: number): number[] {
  let last = 0
  let count = 0
  return values.map((value) => {
    if (!Number.isFinite(value)) return Number.NaN
    last = last * weight + (1 - weight) * value
    count += 1
    return last / (1 - weight ** count)
  })
}

const values = Array.from({ length: 500 }, (_, i) => (i % 40 === 7 ? Number.NaN : Math.sin(i / 9) * 5 + (i % 7)))

test.each([0.1, 0.6, 0.99, 0.999])('the average with the weight %d is that of TensorBoard', (weight) => {
  const { values: smooth } = createSmoother()(orderOf(values), weight)
  const expected = tensorBoard(values, weight)
  expect([...smooth].map(Number.isNaN)).toEqual(expected.map(Number.isNaN))
  const differences = expected.flatMap((one, i) => (Number.isNaN(one) ? [] : Math.abs(one - (smooth[i] ?? 0))))
  expect(Math.max(...differences)).toBeLessThan(1e-10)
})

test('a constant stays exactly what it is', () => {
  const { values: smooth } = createSmoother()(orderOf(values.map(() => 0.1)), 0.9)
  expect([...new Set(smooth)]).toEqual([0.1])
})

test('it begins anew with every stroke', () => {
  const { values: smooth } = createSmoother()(orderOf([1, 3, 10, 10], [0, 2]), 0.5)
  expect([...smooth].slice(2)).toEqual([10, 10])
})

test('it goes on where it was when points are added, and tells what one more would bring', () => {
  const smoother = createSmoother()
  const whole = createSmoother()(orderOf(values), 0.9).values
  for (const length of [100, 101, 350]) {
    expect(smoother(orderOf(values.slice(0, length)), 0.9).after(values[length] ?? 0)).toBe(whole[length])
  }
  expect(smoother(orderOf(values), 0.9).values).toEqual(whole)
})

test('the largest numbers there are do not overflow it', () => {
  const { values: smooth } = createSmoother()(orderOf([1.7e308, -1.7e308, 1.7e308]), 0.5)
  expect([...smooth].every(Number.isFinite)).toBe(true)
})
