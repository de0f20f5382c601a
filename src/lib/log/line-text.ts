import { parseAnsiLine, type AnsiLine } from '../ansi.ts'

// Each bad sequence becomes one U+FFFD. A byte order mark is shown like any other thing that hides.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const byteOrderMark = '\ufeff'

/**
 * What is seen of a row. Colours last until the end of their row: a terminal would carry them on, but then how a line
 * looks would depend on all lines before it.
 *
 * @param bytes of one row
 * @param offset of the row in its file
 */
export function lineText(bytes: Uint8Array, offset: number): AnsiLine {
  const text = decoder.decode(bytes)
  // At the beginning of a file the mark says nothing but that this is UTF-8.
  return parseAnsiLine(offset === 0 && text.startsWith(byteOrderMark) ? text.slice(1) : text)
}
