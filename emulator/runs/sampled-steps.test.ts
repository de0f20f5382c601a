import { expect, test } from 'vitest'
import { sampledSteps } from './sampled-steps.ts'

const upTo = (count: number, every = 1) => Array.from({ length: count }, (_, i) => i * every)

test('as many as there may be are all of them', () => {
  expect(
    sampledSteps(
      [
        [3, 1, 2],
        [2, 5],
      ],
      undefined,
      4,
    ),
  ).toEqual([1, 2, 3, 5])
})

test('more are thinned out evenly over the steps of all runs, their ends always there', () => {
  expect(sampledSteps([upTo(100), upTo(7, 9)], undefined, 5)).toEqual([0, 20, 40, 54, 60, 80, 99])
})

test('a range has its own first and last step, and leaves out ends of runs beyond it', () => {
  expect(sampledSteps([upTo(1000), [350, 2000]], { from: 300, to: 499 }, 4)).toEqual([300, 350, 400, 450, 499])
})

test('steps below 0 are there when the range says so', () => {
  expect(sampledSteps([[-2, -1, 0, 1]], undefined, 10)).toEqual([0, 1])
  expect(sampledSteps([[-2, -1, 0, 1]], { from: -2, to: 1 }, 10)).toEqual([-2, -1, 0, 1])
})

test('runs without a point add nothing', () => {
  expect(sampledSteps([[], []], undefined, 10)).toEqual([])
  expect(sampledSteps([[], [4]], undefined, 10)).toEqual([4])
})

test('a million steps are no trouble', () => {
  expect(sampledSteps([upTo(1_000_000)], undefined, 2500)).toHaveLength(2501)
})
