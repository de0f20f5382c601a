/**
 * Reads parts of a resource from the service. Optional fields can be missing or null, which mean the same, and every
 * field may hold what this version has never heard of: what is not as expected counts as missing, and nothing throws.
 */
export type RestReader = Readonly<{
  /** All fields as they came. */
  fields: Readonly<Record<string, unknown>>
  text(key: string): string | undefined
  number(key: string): number | undefined
  boolean(key: string): boolean | undefined
  /** Map of texts; entries that are neither text nor null are left out. */
  texts(key: string): Record<string, string | null> | undefined
  list(key: string): readonly unknown[] | undefined
  /** The object below a key; one without any field when it is not there. */
  object(key: string): RestReader
  /** Fields that are neither missing nor null. */
  entries(): [string, unknown][]
}>

export function readRest(value: unknown): RestReader {
  const fields: Readonly<Record<string, unknown>> = isObject(value) ? value : {}
  const ofType = <T>(key: string, isIt: (field: unknown) => field is T) => {
    const field = fields[key]
    return isIt(field) ? field : undefined
  }
  return {
    fields,
    text: (key) => ofType(key, (field) => typeof field === 'string'),
    number: (key) => ofType(key, (field) => typeof field === 'number'),
    boolean: (key) => ofType(key, (field) => typeof field === 'boolean'),
    texts(key) {
      const map = ofType(key, isObject)
      if (!map) return undefined
      const texts = Object.entries(map).filter(
        (entry): entry is [string, string | null] => typeof entry[1] === 'string' || entry[1] === null,
      )
      return Object.fromEntries(texts)
    },
    list: (key) => ofType(key, (field) => Array.isArray(field)),
    object: (key) => readRest(fields[key]),
    entries: () => Object.entries(fields).filter(([, field]) => field !== undefined && field !== null),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object without its undefined properties. To a type with optional properties the two are the same. */
export function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T
}

/** The YAML word for one of ARM's, letter case aside; undefined for one we do not know. */
export function yamlWord<V extends string>(table: Record<V, string | number>, rest: unknown): V | undefined {
  const folded = String(rest).toLowerCase()
  // The keys of a Record over V are V.
  return (Object.keys(table) as V[]).find((word) => String(table[word]).toLowerCase() === folded)
}
