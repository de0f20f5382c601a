import { describe, expect, test } from 'vitest'
import type { SearchDistribution } from './sweep-job-spec.ts'
import { trialsInSpace } from './sweep-trials.ts'

const choice = (...values: (string | number)[]): SearchDistribution => ({ type: 'choice', values })

describe('the trials that a search space allows', () => {
  test('are all combinations of choices', () => {
    expect(trialsInSpace({ a: choice(1, 2, 3), b: choice('x', 'y') }, { type: 'grid' })).toBe(6)
    expect(trialsInSpace({})).toBe(1)
    expect(trialsInSpace({ a: choice() })).toBe(0)
  })

  test('are without end as soon as one parameter is', () => {
    const rate: SearchDistribution = { type: 'uniform', minValue: 0, maxValue: 1 }
    expect(trialsInSpace({ a: choice(1, 2), rate }, { type: 'random' })).toBe(Infinity)
  })

  test('are none where a grid would need an end', () => {
    expect(trialsInSpace({ a: { type: 'randint', upper: 3 } }, { type: 'grid' })).toBe(0)
    expect(trialsInSpace({ a: { type: 'randint', upper: 3 } }, { type: 'random' })).toBe(3)
  })

  test('count rounded numbers by their steps', () => {
    expect(trialsInSpace({ a: { type: 'quniform', minValue: 1, maxValue: 10, q: 2 } })).toBe(5) // 2, 4, 6, 8, 10
    expect(trialsInSpace({ a: { type: 'qloguniform', minValue: 0, maxValue: Math.log(4), q: 1 } })).toBe(4)
  })

  test('count what a choice between maps holds', () => {
    const models: SearchDistribution = {
      type: 'choice',
      values: [{ model: 'tree', depth: choice(2, 4, 8) }, { model: 'linear' }],
    }
    expect(trialsInSpace({ models, seed: choice(1, 2) })).toBe(8)
  })
})
