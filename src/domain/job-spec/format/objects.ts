import { enumeration, isNull, oneOf } from './fields.ts'
import type { FieldType } from './fields.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import type { JsonSchema } from './json-schema.ts'
import { nearest, replaceBy } from '../problems.ts'
import type { Path, ProblemLog, Span } from '../problems.ts'
import type { YamlMap, YamlNode } from '../yaml/yaml-tree.ts'

/** One key of an object. */
export type Field<T> = Readonly<{
  type: FieldType<T>
  /** What the key is for, in Markdown: shown on hover and while completing. */
  doc: string
  /** The YAML key; without it the property's name in snake_case. */
  key?: string
  required?: boolean
  /** What holds when the key is left out. For people and editors; nothing is filled in while reading. */
  default?: string | number | boolean
}>

/** A field for each property of T; the compiler asks for one when T grows. */
export type Fields<T> = { readonly [K in keyof T]-?: Field<Exclude<T[K], undefined>> }

export type ObjectOptions<T> = Readonly<{
  fields: Fields<T>
  /** Keys that `az ml … show` prints and that are dropped without a word, so that its output can be fed back. */
  readOnlyKeys?: readonly string[]
  /** Keys that are taken but read elsewhere, with their schemas: `$schema`, `type`. */
  otherKeys?: Readonly<Record<string, JsonSchema>>
  title?: string
  doc?: string
  snippets?: JsonSchema['defaultSnippets']
}>

export type ObjectType<T> = FieldType<T> &
  Readonly<{
    /** Whatever can be read of a map, each problem of the rest being reported. */
    readPartial(node: YamlMap, path: Path, log: ProblemLog): Partial<T>
  }>

/** A map with known keys; every other key is an error, as in the CLI. */
export function object<T extends object>(options: ObjectOptions<T>): ObjectType<T> {
  const { readOnlyKeys = [], otherKeys = {} } = options
  // The mapped type is one field per property; entries of a generic mapped type are `unknown` to the compiler.
  const fields = (Object.entries(options.fields) as [keyof T & string, Field<T[keyof T & string]>][]).map(
    ([property, field]) => ({ property, ...field, key: field.key ?? snakeCase(property) }),
  )
  const byKey = new Map(fields.map((field) => [field.key, field]))
  // The CLI drops these only when they hold something.
  const dropped = new Set([...readOnlyKeys, ...Object.keys(otherKeys).filter((key) => key === '$schema')])

  function readPartial(node: YamlMap, path: Path, log: ProblemLog): Partial<T> {
    const value: Partial<T> = {}
    for (const [key, entry] of node.entries) {
      const field = byKey.get(key)
      const at = [...path, key]
      if (field) {
        const item = field.type.read(entry.value, at, log)
        if (item !== undefined) value[field.property] = item
      } else if (dropped.has(key)) {
        isNull(entry.value, at, log)
      } else if (!Object.hasOwn(otherKeys, key)) {
        reportUnknown(key, entry.key, path, byKey.keys(), log)
      }
    }
    for (const { key, required } of fields) {
      if (required && !node.entries.has(key)) log.error(node, [...path, key], `The key “${key}” is missing.`)
    }
    return value
  }

  function read(node: YamlNode, path: Path, log: ProblemLog): T | undefined {
    if (!isMap(node, path, log)) return undefined
    const value = readPartial(node, path, log)
    const isWhole = fields.every(({ property, required }) => !required || value[property] !== undefined)
    // Every required property is there now, and nothing but read fields was put in.
    return isWhole ? (value as T) : undefined
  }

  function write(value: T): YamlValue {
    const entries: [string, YamlValue][] = []
    for (const { property, key, type } of fields) {
      const item = value[property]
      if (item !== undefined) entries.push([key, type.write(item)])
    }
    return Object.fromEntries(entries)
  }

  const properties = { ...otherKeys, ...Object.fromEntries(fields.map((field) => [field.key, fieldSchema(field)])) }
  const jsonSchema: JsonSchema = {
    type: 'object',
    ...(options.title && { title: options.title }),
    ...(options.doc && { description: options.doc, markdownDescription: options.doc }),
    properties,
    required: fields.filter(({ required }) => required).map(({ key }) => key),
    additionalProperties: false,
    ...(options.snippets && { defaultSnippets: options.snippets }),
  }
  return { read, readPartial, write, jsonSchema }
}

