import { describe, expect, test } from 'vitest'
import { bestTrial } from './best-trial.ts'
import { type Goal, type History, intervalsToJudge, type Policy, reasonToEnd } from './early-termination.ts'

const every = { interval: 1, delay: 0 }
const running = (...values: number[]): History => ({ values, hasEnded: false })

/** Which of the trials a policy ends at an interval. */
function endedAt(policy: Policy, goal: Goal, interval: number, all: History[]): number[] {
  return all.flatMap((own, index) => (reasonToEnd(policy, goal, { own, all, interval }) === undefined ? [] : [index]))
}

test('a policy looks at the multiples of its interval, from its delay on', () => {
  expect(intervalsToJudge({ ...every, kind: 'median' }, 0, 3)).toEqual([1, 2, 3])
  expect(intervalsToJudge({ kind: 'median', interval: 2, delay: 5 }, 0, 9)).toEqual([6, 8])
  expect(intervalsToJudge({ kind: 'median', interval: 2, delay: 5 }, 6, 9)).toEqual([8])
})

describe('bandit', () => {
  // The example of the documentation: the best is 0.8, the slack factor 0.2, so what is below 0.8 / 1.2 goes.
  const policy = { ...every, kind: 'bandit', slackFactor: 0.2, slackAmount: 0 } as const

  test('ends what is further from the best than the slack factor allows', () => {
    expect(endedAt(policy, 'Maximize', 1, [running(0.8), running(0.67), running(0.66)])).toEqual([2])
    expect(endedAt(policy, 'Minimize', 1, [running(1), running(1.19), running(1.21)])).toEqual([2])
  })

  test('never ends the best one, also when all values are below zero', () => {
    expect(endedAt(policy, 'Maximize', 1, [running(-1), running(-1.1), running(-2)])).toEqual([2])
    expect(endedAt(policy, 'Minimize', 1, [running(-1.2), running(-1.1), running(-0.5)])).toEqual([2])
  })

  test('takes an amount as well', () => {
    const amount = { ...every, kind: 'bandit', slackFactor: 0, slackAmount: 0.1 } as const
    expect(endedAt(amount, 'Maximize', 1, [running(0.8), running(0.71), running(0.69)])).toEqual([2])
  })

  test('compares trials at the same interval, by the best they have had', () => {
    const all = [running(0.5, 0.9), running(0.5), running(0.88, 0.1)]
    expect(endedAt(policy, 'Maximize', 2, all)).toEqual([1])
    expect(endedAt(policy, 'Maximize', 1, all)).toEqual([0, 1])
  })

  test('leaves a trial alone that has logged nothing but NaN', () => {
    expect(endedAt(policy, 'Maximize', 1, [running(0.8), running(Number.NaN)])).toEqual([])
  })
})

test('median stopping ends what is worse than the median of the averages', () => {
  const policy = { ...every, kind: 'median' } as const
  const all = [running(3, 5), running(2, 2), running(1, 1.5)]
  expect(endedAt(policy, 'Maximize', 2, all)).toEqual([2])
  expect(endedAt(policy, 'Minimize', 2, all)).toEqual([0])
})

describe('truncation selection', () => {
  const policy = { ...every, kind: 'truncation', percentage: 25 } as const

  test('ends the worst quarter of those that run', () => {
    expect(endedAt(policy, 'Maximize', 1, [running(1), running(2), running(3), running(4)])).toEqual([0])
    const ended = { values: [0], hasEnded: true }
    expect(endedAt(policy, 'Maximize', 1, [ended, running(2), running(3), running(4)])).toEqual([])
  })

  test('ends no more than its share of equals', () => {
    expect(endedAt(policy, 'Maximize', 1, [running(1), running(1), running(1), running(1)])).toHaveLength(1)
  })
})

describe('the best trial', () => {
  const trial = (score: number | null, outcome: string | null = 'Completed') => ({ score, outcome })

  test('is the one with the best score by the goal, the first of equals', () => {
    const all = [trial(2), trial(1), trial(1), trial(null)]
    expect(bestTrial(all, 'Minimize')).toBe(all[1])
    expect(bestTrial(all, 'Maximize')).toBe(all[0])
  })

  test('has not failed, and was not ended while another one went all the way', () => {
    const all = [trial(1, 'Failed'), trial(2, 'Canceled'), trial(9), trial(8, null)]
    expect(bestTrial(all, 'Minimize')).toBe(all[3])
    expect(bestTrial(all.slice(0, 2), 'Minimize')).toBe(all[1])
    expect(bestTrial(all.slice(0, 1), 'Minimize')).toBeUndefined()
  })
})
