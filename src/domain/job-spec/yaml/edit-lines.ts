import type { TextEdit } from '../../../lib/text-edit.ts'
import type { YamlValue } from './yaml-values.ts'
import * as places from './yaml-places.ts'
import { withoutLastBreak, yamlText } from './yaml-text.ts'
import type { LongText } from './yaml-text.ts'

/** YAML of a value as lines that all stand at a column, without a line break at the end. */
export function indentedLines(text: string, value: YamlValue, column: number, longText: LongText): string {
  const indent = ' '.repeat(column)
  return withoutLastBreak(yamlText(value, longText))
    .split('\n')
    .map((line) => line && indent + line)
    .join(places.newlineOf(text))
}

/**
 * Puts lines behind what ends at `end`.
 * @param lineEnd where the last line of it ends, comments that belong to it included
 */
export function insertLines(text: string, lines: string, end: number, lineEnd: number): TextEdit[] {
  const newline = places.newlineOf(text)
  // A block scalar owns the line break at its end, so there the new line comes after it.
  return text[end - 1] === '\n'
    ? [{ from: end, to: end, insert: lines + newline }]
    : [{ from: lineEnd, to: lineEnd, insert: newline + lines }]
}

/** Takes out all lines from the one that begins at `from` to the one in which something ends at `end`. */
export function removeLines(text: string, from: number, end: number): TextEdit[] {
  if (text[end - 1] === '\n') return [{ from, to: end, insert: '' }]
  const lineTo = places.lineEnd(text, end)
  const lineBreak = /^\r?\n/.exec(text.slice(lineTo, lineTo + 2))?.[0].length ?? 0
  return [{ from, to: lineTo + lineBreak, insert: '' }]
}
