import { useMemo, useState } from 'react'
import { formatCount, formatValue, plural } from '../../lib/numbers.ts'
import { Button } from '../Button.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import styles from './ChartTable.module.css'
import type { CurveChartProps } from './chart-types.ts'
import { tableRows, type TableRow } from './table-rows.ts'

/** More columns are more than anybody can follow across. */
const mostLines = 20
const pageSize = 100

/**
 * The values that a chart draws, as a table in pages: for those who do not see curves, and those who want numbers. Where
 * points are denser than pixels these are the first, least, greatest and last of each column.
 */
export function ChartTable({
  label,
  frame,
  lines,
  x,
  y,
}: Pick<CurveChartProps, 'label' | 'frame' | 'lines' | 'x' | 'y'>) {
  const [page, setPage] = useState(0)
  const shown = useMemo(() => lines.filter(({ isHidden }) => !isHidden), [lines])
  const columns = useMemo<readonly Column<TableRow>[]>(
    () => [
      { id: 'x', header: x.name, cell: (row) => x.format(row.x), fit: true },
      ...shown.slice(0, mostLines).map(({ id, name }, index): Column<TableRow> => ({
        id: `line-${id}`,
        header: name,
        align: 'right',
        cell: ({ values }) => textOf(values[index], y.format),
      })),
    ],
    [shown, x, y],
  )
  const rows = useMemo(() => tableRows(frame, shown.slice(0, mostLines)), [frame, shown])
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  // A live run may take rows away again, as its columns grow wider.
  const current = Math.min(page, pages - 1)
  const from = current * pageSize
  const part = rows.slice(from, from + pageSize)
  return (
    <div className={styles.values}>
      <div className={styles.pages}>
        <p role="status">
          {rows.length === 0
            ? 'No values to show.'
            : `Rows ${formatCount(from + 1)} to ${formatCount(from + part.length)} of ${formatCount(rows.length)}`}
          {shown.length > mostLines &&
            `, ${plural(shown.length - mostLines, 'line')} left out: hide others to see them`}
        </p>
        <Button
          small
          disabledReason={current === 0 ? 'This is the first page.' : undefined}
          onClick={() => setPage(current - 1)}
        >
          Previous
        </Button>
        <Button
          small
          disabledReason={current === pages - 1 ? 'This is the last page.' : undefined}
          onClick={() => setPage(current + 1)}
        >
          Next
        </Button>
      </div>
      <DataTable
        label={`Values of ${label}`}
        columns={columns}
        rows={part}
        rowKey={(row) => String(from + part.indexOf(row))}
      />
    </div>
  )
}

const textOf = (value: number | undefined, format: (value: number) => string) =>
  value === undefined ? '–' : Number.isFinite(value) ? format(value) : formatValue(value)
