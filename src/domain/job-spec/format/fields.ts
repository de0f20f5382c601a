/**
 * Building blocks to describe a YAML format once. A description reads a document into a typed value with problems at
 * their places, writes the value back as YAML data, and gives the JSON schema that the editor completes from.
 */
import type { NameRule } from '../../names.ts'
import type { JsonSchema } from './json-schema.ts'
import { nearest, putInQuotes, replaceBy } from '../problems.ts'
import type { Path, ProblemLog } from '../problems.ts'
import type { YamlNode } from '../yaml/yaml-tree.ts'
import { toRecord } from '../yaml/yaml-values.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'

export type FieldType<T> = Readonly<{
  /** The value, or undefined when it cannot be used; the log then says why. */
  read(node: YamlNode, path: Path, log: ProblemLog): T | undefined
  write(value: T): YamlValue
  jsonSchema: JsonSchema
}>

export const string = ({ examples }: { examples?: readonly string[] } = {}): FieldType<string> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'scalar' && node.type === 'string') return node.value
    if (node.kind !== 'scalar') log.error(node, path, 'This must be text.')
    else log.error(node, path, `This must be text. Put it in quotes: "${node.text}".`, putInQuotes(node))
    return undefined
  },
  write: (value) => value,
  jsonSchema: { type: 'string', ...(examples && { examples: [...examples] }) },
})

/** Versions and the like: text, or a number that is taken as its text. */
export const stringOrNumber = (): FieldType<string> => ({
  read(node, path, log) {
    if (node.kind === 'scalar' && (node.type === 'int' || node.type === 'float')) return node.text
    return string().read(node, path, log)
  },
  write: (value) => value,
  jsonSchema: { type: ['string', 'number'] },
})

/** As the CLI takes integers: numbers and text that holds one; a fraction is cut off. */
export const integer = ({ examples }: { examples?: readonly number[] } = {}): FieldType<number> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'scalar') {
      const value = toInteger(node)
      if (value !== undefined && node.type === 'float' && value !== node.value) {
        log.warning(node, path, `The CLI cuts this to ${value}. Write a whole number.`)
      }
      if (value !== undefined) return value
    }
    log.error(node, path, 'This must be a whole number.')
    return undefined
  },
  write: (value) => value,
  jsonSchema: { type: 'integer', ...(examples && { examples: [...examples] }) },
})

function toInteger(node: YamlNode & { kind: 'scalar' }): number | undefined {
  if (node.type === 'int' && Number.isSafeInteger(node.value)) return node.value
  if (node.type === 'float' && Number.isFinite(node.value)) return Math.trunc(node.value)
  if (node.type === 'string' && /^\s*[-+]?\d+\s*$/.test(node.value)) return Number(node.value)
  return undefined
}

/** As the CLI takes numbers: whole or not, and text that holds one. Infinity and NaN are none. */
export const number = (): FieldType<number> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    const value = node.kind === 'scalar' ? toNumber(node) : undefined
    if (value === undefined) log.error(node, path, 'This must be a number.')
    return value
  },
  write: (value) => value,
  jsonSchema: { type: 'number' },
})

const numberText = /^\s*[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+)?\s*$/i

/** The number in a scalar. `1e-5` is text in the YAML of the CLI, but Python's `float()` reads it. */
export function toNumber(node: YamlNode & { kind: 'scalar' }): number | undefined {
  const isNumber = node.type === 'int' || node.type === 'float'
  const isText = node.type === 'string' && numberText.test(node.value)
  const value = isNumber ? node.value : isText ? Number(node.value.replaceAll('_', '')) : NaN
  return Number.isFinite(value) ? value : undefined
}

const trueWords = new Set(['t', 'T', 'true', 'True', 'TRUE', 'on', 'On', 'ON', 'y', 'Y', 'yes', 'Yes', 'YES', '1'])
const falseWords = new Set(['f', 'F', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF', 'n', 'N', 'no', 'No', 'NO', '0'])

export const boolean = (): FieldType<boolean> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind === 'scalar') {
      if (node.type === 'bool') return node.value
      if (trueWords.has(node.text)) return true
      if (falseWords.has(node.text)) return false
    }
    log.error(node, path, 'This must be true or false.')
    return undefined
  },
  write: (value) => value,
  jsonSchema: { type: 'boolean' },
})

