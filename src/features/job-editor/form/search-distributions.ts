import type { YamlValue } from '../../../domain/job-spec/yaml/yaml-values.ts'
import type { SearchDistribution } from '../../../domain/job-spec/jobs/sweep-job-spec.ts'
import { formatValue } from '../../../lib/numbers.ts'

type DistributionType = SearchDistribution['type']

/** A number that describes a distribution. `start` is what it is before somebody says otherwise. */
export type DistributionNumber = Readonly<{ key: string; label: string; start: number }>

type Description = Readonly<{
  text: string
  numbers: readonly DistributionNumber[]
  /** What comes out of it, for the numbers that are there. */
  meaning: (at: (key: string) => number) => string
}>

const range = [
  { key: 'min_value', label: 'From', start: 0 },
  { key: 'max_value', label: 'To', start: 1 },
]
const logRange = [
  { key: 'min_value', label: 'Logarithm from', start: -7 },
  { key: 'max_value', label: 'Logarithm to', start: 0 },
]
const bell = [
  { key: 'mu', label: 'Mean', start: 0 },
  { key: 'sigma', label: 'Standard deviation', start: 1 },
]
const step = { key: 'q', label: 'Step', start: 1 }

/** Bounds that come out of an exponential have no end of digits. */
const shown = (value: number) => formatValue(Number(value.toPrecision(4)))
const between = (from: number, to: number) => `between ${shown(from)} and ${shown(to)}`
const multiples = (at: (key: string) => number) => `multiples of ${formatValue(at('q'))}`
const usual = (at: (key: string) => number, map = (value: number) => value) =>
  `two of three ${between(map(at('mu') - at('sigma')), map(at('mu') + at('sigma')))}`

/** The distributions of a search space, as https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters tells them. */
export const distributions: Readonly<Record<DistributionType, Description>> = {
  choice: { text: 'Choice', numbers: [], meaning: () => 'One of the values.' },
  randint: {
    text: 'Whole numbers',
    numbers: [{ key: 'upper', label: 'Below', start: 10 }],
    meaning: (at) => `Whole numbers from 0 to ${formatValue(at('upper') - 1)}.`,
  },
  uniform: {
    text: 'Uniform',
    numbers: range,
    meaning: (at) => `Numbers ${between(at('min_value'), at('max_value'))}, all as likely.`,
  },
  quniform: {
    text: 'Uniform in steps',
    numbers: [...range, step],
    meaning: (at) => `Numbers ${between(at('min_value'), at('max_value'))}, ${multiples(at)}.`,
  },
  loguniform: {
    text: 'Log-uniform',
    numbers: logRange,
    meaning: (at) =>
      `Numbers ${between(Math.exp(at('min_value')), Math.exp(at('max_value')))}, small ones as likely as great ones.`,
  },
  qloguniform: {
    text: 'Log-uniform in steps',
    numbers: [...logRange, step],
    meaning: (at) => `Numbers ${between(Math.exp(at('min_value')), Math.exp(at('max_value')))}, ${multiples(at)}.`,
  },
  normal: { text: 'Normal', numbers: bell, meaning: (at) => `Any number, ${usual(at)}.` },
  qnormal: {
    text: 'Normal in steps',
    numbers: [...bell, step],
    meaning: (at) => `Any number, ${usual(at)}, ${multiples(at)}.`,
  },
  lognormal: { text: 'Log-normal', numbers: bell, meaning: (at) => `Numbers above 0, ${usual(at, Math.exp)}.` },
  qlognormal: {
    text: 'Log-normal in steps',
    numbers: [...bell, step],
    meaning: (at) => `Numbers above 0, ${usual(at, Math.exp)}, ${multiples(at)}.`,
  },
}

export const distributionOptions = Object.entries(distributions).map(([value, { text }]) => ({ value, text }))

export const distributionOf = (type: string): Description | undefined =>
  Object.entries(distributions).find(([name]) => name === type.toLowerCase())?.[1]

/** What a distribution of another type begins with: the numbers that both have stay, the others get a start. */
export function beginDistribution(type: string, before: (key: string) => YamlValue | undefined): YamlValue {
  const { numbers = [] } = distributionOf(type) ?? {}
  if (type === 'choice') return { type, values: before('values') ?? [] }
  return { type, ...Object.fromEntries(numbers.map(({ key, start }) => [key, before(key) ?? start])) }
}
