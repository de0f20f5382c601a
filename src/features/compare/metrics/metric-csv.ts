import { csvField } from '../../../lib/csv.ts'
import { wholeTitle, type LoadedRun } from '../runs/compared-run.ts'
import type { MetricCell } from './metric-cells.ts'
import { directionWords } from './metric-direction.ts'
import type { MetricRow } from './metric-table.ts'

/**
 * The table as it is seen, and in full: with deltas where there is a baseline, numbers so that reading them gives the
 * same number. A value that only stands in for one of the history says so and is text.
 */
export function metricsCsv(
  rows: readonly MetricRow[],
  runs: readonly LoadedRun[],
  { isTransposed, baseline }: { isTransposed: boolean; baseline: string | undefined },
): string {
  const hasDeltas = runs.some(({ name }) => name === baseline)
  const names = runs.map(({ name, title }) => csvField(wholeTitle(title, name)))
  const values = rows.map(({ cells }) => cells.map(cellText))
  const deltas = rows.map((row) => row.deltas.map((delta) => (delta ? String(delta.absolute) : '')))
  const lines = isTransposed
    ? [
        [
          csvField('job'),
          ...headings(
            rows.map(({ metric }) => metric),
            hasDeltas,
          ),
        ],
        ...runs.map((_, run) => [
          names[run],
          ...values.map((cells) => cells[run]),
          ...(hasDeltas ? deltas.map((cells) => cells[run]) : []),
        ]),
      ]
    : [
        [csvField('metric'), csvField('direction'), ...names, ...(hasDeltas ? names.map(asDelta) : [])],
        ...rows.map(({ metric, known }, row) => [
          csvField(metric),
          csvField(directionWords(known?.direction)),
          ...(values[row] ?? []),
          ...(hasDeltas ? (deltas[row] ?? []) : []),
        ]),
      ]
  return lines.map((fields) => fields.map((field) => field ?? '').join(',')).join('\r\n') + '\r\n'
}

const headings = (metrics: readonly string[], hasDeltas: boolean) => [
  ...metrics.map(csvField),
  ...(hasDeltas ? metrics.map((metric) => asDelta(csvField(metric))) : []),
]

/** @param field in its quotes */
const asDelta = (field: string) => `${field.slice(0, -1)}: difference from the baseline"`

function cellText(cell: MetricCell): string {
  if (cell.kind === 'none') return ''
  if (cell.kind === 'ends') return csvField(`${cell.least.value} to ${cell.greatest.value}`)
  return cell.kind === 'value' ? String(cell.value) : csvField(`${cell.value} (last value)`)
}
