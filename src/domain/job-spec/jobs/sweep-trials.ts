import type { ChoiceValue, SamplingAlgorithm, SearchDistribution } from './sweep-job-spec.ts'

/**
 * How many different trials a search space allows: Infinity as soon as one parameter has no end of values, 0 where the
 * sampling cannot be used with it (a grid of anything but choices), 1 for an empty space.
 */
export function trialsInSpace(
  searchSpace: Readonly<Record<string, SearchDistribution>>,
  samplingAlgorithm?: SamplingAlgorithm,
): number {
  const distributions = Object.values(searchSpace)
  if (samplingAlgorithm?.type === 'grid' && distributions.some(({ type }) => type !== 'choice')) return 0
  return combinations(distributions)
}

const combinations = (distributions: readonly SearchDistribution[]) =>
  distributions.reduce((product, distribution) => product * valuesOf(distribution), 1)

/** How many values a distribution has. */
function valuesOf(distribution: SearchDistribution): number {
  const { type } = distribution
  if (type === 'choice') return distribution.values.reduce<number>((sum, value) => sum + waysOf(value), 0)
  if (type === 'randint') return Math.max(0, distribution.upper)
  if (type === 'quniform') return multiples(distribution.minValue, distribution.maxValue, distribution.q)
  if (type === 'qloguniform') {
    return multiples(Math.exp(distribution.minValue), Math.exp(distribution.maxValue), distribution.q)
  }
  return Infinity
}

/** A map may hold distributions of its own: each of their combinations is another value. */
const waysOf = (value: ChoiceValue): number =>
  typeof value === 'object' ? combinations(Object.values(value).filter((item) => typeof item === 'object')) : 1

/** How many results `round(x / q) * q` has for x from `min` to `max`. */
function multiples(min: number, max: number, q: number): number {
  if (q <= 0) return Infinity
  return Math.max(0, Math.round(max / q) - Math.round(min / q) + 1)
}
