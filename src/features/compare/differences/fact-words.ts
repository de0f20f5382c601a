import type { FactRow, FactSection } from '../../../domain/compare/differences.ts'
import type { FactKind } from '../../../domain/compare/fact.ts'
import { csvField } from '../../../lib/csv.ts'
import { formatDateTime, msOf } from '../../../lib/dates.ts'
import { wholeTitle } from '../runs/compared-run.ts'
import type { ComparedColumn } from './compared-column.ts'

/** Longer values are cut in a cell; the whole is shown below the table. */
const longestCell = 200

/** A value in one line of a cell. */
export function cellText(kind: FactKind, value: string): string {
  const ms = kind === 'time' ? msOf(value) : undefined
  if (ms !== undefined) return formatDateTime(ms)
  const line = value.slice(0, longestCell).replaceAll(/\s+/g, ' ')
  return value.length > longestCell ? `${line} …` : line
}

/** What differs, as CSV: a line for each fact, with the values in full. What a job has not is an empty field. */
export function differencesCsv(sections: readonly FactSection[], columns: readonly ComparedColumn[]): string {
  const heads = ['section', 'fact', ...columns.map(({ title, job }) => wholeTitle(title, job.name))].map(csvField)
  const lines = sections.flatMap(({ title, rows }) =>
    rows.filter(({ isEqual }) => !isEqual).map((row) => [csvField(title), csvField(row.label), ...fieldsOf(row)]),
  )
  return [heads, ...lines].map((fields) => `${fields.join(',')}\r\n`).join('')
}

/** Numbers stay as they were written, so that nothing is lost of them. */
const fieldsOf = ({ kind, values }: FactRow) =>
  values.map((value) => (value === undefined ? '' : kind === 'number' ? value.trim() : csvField(value)))
