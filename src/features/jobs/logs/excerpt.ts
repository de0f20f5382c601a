import type { LogMark } from '../../../lib/log/log-types.ts'

export type Piece = Readonly<{ text: string; isMatch: boolean }>

/** Characters before the first match that say where it stands. */
const before = 16
/** No list shows more of a line in one row. */
const longest = 400

/** The part of a line around its first match, cut where matches begin and end. */
export function excerpt(line: string, marks: readonly LogMark[]): Piece[] {
  const first = marks[0]?.start ?? 0
  const from = first > before ? first - before : 0
  const to = Math.min(line.length, from + longest)
  const pieces: Piece[] = from > 0 ? [{ text: '…', isMatch: false }] : []
  let at = from
  for (const { start, end } of marks) {
    if (start >= to || end <= at) continue
    if (start > at) pieces.push({ text: line.slice(at, start), isMatch: false })
    pieces.push({ text: line.slice(Math.max(at, start), Math.min(end, to)), isMatch: true })
    at = Math.min(end, to)
  }
  if (at < to) pieces.push({ text: line.slice(at, to), isMatch: false })
  if (to < line.length) pieces.push({ text: '…', isMatch: false })
  return pieces
}
