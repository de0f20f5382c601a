import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { classes } from '../../../ui/classes.ts'
import styles from './RowsTable.module.css'

/** Undefined where a row has no such field, null for a value that says so itself. */
export type CellText = string | null | undefined

/** Pixels. */
const rowHeight = 28
/** More columns than anybody scrolls through; the rest is told of, not drawn. */
export const mostColumns = 200
/** Longer texts are cut in a cell; its title has more. */
const longestCell = 500

/** Rows of data as a table that scrolls by itself. Only the rows in sight are in the page. */
export function RowsTable({
  label,
  columns,
  rows,
}: {
  label: string
  columns: readonly string[]
  rows: readonly (readonly CellText[])[]
}) {
  const frame = useRef<HTMLDivElement>(null)
  // Nothing here is memoised that would hold an old answer of it.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const shown = columns.slice(0, mostColumns)
  const { widths, areNumbers } = useMemo(() => measure(columns.slice(0, mostColumns), rows), [columns, rows])
  const template = { ['--columns' as string]: widths.join(' ') }
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={frame} className={styles.frame} tabIndex={0} role="region" aria-label={label}>
      <div
        className={styles.table}
        role="table"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        style={template}
      >
        <div className={classes(styles.row, styles.header)} role="row" aria-rowindex={1}>
          <span className={classes(styles.cell, styles.index)} role="columnheader">
            <span className="visually-hidden">Row</span>
          </span>
          {shown.map((name, column) => (
            <span
              // Two columns can have one name.
              // oxlint-disable-next-line react/no-array-index-key
              key={column}
              className={classes(styles.cell, areNumbers[column] && styles.number)}
              role="columnheader"
              title={name}
            >
              {name}
            </span>
          ))}
        </div>
        <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <div
              key={index}
              className={styles.row}
              role="row"
              aria-rowindex={index + 2}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span className={classes(styles.cell, styles.index)} role="rowheader">
                {index + 1}
              </span>
              {shown.map((_, column) => (
                // oxlint-disable-next-line react/no-array-index-key
                <Cell key={column} text={rows[index]?.[column]} isNumber={areNumbers[column] ?? false} />
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

function Cell({ text, isNumber }: { text: CellText; isNumber: boolean }) {
  const className = classes(styles.cell, isNumber && styles.number)
  if (text == null)
    return (
      <span className={classes(className, styles.none)} role="cell">
        {text === null ? 'null' : ''}
      </span>
    )
  const cut = text.length > longestCell ? `${text.slice(0, longestCell)}…` : text
  return (
    <span className={className} role="cell" title={cut.length > 12 ? cut : undefined}>
      {cut.replaceAll(/[\r\n\t]+/g, ' ')}
    </span>
  )
}

/** Column widths after what the first rows hold, and which columns are numbers. */
function measure(columns: readonly string[], rows: readonly (readonly CellText[])[]) {
  const sample = rows.slice(0, 50)
  const inColumn = columns.map((_, column) => sample.map((row) => row[column] ?? ''))
  const longest = inColumn.map((texts, column) =>
    Math.max(columns[column]?.length ?? 0, ...texts.map(({ length }) => length)),
  )
  const widths = longest.map((length) => `${Math.min(44, Math.max(7, length + 3))}ch`)
  const areNumbers = inColumn.map((texts) => {
    const filled = texts.filter((text) => text !== '')
    return filled.length > 0 && filled.every((text) => text.length < 40 && Number.isFinite(Number(text)))
  })
  // What is left of the width belongs to no column.
  return { widths: [`${Math.max(5, String(rows.length).length + 3)}ch`, ...widths, 'minmax(0, 1fr)'], areNumbers }
}
