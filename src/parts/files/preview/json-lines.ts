import type { CellText } from './RowsTable.tsx'

/** What does not fit into the table's columns goes into this one, as it is. */
const wholeColumn = 'value'

/** More different keys than this make no table. */
const mostKeys = 200

/** Lines of JSON as a table: one column for each key of the objects. */
export type JsonRows = Readonly<{
  columns: readonly string[]
  rows: readonly (readonly CellText[])[]
  /** Lines that are no JSON; they are in the table as they are. */
  bad: number
}>

/** @param isWhole otherwise the last line, which may be cut, is left out */
export function jsonRows(text: string, isWhole: boolean): JsonRows {
  const lines = text.split('\n')
  if (!isWhole) lines.pop()
  const parsed = lines.filter((line) => line.trim() !== '').map(parseLine)
  const keys = new Set<string>()
  for (const { value } of parsed) {
    if (isPlainObject(value)) for (const key of Object.keys(value)) if (keys.size < mostKeys) keys.add(key)
  }
  const hasOthers = parsed.some(({ value }) => !isPlainObject(value))
  const columns = [...keys, ...(hasOthers ? [wholeColumn] : [])]
  const rows = parsed.map(({ value, line }) => {
    const cells: CellText[] = [...keys].map((key) =>
      isPlainObject(value) && Object.hasOwn(value, key) ? cellText(value[key]) : undefined,
    )
    if (hasOthers) cells.push(isPlainObject(value) ? undefined : line)
    return cells
  })
  return { columns, rows, bad: parsed.filter(({ value }) => value === undefined).length }
}

/** `value` is undefined for what is no JSON. */
function parseLine(line: string): { value: unknown; line: string } {
  try {
    return { value: JSON.parse(line), line }
  } catch {
    return { value: undefined, line }
  }
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function cellText(value: unknown): CellText {
  if (value === null || value === undefined) return value
  return typeof value === 'string' ? value : JSON.stringify(value)
}
