import { unprintable } from '../../../lib/unprintable.ts'
import { pythonFloat } from '../yaml/yaml-scalars.ts'

/** A Python expression, laid out only when it is printed: on one line where it fits. */
export type Python =
  | { kind: 'atom'; source: string; from?: Import }
  | { kind: 'text'; value: string }
  | { kind: 'group'; open: string; close: string; items: { prefix: string; value: Python }[]; from?: Import }

/** Where a class or function comes from. */
export type Import = { module: string; name: string }

/** An assignment to `target` or, without one, an expression that stands alone. */
export type Statement = {
  target?: string
  value: Python
  /** Begins a new paragraph. */
  apart?: boolean
}

export const atom = (source: string): Python & { kind: 'atom' } => ({ kind: 'atom', source })

/** A literal: `None`, a number, a string, a list, a dict. */
export function literal(value: unknown): Python {
  if (typeof value === 'string') return { kind: 'text', value }
  if (typeof value === 'number') return atom(numberSource(value))
  if (typeof value === 'boolean') return atom(value ? 'True' : 'False')
  if (Array.isArray(value)) return list(value.map(literal))
  if (typeof value !== 'object' || value === null) return atom('None')
  return dict(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)])))
}

export const list = (values: Python[]): Python => ({
  kind: 'group',
  open: '[',
  close: ']',
  items: values.map((value) => ({ prefix: '', value })),
})

export const dict = (entries: Record<string, Python>): Python => ({
  kind: 'group',
  open: '{',
  close: '}',
  items: Object.entries(entries).map(([key, value]) => ({ prefix: `${stringSource(key)}: `, value })),
})

/** What is given to a call; undefined is left out. */
export type Arguments = Record<string, Python | undefined>

/** `name(keyword=value, …)`. Names and keywords are ours, never the user's. */
export function call(from: Import, keywords: Arguments, positional: Python[] = []): Python {
  return { ...plainCall(from.name, keywords, positional), from }
}

/** The call of a method, or of anything else that needs no import of its own. */
export function plainCall(callee: string, keywords: Arguments, positional: Python[] = []): Python & { kind: 'group' } {
  const given = Object.entries(keywords).flatMap(([key, value]) => (value ? [{ prefix: `${key}=`, value }] : []))
  const items = [...positional.map((value) => ({ prefix: '', value })), ...given]
  return { kind: 'group', open: `${callee}(`, close: ')', items }
}

/** The keywords of a call that are literals; undefined ones stay undefined. */
export const literals = (values: Record<string, unknown>): Arguments =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === undefined ? undefined : literal(value)]),
  )

/** Keywords named as the properties of a spec are, in Python's spelling: `minValue` is `min_value`. Null is left out. */
export const keywords = (properties: object): Arguments =>
  literals(
    Object.fromEntries(
      Object.entries(properties).map(([name, value]: [string, unknown]) => [snakeCase(name), value ?? undefined]),
    ),
  )

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const width = 88

export const statement = ({ target, value }: Statement): string =>
  layOut(value, target === undefined ? '' : `${target} = `, '', '')

/** The import lines for all that the expressions use. */
export function importLines(expressions: readonly Python[]): string {
  const namesByModule = new Map<string, Set<string>>()
  for (const { module, name } of expressions.flatMap(importsOf)) {
    const names = namesByModule.get(module) ?? new Set()
    namesByModule.set(module, names.add(name))
  }
  return [...namesByModule]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, names]) => importLine(module, [...names].toSorted()))
    .join('\n')
}

function importLine(module: string, names: string[]): string {
  const line = `from ${module} import ${names.join(', ')}`
  return line.length <= width ? line : `from ${module} import (\n${names.map((name) => `    ${name},\n`).join('')})`
}

function importsOf(expression: Python): Import[] {
  if (expression.kind === 'text') return []
  const items = expression.kind === 'group' ? expression.items : []
  return [...(expression.from ? [expression.from] : []), ...items.flatMap(({ value }) => importsOf(value))]
}

function layOut(expression: Python, prefix: string, suffix: string, indent: string): string {
  const flat = onOneLine(expression)
  if (flat !== undefined && indent.length + prefix.length + flat.length + suffix.length <= width) {
    return `${indent}${prefix}${flat}${suffix}`
  }
  const deeper = `${indent}    `
  if (expression.kind === 'group' && expression.items.length > 0) {
    const items = expression.items.map((item) => layOut(item.value, item.prefix, ',', deeper))
    return [`${indent}${prefix}${expression.open}`, ...items, `${indent}${expression.close}${suffix}`].join('\n')
  }
  if (expression.kind === 'text' && flat === undefined) {
    // Python joins strings that stand side by side.
    const lines = expression.value.match(/[^\n]*\n|[^\n]+$/g) ?? []
    const parts = lines.map((line) => `${deeper}${stringSource(line)}`)
    return [`${indent}${prefix}(`, ...parts, `${indent})${suffix}`].join('\n')
  }
  return `${indent}${prefix}${flat ?? ''}${suffix}`
}

/** Undefined for what is better read on several lines: text that has them. */
function onOneLine(expression: Python): string | undefined {
  if (expression.kind === 'atom') return expression.source
  if (expression.kind === 'text') {
    return /\n(?=[^])/.test(expression.value) ? undefined : stringSource(expression.value)
  }
  const items = expression.items.map(({ prefix, value }) => {
    const source = onOneLine(value)
    return source === undefined ? undefined : prefix + source
  })
  return items.includes(undefined) ? undefined : `${expression.open}${items.join(', ')}${expression.close}`
}

/** A string literal on one line. */
function stringSource(text: string): string {
  const quote = text.includes('"') && !text.includes("'") ? "'" : '"'
  const escaped = text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll(quote, `\\${quote}`)
    .replaceAll(unprintable, escapeOf)
  return `${quote}${escaped}${quote}`
}

function escapeOf(character: string): string {
  if (character === '\n') return String.raw`\n`
  if (character === '\t') return String.raw`\t`
  const code = character.codePointAt(0) ?? 0
  const hex = (digits: number) => code.toString(16).padStart(digits, '0')
  return code <= 0xff ? `\\x${hex(2)}` : code <= 0xffff ? `\\u${hex(4)}` : `\\U${hex(8)}`
}

function numberSource(value: number): string {
  if (!Number.isFinite(value)) return `float(${stringSource(pythonFloat(value))})`
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : pythonFloat(value)
}
