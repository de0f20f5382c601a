import { mapValues } from '../../../lib/map-values.ts'
import type { ChoiceValue, SearchDistribution } from './sweep-job-spec.ts'

/** `["uniform", [0.1, 1]]`: the name of a distribution and its arguments in order. */
export type DistributionBody = [type: string, args: unknown[]]

type Parametric = Exclude<SearchDistribution, { type: 'choice' }>

/** The arguments of each distribution in ARM's order. */
const argumentsOf: Record<Parametric['type'], readonly string[]> = {
  randint: ['upper'],
  uniform: ['minValue', 'maxValue'],
  loguniform: ['minValue', 'maxValue'],
  quniform: ['minValue', 'maxValue', 'q'],
  qloguniform: ['minValue', 'maxValue', 'q'],
  normal: ['mu', 'sigma'],
  lognormal: ['mu', 'sigma'],
  qnormal: ['mu', 'sigma', 'q'],
  qlognormal: ['mu', 'sigma', 'q'],
}

export function distributionToRest(distribution: SearchDistribution): DistributionBody {
  const { type, ...args } = distribution
  // A list in the list of arguments, of which there is only the one.
  if (type === 'choice') return [type, [distribution.values.map(choiceToRest)]]
  const valueOf = new Map<string, unknown>(Object.entries(args))
  return [type, argumentsOf[type].map((name) => valueOf.get(name))]
}

const choiceToRest = (value: ChoiceValue) =>
  typeof value === 'object'
    ? mapValues(value, (item) => (typeof item === 'object' ? distributionToRest(item) : item))
    : value

/** Undefined for a form that this version has never heard of. */
export function distributionFromRest(body: unknown): SearchDistribution | undefined {
  const [word, args]: unknown[] = Array.isArray(body) ? body : []
  if (typeof word !== 'string' || !Array.isArray(args)) return undefined
  const type = word.toLowerCase()
  if (type === 'choice') return choiceFrom(args)
  if (!isParametric(type)) return undefined
  const names = argumentsOf[type]
  if (args.length !== names.length || !args.every((arg) => typeof arg === 'number')) return undefined
  // The table has the properties of each type, and they are numbers all.
  return { type, ...Object.fromEntries(names.map((name, index) => [name, args[index]])) } as SearchDistribution
}

const isParametric = (type: string): type is Parametric['type'] => Object.hasOwn(argumentsOf, type)

function choiceFrom([list, ...more]: unknown[]): SearchDistribution | undefined {
  if (!Array.isArray(list) || more.length > 0) return undefined
  const values = list.map(choiceValueFrom)
  return values.every((value) => value !== undefined) ? { type: 'choice', values } : undefined
}

function choiceValueFrom(value: unknown): ChoiceValue | undefined {
  if (typeof value !== 'object') return scalarFrom(value)
  if (value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value).map(([key, item]) => {
    return [key, Array.isArray(item) ? distributionFromRest(item) : scalarFrom(item)] as const
  })
  return entries.every((entry): entry is [string, string | number | SearchDistribution] => entry[1] !== undefined)
    ? Object.fromEntries(entries)
    : undefined
}

const scalarFrom = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : undefined)
