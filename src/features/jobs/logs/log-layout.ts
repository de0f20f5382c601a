import type { AnsiStyle } from '../../../lib/ansi.ts'
import type { LogLine, LogMark } from '../../../lib/log/log-types.ts'

/** One row of the screen: characters `from` to `to` (not included) of a line. */
export type LogRow = Readonly<{ key: string; line: LogLine; from: number; to: number; isFirst: boolean }>

const lineKey = ({ place }: LogLine) => `${place.offset} ${place.file}`

/**
 * Lays lines out in rows of one height; a wrapped line takes several.
 *
 * @param columns characters in a row when lines are wrapped; undefined leaves every line in a row of its own
 */
export function layOut(lines: readonly LogLine[], columns: number | undefined, showsStamps: boolean): LogRow[] {
  return lines.flatMap((line) => {
    const key = lineKey(line)
    const begin = showsStamps ? 0 : line.stampLength
    const { length } = line.text
    if (columns === undefined) return [{ key: `${key} 0`, line, from: begin, to: length, isFirst: true }]
    const starts = wrap(line.text.slice(begin), columns)
    return starts.map((start, part) => ({
      key: `${key} ${part}`,
      line,
      from: begin + start,
      to: begin + (starts[part + 1] ?? length - begin),
      isFirst: part === 0,
    }))
  })
}

// East Asian wide characters and emoji take two columns of a monospaced font.
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const plain = /^[\u0020-\u00ff]*$/

/** Where each row of a wrapped line starts. A character is never cut. */
function wrap(text: string, columns: number): number[] {
  if (plain.test(text)) {
    return Array.from({ length: Math.max(1, Math.ceil(text.length / columns)) }, (_, row) => row * columns)
  }
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

/** A stretch of a row in one look. */
export type LogPiece = Readonly<{ text: string; style: AnsiStyle | undefined; isFound: boolean }>

/** Cuts a row where its colours or what was searched for begin and end. */
export function piecesOf({ line, from, to }: LogRow, marks: readonly LogMark[]): LogPiece[] {
  const spans = line.spans ?? []
  if (marks.length === 0 && spans.length === 0) {
    return [{ text: line.text.slice(from, to), style: undefined, isFound: false }]
  }
  const cuts = [...spans, ...marks].flatMap(({ start, end }) => [start, end]).filter((at) => at > from && at < to)
  const borders = [...new Set([from, ...cuts, to])].sort((a, b) => a - b)
  return borders.slice(0, -1).map((start, i) => ({
    text: line.text.slice(start, borders[i + 1]),
    style: spans.find((span) => span.start <= start && start < span.end)?.style,
    isFound: marks.some((mark) => mark.start <= start && start < mark.end),
  }))
}
