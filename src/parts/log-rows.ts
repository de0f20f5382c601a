import type { AnsiSpan, AnsiStyle } from '../lib/ansi.ts'
import type { TextLine } from '../lib/growing-text.ts'

/** One row of the screen: characters `from` to `to` (not included) of a line. */
export type LogRow = Readonly<{ line: number; from: number; to: number }>

/** Lines laid out in rows of one height; a wrapped line takes several. */
export type LogLayout = Readonly<{
  rowCount: number
  rowAt: (row: number) => LogRow
  /** The row that shows a character of a line. */
  rowOf: (line: number, character?: number) => number
}>

/** @param columns characters in a row when lines are wrapped; undefined leaves every line in a row of its own */
export function layOutLog(lines: readonly TextLine[], columns: number | undefined): LogLayout {
  const textOf = (line: number) => lines[line]?.text ?? ''
  if (columns === undefined) {
    return {
      rowCount: lines.length,
      rowAt: (row) => ({ line: row, from: 0, to: textOf(row).length }),
      rowOf: (line) => line,
    }
  }
  const firstRow = new Uint32Array(lines.length + 1)
  lines.forEach(({ text }, line) => {
    firstRow[line + 1] = (firstRow[line] ?? 0) + wrap(text, columns).length
  })
  return {
    rowCount: firstRow[lines.length] ?? 0,
    rowAt(row) {
      const line = lastAtMost(firstRow, row, lines.length)
      const starts = wrap(textOf(line), columns)
      const part = row - (firstRow[line] ?? 0)
      return { line, from: starts[part] ?? 0, to: starts[part + 1] ?? textOf(line).length }
    },
    rowOf(line, character = 0) {
      const part = wrap(textOf(line), columns).findLastIndex((start) => start <= character)
      return (firstRow[line] ?? 0) + Math.max(0, part)
    },
  }
}

/** The largest index below `count` whose value is at most `wanted`; the values grow. */
function lastAtMost(values: Uint32Array, wanted: number, count: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((values[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

// East Asian wide characters and emoji take two columns of a monospaced font.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const plain = /^[\u0020-\u00ff]*$/

/** Where each row of a wrapped line starts. A character is never cut. */
function wrap(text: string, columns: number): number[] {
  if (text.length <= columns && plain.test(text)) return [0]
  if (plain.test(text)) return Array.from({ length: Math.ceil(text.length / columns) }, (_, row) => row * columns)
  const starts = [0]
  let column = 0
  let at = 0
  for (const character of text) {
    const width = wide.test(character) ? 2 : 1
    if (column + width > columns && column > 0) {
      starts.push(at)
      column = 0
    }
    column += width
    at += character.length
  }
  return starts
}

/** Where the searched text stands: its line and its first character in it. */
export type LogMatch = Readonly<{ line: number; at: number }>

/** More than anyone steps through; a search for "e" in a large log must not fill the memory. */
export const mostMatches = 10_000

/** All places of a text, letter case aside. */
export function searchLog(lines: readonly TextLine[], wanted: string): LogMatch[] {
  const needle = wanted.toLowerCase()
  const matches: LogMatch[] = []
  if (needle === '') return matches
  for (const [line, { text }] of lines.entries()) {
    const haystack = text.toLowerCase()
    for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at + needle.length)) {
      matches.push({ line, at })
      if (matches.length === mostMatches) return matches
    }
  }
  return matches
}

/** A stretch of a row in one look. */
export type LogPiece = Readonly<{ text: string; style: AnsiStyle | undefined; found: boolean }>

/** Cuts a row where its colours or the searched text begin and end. */
export function piecesOf(line: TextLine, { from, to }: LogRow, wanted: string): LogPiece[] {
  const found = searchLog([line], wanted).map(({ at }) => ({ start: at, end: at + wanted.length }))
  const spans: readonly AnsiSpan[] = line.spans ?? []
  if (found.length === 0 && spans.length === 0) {
    return [{ text: line.text.slice(from, to), style: undefined, found: false }]
  }
  const inRow = (at: number) => at > from && at < to
  const cuts = [...spans, ...found].flatMap(({ start, end }) => [start, end]).filter(inRow)
  const borders = [...new Set([from, ...cuts, to])].sort((a, b) => a - b)
  return borders.slice(0, -1).map((start, i) => ({
    text: line.text.slice(start, borders[i + 1]),
    style: spans.find((span) => span.start <= start && start < span.end)?.style,
    found: found.some((match) => match.start <= start && start < match.end),
  }))
}
