import { Pair, Scalar, stringify, visit, YAMLMap, YAMLSeq } from 'yaml'
import type { Node } from 'yaml'
import type { YamlValue } from './yaml-values.ts'
import { pythonFloat, resolvePlain } from './yaml-scalars.ts'

/** How text of several lines is written: as a block (`|`), or in double quotes on one line. */
export type LongText = 'block' | 'quoted'

/** YAML text of a value, ending in a newline. The CLI reads it back as the same value. */
export function yamlText(value: YamlValue, longText: LongText = 'block'): string {
  return print(toNode(value, longText))
}

/** The same on one line, for places inside of `{…}` and `[…]`. */
export function flowText(value: YamlValue): string {
  const node = toNode(value, 'quoted')
  visit(node, {
    Collection: (_, collection) => {
      collection.flow = true
    },
    Scalar: (_, scalar) => {
      if (!isPlainInFlow.test(String(scalar.value))) scalar.type = 'QUOTE_DOUBLE'
    },
  })
  return withoutLastBreak(print(node))
}

// Braces, brackets and commas end a plain scalar there; PyYAML stumbles over some question marks and colons, too.
const isPlainInFlow = /^-?[\w./][\w ./+=@$-]*$/

/** A key as it stands before its colon. */
export const keyText = (key: string) => withoutLastBreak(print(textNode(key, 'quoted')))

/** Only the line break: `trimEnd` would take characters of the text itself, such as a no-break space. */
export const withoutLastBreak = (text: string) => text.replace(/\n$/, '')

// Everything is text to the `failsafe` schema, so what is quoted is decided here and nowhere else.
// Text in double quotes stays on one line: within brackets the library would break it and lose blanks.
const print = (node: Node) =>
  escapeUnprintable(stringify(node, { schema: 'failsafe', version: '1.1', lineWidth: 0, doubleQuotedAsJSON: true }))

function toNode(value: YamlValue, longText: LongText): Node {
  if (Array.isArray(value)) {
    const list = new YAMLSeq()
    list.items = value.map((item) => toNode(item, longText))
    return list
  }
  if (typeof value === 'object' && value !== null) {
    const map = new YAMLMap()
    for (const [key, item] of Object.entries(value)) {
      if (item !== undefined) map.items.push(new Pair(textNode(key, 'quoted'), toNode(item, longText)))
    }
    return map
  }
  if (typeof value === 'string') return textNode(value, longText)
  return plain(typeof value === 'number' ? yamlNumber(value) : String(value))
}

function plain(text: string): Scalar {
  const scalar = new Scalar(text)
  scalar.type = 'PLAIN'
  return scalar
}

/** PyYAML takes a number with an exponent for text unless it has a dot, too. */
function yamlNumber(value: number): string {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value)
  const printed = pythonFloat(value)
  if (!Number.isFinite(value)) return printed.replace(/(?=inf|nan)/, '.')
  return /^-?\d+e/.test(printed) ? printed.replace('e', '.0e') : printed
}

function textNode(text: string, longText: LongText): Scalar {
  const scalar = plain(text)
  if (text.includes('\n') && longText === 'block' && !breaksBlocks(text)) scalar.type = 'BLOCK_LITERAL'
  else if (needsQuotes(text)) scalar.type = 'QUOTE_DOUBLE'
  return scalar
}

// Words that YAML 1.2, YAML 1.1 or PyYAML would not read as text: numbers, dates, booleans, null, `=` and `<<`.
const looksLikeData = /^(?:[-+.]*\d|[-+]?\.(?:inf|nan)$|(?:true|false|yes|no|on|off|null|~|=|<<|)$)/i

/** Line breaks that only some readers know, and characters that PyYAML refuses a stream for. */
const unprintable = /[^\P{Cc}\n\t]|[\u2028\u2029\ufeff\ufffe\uffff\p{Cs}]/u

// Blanks of any script at an end cannot be seen, so they get quotes even where YAML needs none.
const needsQuotes = (text: string) =>
  text !== text.trim() ||
  looksLikeData.test(text) ||
  resolvePlain(text).type !== 'string' ||
  /[\t\n]/.test(text) ||
  unprintable.test(text)

/** Text that a block would not give back as it is: blank lines or blanks at its end. */
const breaksBlocks = (text: string) => unprintable.test(text) || /^\s*$|\n\s*\n$|[ \t]+$/.test(text)

/** They stand only in double quotes, where they can be escaped. */
const escapeUnprintable = (text: string) =>
  text.replaceAll(new RegExp(unprintable, 'gu'), (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
