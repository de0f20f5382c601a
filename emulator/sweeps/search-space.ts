/** A value of a search space as the trial gets it; the members of a nested one may be drawn as well. */
export type Value = string | number | { readonly [name: string]: Value }

/** An option of a choice: a plain value, or a map whose members may be drawn themselves. */
export type Option =
  | Readonly<{ kind: 'value'; value: string | number }>
  | Readonly<{ kind: 'map'; members: Readonly<Record<string, Option | Distribution>> }>

/**
 * How one parameter is drawn. `q` rounds to its multiples; bounds of the log kinds are exponents.
 * https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters#define-the-search-space
 */
export type Distribution =
  | Readonly<{ kind: 'choice'; options: readonly Option[] }>
  | Readonly<{ kind: 'randint'; upper: number }>
  | Readonly<{ kind: 'uniform' | 'loguniform'; min: number; max: number; q?: number }>
  | Readonly<{ kind: 'normal' | 'lognormal'; mu: number; sigma: number; q?: number }>

export type SearchSpace = Readonly<Record<string, Distribution>>

/** What is wrong in a search space; the path leads from the space to the place. */
export class SearchSpaceError extends Error {
  readonly path: readonly string[]

  constructor(path: readonly string[], message: string) {
    super(message)
    this.path = path
  }
}

/** Names on the wire and their arguments, in order. */
const wireKinds: Readonly<Record<string, readonly string[]>> = {
  choice: ['values'],
  randint: ['upper'],
  uniform: ['min', 'max'],
  quniform: ['min', 'max', 'q'],
  loguniform: ['min', 'max'],
  qloguniform: ['min', 'max', 'q'],
  normal: ['mu', 'sigma'],
  qnormal: ['mu', 'sigma', 'q'],
  lognormal: ['mu', 'sigma'],
  qlognormal: ['mu', 'sigma', 'q'],
}

/** Parameters become names of environment variables and parts of expressions. */
const namePattern = /^[A-Za-z_]\w*$/

/**
 * Reads a search space from its REST form, `{"lr": ["uniform", [0.01, 0.1]]}`.
 * @throws SearchSpaceError that names the place
 */
export function parseSearchSpace(space: Readonly<Record<string, unknown>>): SearchSpace {
  const entries = Object.entries(space)
  if (entries.length === 0) throw new SearchSpaceError([], 'must name at least one parameter')
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (!namePattern.test(name)) {
        throw new SearchSpaceError([name], 'must be made of letters, digits and underscores')
      }
      return [name, parseDistribution(value, [name])]
    }),
  )
}

function parseDistribution(value: unknown, path: readonly string[]): Distribution {
  const [name, given] = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof name !== 'string' || !Object.hasOwn(wireKinds, name)) {
    throw new SearchSpaceError(path, `must be a distribution such as ["uniform", [0, 1]]: ${kindList}`)
  }
  const names = wireKinds[name] ?? []
  if (!Array.isArray(given) || given.length !== names.length) {
    throw new SearchSpaceError(path, `${name} takes the list [${names.join(', ')}]`)
  }
  const args = given as unknown[]
  if (name === 'choice') return { kind: 'choice', options: parseOptions(args[0], path) }
  const numbers = args.map((arg, index) => {
    if (typeof arg !== 'number' || !Number.isFinite(arg)) {
      throw new SearchSpaceError(path, `${names[index]} of ${name} must be a number`)
    }
    return arg
  })
  return numeric(name, numbers, path)
}

const kindList = Object.keys(wireKinds).join(', ')

function numeric(name: string, [first = 0, second = 0, q]: readonly number[], path: readonly string[]): Distribution {
  if (name === 'randint') {
    if (!Number.isInteger(first) || first < 1)
      throw new SearchSpaceError(path, 'upper must be a whole number from 1 on')
    return { kind: 'randint', upper: first }
  }
  if (q !== undefined && q <= 0) throw new SearchSpaceError(path, 'q must be larger than 0')
  const step = q === undefined ? {} : { q }
  if (name.endsWith('uniform')) {
    if (first >= second) throw new SearchSpaceError(path, 'min must be smaller than max')
    return { kind: name.includes('log') ? 'loguniform' : 'uniform', min: first, max: second, ...step }
  }
  if (second <= 0) throw new SearchSpaceError(path, 'sigma must be larger than 0')
  return { kind: name.includes('log') ? 'lognormal' : 'normal', mu: first, sigma: second, ...step }
}

function parseOptions(values: unknown, path: readonly string[]): Option[] {
  if (!Array.isArray(values) || values.length === 0) {
    throw new SearchSpaceError(path, 'choice takes a list of values in a list, such as ["choice", [[1, 2]]]')
  }
  return values.map((value) => parseOption(value, path))
}

function parseOption(value: unknown, path: readonly string[]): Option {
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
    return { kind: 'value', value }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value).map(([name, member]) => {
      const inner = [...path, name]
      return [name, Array.isArray(member) ? parseDistribution(member, inner) : parseOption(member, inner)] as const
    })
    return { kind: 'map', members: Object.fromEntries(members) }
  }
  throw new SearchSpaceError(path, 'values of choice are numbers, texts and maps of these')
}
