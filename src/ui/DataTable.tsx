import type { HTMLAttributes, ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './DataTable.module.css'

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  align?: 'right'
  /** As narrow as its content. */
  fit?: boolean
  /** Row actions: the header is for screen readers only, and on narrow screens the cell sits in the card's corner. */
  actions?: boolean
}

/** A table of things. The first column names the row; on narrow screens every row turns into a card. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowProps,
}: {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** What more the element of a row carries: what follows the pointer, a mark. */
  rowProps?: (row: Row) => HTMLAttributes<HTMLTableRowElement> & { 'data-marked'?: true | undefined }
}) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, header, align, fit, actions }) => (
              <th key={id} scope="col" className={classes(align && styles.right, fit && styles.fit)}>
                {actions ? <span className="visually-hidden">{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} {...rowProps?.(row)}>
              {columns.map(({ id, header, cell, align, fit, actions }) => (
                <td
                  key={id}
                  data-label={actions ? undefined : header}
                  className={classes(align && styles.right, fit && styles.fit, actions && styles.actions)}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
