import { lineText } from '../../lib/log/line-text.ts'
import type { LogLine } from './log-lines.ts'

const newline = 0x0a
const carriageReturn = 0x0d
/** In bytes. No rule looks further into a line, and nobody reads more of one in a card. */
const longestLine = 4_000

/**
 * The lines of a piece of a file that begins at byte `start`. A piece from the middle begins within a line, which is
 * left out. What a carriage return writes over (a progress bar) is left out too, and so are colours.
 */
export function tailLines(bytes: Uint8Array, start: number): LogLine[] {
  const lines: LogLine[] = []
  let from = start === 0 ? 0 : bytes.indexOf(newline) + 1
  if (start > 0 && from === 0) return []
  while (from < bytes.length) {
    const found = bytes.indexOf(newline, from)
    const to = found === -1 ? bytes.length : found
    const shown = lastWritten(bytes.subarray(from, to)).subarray(0, longestLine)
    lines.push({ text: lineText(shown, start + from).text, offset: start + from })
    from = to + 1
  }
  return lines
}

/** What stands after the last carriage return of a line; those at its very end belong to the line break. */
function lastWritten(line: Uint8Array): Uint8Array {
  const end = line.findLastIndex((byte) => byte !== carriageReturn) + 1
  const written = line.subarray(0, end)
  return written.subarray(written.lastIndexOf(carriageReturn) + 1)
}