function fieldSchema<T>(field: Field<T> & { key: string }): JsonSchema {
  return {
    title: field.key,
    description: field.doc,
    markdownDescription: field.doc,
    ...(field.default !== undefined && { default: field.default }),
    ...field.type.jsonSchema,
  }
}

/** The other properties of the member of T whose `type` is V. */
type Variant<T extends { type: string }, V> = Omit<Extract<T, { type: V }>, 'type'>

export type TaggedOptions<T extends { type: string }> = Readonly<{
  variants: { readonly [V in T['type']]: Readonly<{ doc: string; fields: Fields<Variant<T, V>> }> }
  aliases?: Readonly<Record<string, T['type']>>
  /** The variant of a map without `type`. */
  defaultType?: T['type']
  matchCase?: boolean
}>

/** A map whose key `type` says which other keys it takes. */
export function tagged<T extends { type: string }>(options: TaggedOptions<T>): FieldType<T> {
  type Name = T['type']
  const { variants, defaultType } = options
  const names = Object.keys(variants) as Name[]
  const pick = <R>(choose: (name: Name) => R) =>
    Object.fromEntries(names.map((name) => [name, choose(name)])) as Record<Name, R>
  const typeOf = enumeration<Name>({ ...options, values: pick((name) => variants[name].doc) })
  const objects = pick((name) => object<Variant<T, Name>>({ fields: variants[name].fields, otherKeys: { type: {} } }))

  const allKeys = new Set(names.flatMap((name) => Object.keys(objects[name].jsonSchema.properties ?? {})))

  /** Without a type nobody knows which keys are right, but some are wrong with each. */
  function reportStrangers(node: YamlMap, path: Path, log: ProblemLog) {
    for (const [key, entry] of node.entries) {
      if (!allKeys.has(key)) reportUnknown(key, entry.key, path, allKeys, log)
    }
  }

  return {
    read(node, path, log) {
      if (!isMap(node, path, log)) return undefined
      const entry = node.entries.get('type')
      const type = entry ? typeOf.read(entry.value, [...path, 'type'], log) : defaultType
      // A stranger may well be a misspelt “type”, so it goes first.
      if (type === undefined) reportStrangers(node, path, log)
      if (!entry && type === undefined) {
        log.error(node, [...path, 'type'], `The key “type” is missing. It must be ${oneOf(names)}.`)
      }
      const rest = type === undefined ? undefined : objects[type].read(node, path, log)
      // Type and other properties come from the same variant.
      return rest && ({ type, ...rest } as unknown as T)
    },
    write(value) {
      const { type, ...rest } = value
      const written = objects[type as Name].write(rest as Variant<T, Name>)
      return { type, ...(written as Record<string, YamlValue>) }
    },
    jsonSchema: {
      type: 'object',
      anyOf: names.map((name) => ({
        ...objects[name].jsonSchema,
        title: name,
        properties: {
          type: {
            const: name,
            title: 'type',
            description: variants[name].doc,
            markdownDescription: variants[name].doc,
          },
          ...Object.fromEntries(
            Object.entries(objects[name].jsonSchema.properties ?? {}).filter(([key]) => key !== 'type'),
          ),
        },
        required: [...(name === defaultType ? [] : ['type']), ...(objects[name].jsonSchema.required ?? [])],
      })),
    },
  }
}

function reportUnknown(key: string, span: Span, path: Path, known: Iterable<string>, log: ProblemLog) {
  const guess = nearest(key, known)
  const message = `There is no key “${key}” here.`
  if (guess === undefined) log.error(span, [...path, key], message)
  else log.error(span, [...path, key], `${message} Did you mean “${guess}”?`, replaceBy(guess, span))
}

function isMap(node: YamlNode, path: Path, log: ProblemLog): node is YamlMap {
  if (isNull(node, path, log)) return false
  if (node.kind === 'map') return true
  log.error(node, path, 'This must hold keys and values, one “key: value” a line.')
  return false
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
