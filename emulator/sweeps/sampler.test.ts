import { describe, expect, test } from 'vitest'
import type { TrialValues } from './draw.ts'
import { type DrawnTrial, drawNext, type Sampling } from './sampler.ts'
import { parseSearchSpace } from './search-space.ts'

/** Draws as a sweep would, with the scores that `measure` gives. */
async function drawAll(
  searchSpace: Record<string, unknown>,
  sampling: Sampling,
  count: number,
  measure: (values: TrialValues) => number | undefined = () => undefined,
): Promise<DrawnTrial[]> {
  const space = parseSearchSpace(searchSpace)
  const trials: DrawnTrial[] = []
  while (trials.length < count) {
    // Each draw depends on those before it.
    // oxlint-disable-next-line no-await-in-loop
    const draw = await drawNext({ space, sampling, trials, goal: 'Minimize' })
    if (!draw) break
    trials.push({ point: draw.point, values: draw.values, score: measure(draw.values) })
  }
  return trials
}
const numbers = (trials: DrawnTrial[], name: string) => trials.map(({ values }) => Number(values[name]))

describe('random sampling', () => {
  const space = { lr: ['uniform', [0, 1]] }
  const random = (seed: number): Sampling => ({ kind: 'random', rule: 'random', seed })

  test('draws the same again with the same seed, and other values with another', async () => {
    const first = await drawAll(space, random(42), 5)
    expect(await drawAll(space, random(42), 5)).toEqual(first)
    expect(await drawAll(space, random(43), 5)).not.toEqual(first)
    expect(new Set(numbers(first, 'lr')).size).toBe(5)
  })

  test('ends when a choice that names a value twice has no other left', async () => {
    const twice = { x: ['choice', [[1, 1, 2]]] }
    expect(new Set(numbers(await drawAll(twice, random(42), 5), 'x'))).toEqual(new Set([1, 2]))
  })

  test('spreads over the whole range', async () => {
    const values = numbers(await drawAll(space, random(1), 400), 'lr')
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean).toBeGreaterThan(0.42)
    expect(mean).toBeLessThan(0.58)
    expect(Math.min(...values)).toBeLessThan(0.05)
    expect(Math.max(...values)).toBeGreaterThan(0.95)
  })

  test('by the rule sobol fills it evenly from the first trials on', async () => {
    const values = numbers(await drawAll(space, { kind: 'random', rule: 'sobol', seed: 5 }, 16), 'lr')
    expect(new Set(values.map((value) => Math.floor(value * 16))).size).toBe(16)
  })

  test('tries every value of a finite space once, and then no more', async () => {
    const trials = await drawAll({ a: ['choice', [[1, 2, 3]]], b: ['randint', [4]] }, random(9), 100)
    expect(new Set(trials.map(({ values }) => JSON.stringify(values))).size).toBe(12)
    expect(trials).toHaveLength(12)
  })
})

test('a grid comes in the order of its lists', async () => {
  const trials = await drawAll({ a: ['choice', [['x', 'y']]], b: ['choice', [[1, 2]]] }, { kind: 'grid' }, 10)
  expect(trials.map(({ values }) => Object.values(values))).toEqual([
    ['x', 1],
    ['x', 2],
    ['y', 1],
    ['y', 2],
  ])
})

describe('Bayesian sampling', () => {
  const space = { x: ['uniform', [-5, 5]], kind: ['choice', [['good', 'bad']]] }
  const loss = ({ x, kind }: TrialValues) => (Number(x) - 2) ** 2 + (kind === 'bad' ? 10 : 0)

  test.each([1, 2, 3])('comes closer to the best place than chance, seed %i', async (seed) => {
    const trials = await drawAll(space, { kind: 'bayesian', seed }, 25, loss)
    expect(Math.min(...trials.map(({ score = Infinity }) => score))).toBeLessThan(0.02)
    // Most of the later trials are spent where it is good.
    const later = trials.slice(10)
    expect(later.filter(({ score = 99 }) => score < 5).length).toBeGreaterThan(later.length / 2)
  })

  test('goes on evenly while nothing was measured', async () => {
    const trials = await drawAll(space, { kind: 'bayesian', seed: 1 }, 16)
    expect(new Set(trials.map(({ values }) => JSON.stringify(values))).size).toBe(16)
  })

  test('sends trials that run at once to different places', async () => {
    const measured = await drawAll(space, { kind: 'bayesian', seed: 1 }, 8, loss)
    const trials = [...measured]
    for (let index = 0; index < 3; index += 1) {
      const draw = await drawNext({
        space: parseSearchSpace(space),
        sampling: { kind: 'bayesian', seed: 1 },
        trials,
        goal: 'Minimize',
      })
      trials.push({ point: draw?.point, values: draw?.values ?? {}, score: undefined })
    }
    const [a = 0, b = 0, c = 0] = numbers(trials.slice(8), 'x')
    expect(new Set([a, b, c]).size).toBe(3)
  })

  test('takes a second for a thousand trials', async () => {
    const space2 = parseSearchSpace(space)
    const trials = Array.from({ length: 999 }, (_, index) => {
      const x = (index * 0.618) % 1
      return { point: [x, 0.2], values: { x, kind: 'good' }, score: x }
    })
    const started = performance.now()
    await drawNext({ space: space2, sampling: { kind: 'bayesian', seed: 1 }, trials, goal: 'Maximize' })
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
