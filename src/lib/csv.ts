export type Delimiter = ',' | ';' | '\t' | '|'

/** Fields a row may have at most; what is beyond is dropped, for no screen shows it. */
const mostFields = 1_000

/**
 * Reads delimited text by RFC 4180, and forgives what real files do: rows of different lengths, any line break, quotes
 * in the middle of a field, an end within quotes.
 *
 * @param options.isWhole otherwise the last row, which may be cut, is left out
 * @param options.mostRows rows to read at most
 */
export function parseDelimited(
  text: string,
  delimiter: Delimiter,
  { isWhole = true, mostRows = Infinity }: { isWhole?: boolean; mostRows?: number } = {},
): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  const add = (field: string) => {
    if (row.length < mostFields) row.push(field)
  }
  const endRow = () => {
    // A line with nothing in it is no row.
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  while (at < text.length && rows.length < mostRows) {
    const { field, end } = text[at] === '"' ? quoted(text, at, delimiter) : plain(text, at, delimiter)
    add(field)
    at = end
    if (text[at] === delimiter) {
      at += 1
      // The delimiter at the very end of the text has an empty field after it.
      if (at === text.length) add('')
      continue
    }
    if (at >= text.length) break
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    endRow()
  }
  if (isWhole && row.length > 0 && rows.length < mostRows) endRow()
  return rows
}

type Field = { field: string; end: number }

function plain(text: string, from: number, delimiter: string): Field {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { field: text.slice(from, end), end }
}

function quoted(text: string, from: number, delimiter: string): Field {
  let field = ''
  let at = from + 1
  for (;;) {
    const end = text.indexOf('"', at)
    if (end < 0) return { field: field + text.slice(at), end: text.length }
    field += text.slice(at, end)
    at = end + 1
    if (text[at] !== '"') break
    field += '"'
    at += 1
  }
  // Whatever stands between the closing quote and the delimiter belongs to the field too.
  const rest = plain(text, at, delimiter)
  return { field: field + rest.field, end: rest.end }
}

/** The delimiter that gives the most even rows of more than one field at the beginning of a text. */
export function detectDelimiter(text: string): Delimiter {
  const score = (delimiter: Delimiter) => {
    const [header, ...rows] = parseDelimited(text.slice(0, 20_000), delimiter, { isWhole: false, mostRows: 20 })
    const width = header?.length ?? 0
    return width < 2 ? 0 : width * (1 + rows.filter(({ length }) => length === width).length)
  }
  const [best = ','] = ([',', ';', '\t', '|'] as const).toSorted((a, b) => score(b) - score(a))
  return best
}

/**
 * A text as one field, always in quotes. One that a spreadsheet would run as a formula gets an apostrophe in front, which
 * makes it text there; blanks before the sign do not hide it from all of them.
 */
export const csvField = (text: string): string =>
  `"${(/^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
