import { expect, test } from 'vitest'
import { stepOrder } from './strokes.ts'

const order = (...steps: number[]) => stepOrder(Float64Array.from(steps))

test('a series in order needs no index', () => {
  expect(order(0, 1, 1, 2, 5)).toEqual({ restarts: [], index: undefined })
})

test('a step that is lower and was logged before begins a new stroke', () => {
  expect(order(0, 10, 20, 30, 10, 20, 30, 40)).toEqual({ restarts: [4], index: undefined })
})

test('a lower step that was never logged is only late', () => {
  expect(order(0, 10, 30, 20, 40)).toEqual({ restarts: [], index: Uint32Array.of(0, 1, 3, 2, 4) })
})

test('what is late in one stroke is sorted into that one', () => {
  expect(order(0, 1, 2, 1, 4, 3, 5)).toEqual({ restarts: [3], index: Uint32Array.of(0, 1, 2, 3, 5, 4, 6) })
})

test('two processes that log to one series are no job that restarts all the time', () => {
  const steps = Array.from({ length: 400 }, (_, i) => Math.floor(i / 2) + (i % 2 === 0 ? 1 : 0))
  const { restarts, index } = order(...steps)
  expect(restarts).toEqual([])
  expect([...(index ?? [])].map((i) => steps[i])).toEqual(steps.toSorted((a, b) => a - b))
})
