import { unprintable } from '../../../lib/unprintable.ts'

const width = 100

/** JSON for people, ending in a line break: lists on one line where they fit, and each character can be seen. */
export const jsonText = (value: unknown): string => `${print(JSON.parse(JSON.stringify(value)), '')}\n`

function print(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return scalar(value)
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    const flat = onOneLine(value)
    if (value.length === 0 || indent.length + flat.length <= width) return flat
    return `[\n${value.map((item) => `${deeper}${print(item, deeper)}`).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value)
  if (entries.length === 0) return '{}'
  const lines = entries.map(([key, item]) => `${deeper}${scalar(key)}: ${print(item, deeper)}`)
  return `{\n${lines.join(',\n')}\n${indent}}`
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  if (typeof value !== 'object' || value === null) return scalar(value)
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${scalar(key)}: ${onOneLine(item)}`)
    .join(', ')} }`
}

const scalar = (value: unknown) => JSON.stringify(value).replaceAll(unprintable, escapeOf)

/** JSON escapes UTF-16 units, so a character beyond those takes two. */
const escapeOf = (character: string) =>
  Array.from(character.split(''), (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