export type EnumOptions<V extends string> = Readonly<{
  /** The words, each with what it means. */
  values: Readonly<Record<V, string>>
  /** Other spellings that are taken for one of the words. */
  aliases?: Readonly<Record<string, NoInfer<V>>>
  /** The CLI compares most words without regard to case; where it does not, say so. */
  matchCase?: boolean
}>

export function enumeration<V extends string>({
  values,
  aliases = {},
  matchCase = false,
}: EnumOptions<V>): FieldType<V> {
  // Object.keys cannot know that it gets exactly the keys of its argument.
  const words = Object.keys(values) as V[]
  const fold = (text: string) => (matchCase ? text : text.toLowerCase())
  const byFolded = new Map<string, V>(
    [...Object.entries(aliases), ...words.map((word) => [word, word] as const)].map(([spelling, word]) => [
      fold(spelling),
      word,
    ]),
  )
  return {
    read(node, path, log) {
      if (isNull(node, path, log)) return undefined
      const word = node.kind === 'scalar' && node.type === 'string' ? byFolded.get(fold(node.value)) : undefined
      if (word === undefined) {
        const guess = node.kind === 'scalar' ? nearest(node.text, words) : undefined
        log.error(node, path, `This must be ${oneOf(words)}.`, guess === undefined ? undefined : replaceBy(guess, node))
      }
      return word
    },
    write: (value) => value,
    jsonSchema: { enum: words, markdownEnumDescriptions: Object.values(values) },
  }
}

/** A map whose keys the user chooses. `describeKey` is the rule that names must follow. */
export function map<T>(
  values: FieldType<T>,
  options: { keys?: NameRule; snippets?: JsonSchema['defaultSnippets'] } = {},
) {
  const { keys, snippets } = options
  const type: FieldType<Record<string, T>> = {
    read(node, path, log) {
      if (isNull(node, path, log)) return undefined
      if (node.kind !== 'map') {
        log.error(node, path, 'This must hold names and values, one “name: value” a line.')
        return undefined
      }
      const result: [string, T][] = []
      for (const [name, entry] of node.entries) {
        const at = [...path, name]
        if (entry.keyType !== 'string') log.error(entry.key, at, `A name must be text. Put it in quotes: "${name}".`)
        else if (keys && !keys.pattern.test(name))
          log.error(entry.key, at, `“${name}” cannot be a name here. ${keys.rule}`)
        const value = values.read(entry.value, at, log)
        if (value !== undefined) result.push([name, value])
      }
      return Object.fromEntries(result)
    },
    write: (value) => Object.fromEntries(Object.entries(value).map(([name, item]) => [name, values.write(item)])),
    jsonSchema: {
      type: 'object',
      additionalProperties: values.jsonSchema,
      ...(keys && { propertyNames: { pattern: keys.pattern.source } }),
      ...(snippets && { defaultSnippets: snippets }),
    },
  }
  return type
}

export const list = <T>(items: FieldType<T>): FieldType<T[]> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind !== 'list') {
      log.error(node, path, 'This must be a list, one “- item” a line.')
      return undefined
    }
    return node.items
      .map((item, index) => items.read(item, [...path, String(index)], log))
      .filter((item): item is Awaited<T> & T => item !== undefined)
  },
  write: (value) => value.map((item) => items.write(item)),
  jsonSchema: { type: 'array', items: items.jsonSchema },
})

/** Lets an empty value through as null. */
export const nullable = <T>(type: FieldType<T>): FieldType<T | null> => ({
  read: (node, path, log) => (node.kind === 'scalar' && node.type === 'null' ? null : type.read(node, path, log)),
  write: (value) => (value === null ? null : type.write(value)),
  jsonSchema: { anyOf: [type.jsonSchema, { type: 'null' }] },
})

/** Any map, kept as plain data: for parts whose inside the client does not know. */
export const freeMap = (): FieldType<Record<string, YamlValue>> => ({
  read(node, path, log) {
    if (isNull(node, path, log)) return undefined
    if (node.kind !== 'map') {
      log.error(node, path, 'This must hold names and values, one “name: value” a line.')
      return undefined
    }
    return toRecord(node)
  },
  write: (value) => value,
  jsonSchema: { type: 'object' },
})

/** Says that an empty value is not allowed here: the CLI takes null almost nowhere. */
export function isNull(node: YamlNode, path: Path, log: ProblemLog): boolean {
  if (node.kind !== 'scalar' || node.type !== 'null') return false
  log.error(node, path, 'The value is missing. Fill it in or remove the key.')
  return true
}

/** “a”, “a or b”, “a, b or c”. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `“${word}”`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}
