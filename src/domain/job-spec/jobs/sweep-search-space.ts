import { integer, isNull, number, toNumber } from '../format/fields.ts'
import type { FieldType } from '../format/fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import { tagged } from '../format/objects.ts'
import { putInQuotes } from '../problems.ts'
import type { Path, ProblemLog } from '../problems.ts'
import type { ChoiceValue, SearchDistribution } from './sweep-job-spec.ts'
import type { YamlNode } from '../yaml/yaml-tree.ts'

/** One member for each word of a shared `type`, which is what a tagged description is made of. */
type ByType<T> = T extends { type: infer K extends string }
  ? K extends K
    ? Omit<T, 'type'> & { type: K }
    : never
  : never

const range = {
  minValue: { type: number(), required: true, doc: 'The least value.' },
  maxValue: { type: number(), required: true, doc: 'The greatest value.' },
}
const exponents = {
  minValue: { type: number(), required: true, doc: 'The natural logarithm of the least value.' },
  maxValue: { type: number(), required: true, doc: 'The natural logarithm of the greatest value.' },
}
const bell = {
  mu: { type: number(), required: true, doc: 'The mean.' },
  sigma: { type: number(), required: true, doc: 'The standard deviation.' },
}
const steps = { q: { type: number(), required: true, doc: 'Values are multiples of this.' } }

/** The values of one parameter of a sweep. */
export const searchDistribution: FieldType<SearchDistribution> = tagged<ByType<SearchDistribution>>({
  variants: {
    choice: {
      doc: 'One of the values listed.',
      fields: { values: { type: choiceValues(), required: true, doc: 'The values: numbers, texts, or maps of them.' } },
    },
    randint: {
      doc: 'A whole number from 0 up to, but not including, `upper`.',
      fields: { upper: { type: integer(), required: true, doc: 'The first number that is not drawn.' } },
    },
    uniform: { doc: 'Any number between two bounds.', fields: range },
    quniform: { doc: 'Multiples of `q` between two bounds.', fields: { ...range, ...steps } },
    loguniform: {
      doc: '`exp` of a number between two bounds: small values as often as great ones.',
      fields: exponents,
    },
    qloguniform: { doc: 'The same, rounded to multiples of `q`.', fields: { ...exponents, ...steps } },
    normal: { doc: 'Normally distributed numbers.', fields: bell },
    qnormal: { doc: 'Normally distributed numbers, rounded to multiples of `q`.', fields: { ...bell, ...steps } },
    lognormal: { doc: '`exp` of normally distributed numbers.', fields: bell },
    qlognormal: { doc: 'The same, rounded to multiples of `q`.', fields: { ...bell, ...steps } },
  },
})

function choiceValues(): FieldType<ChoiceValue[]> {
  return {
    read(node, path, log) {
      if (isNull(node, path, log)) return undefined
      if (node.kind === 'list')
        return node.items.flatMap((item, index) => readValue(item, [...path, String(index)], log))
      log.error(node, path, 'This must be a list of values, like [1, 2, 4].')
      return undefined
    },
    write: (values) => values.map(writeValue),
    jsonSchema: { type: 'array', items: { type: ['string', 'number', 'object'] } },
  }
}

function readValue(node: YamlNode, path: Path, log: ProblemLog): ChoiceValue[] {
  if (node.kind !== 'map') return readScalar(node, path, log)
  const entries: [string, string | number | SearchDistribution][] = []
  for (const [key, { value }] of node.entries) {
    const at = [...path, key]
    const items = value.kind === 'map' ? [searchDistribution.read(value, at, log)] : readScalar(value, at, log)
    // Text that holds a number stays text in a list, but becomes the number in a map: so does the CLI.
    const inText = value.kind === 'scalar' ? toNumber(value) : undefined
    for (const item of items) if (item !== undefined) entries.push([key, inText ?? item])
  }
  return [Object.fromEntries(entries)]
}

function readScalar(node: YamlNode, path: Path, log: ProblemLog): (string | number)[] {
  if (isNull(node, path, log)) return []
  if (node.kind === 'scalar' && node.type === 'string') return [node.value]
  if (node.kind === 'scalar' && node.type === 'bool') {
    log.error(node, path, `A value is a number or text. Put it in quotes: "${node.text}".`, putInQuotes(node))
    return []
  }
  const value = number().read(node, path, log)
  return value === undefined ? [] : [value]
}

function writeValue(value: ChoiceValue): YamlValue {
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).map(([key, item]): [string, YamlValue] => {
    return [key, typeof item === 'object' ? searchDistribution.write(item) : item]
  })
  return Object.fromEntries(entries)
}
