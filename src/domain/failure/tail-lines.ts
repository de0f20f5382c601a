import { parseAnsiLine } from '../../lib/ansi.ts'
import type { LogLine } from './log-lines.ts'

const newline = 0x0a
/** No rule looks further into a line, and nobody reads more of one in a card. */
const longestLine = 4_000

/**
 * The lines of a piece of a file that begins at byte `start`. A piece from the middle begins within a line, which is
 * left out. What a carriage return writes over (a progress bar) is left out too, and so are colours.
 */
export function tailLines(bytes: Uint8Array, start: number): LogLine[] {
  const decoder = new TextDecoder()
  const lines: LogLine[] = []
  let from = start === 0 ? 0 : bytes.indexOf(newline) + 1
  if (start > 0 && from === 0) return []
  while (from < bytes.length) {
    const found = bytes.indexOf(newline, from)
    const to = found === -1 ? bytes.length : found
    const text = decoder.decode(bytes.subarray(from, to)).replace(/\r+$/, '')
    const shown = text.slice(text.lastIndexOf('\r') + 1, text.lastIndexOf('\r') + 1 + longestLine)
    lines.push({ text: parseAnsiLine(shown).text, offset: start + from })
    from = to + 1
  }
  return lines
}
