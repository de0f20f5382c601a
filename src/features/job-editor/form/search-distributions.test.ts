import { expect, test } from 'vitest'
import { beginDistribution, distributionOf, distributions } from './search-distributions.ts'

const meaningOf = (type: string, numbers: Record<string, number>) =>
  distributionOf(type)?.meaning((key) => numbers[key] ?? NaN)

test('each distribution tells what comes out of it', () => {
  expect(meaningOf('randint', { upper: 5 })).toBe('Whole numbers from 0 to 4.')
  expect(meaningOf('Uniform', { min_value: 0.1, max_value: 0.9 })).toBe('Numbers between 0.1 and 0.9, all as likely.')
  expect(meaningOf('loguniform', { min_value: 0, max_value: 2 })).toBe(
    'Numbers between 1 and 7.389, small ones as likely as great ones.',
  )
  expect(meaningOf('qnormal', { mu: 10, sigma: 2, q: 0.5 })).toBe(
    'Any number, two of three between 8 and 12, multiples of 0.5.',
  )
  expect(distributionOf('gauss')).toBeUndefined()
})

test('numbers that two distributions share are kept when one takes the place of the other', () => {
  const before = (key: string) => ({ min_value: 3, q: 0.5 })[key]
  expect(beginDistribution('quniform', before)).toEqual({ type: 'quniform', min_value: 3, max_value: 1, q: 0.5 })
  expect(beginDistribution('choice', before)).toEqual({ type: 'choice', values: [] })
})

test('a distribution begins with numbers that make sense', () => {
  for (const [type, { meaning, numbers }] of Object.entries(distributions)) {
    const start = (key: string) => numbers.find((number) => number.key === key)?.start ?? NaN
    expect([type, meaning(start)]).not.toContain('NaN')
  }
})
