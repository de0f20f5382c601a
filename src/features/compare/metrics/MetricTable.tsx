import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { classes } from '../../../ui/classes.ts'
import { useIsNarrow } from '../../../ui/use-is-narrow.ts'
import table from '../../../ui/wide-table.module.css'
import type { CompareView, Direction } from '../compare-view.ts'
import type { LoadedRun } from '../runs/compared-run.ts'
import type { ChangeView } from '../use-compare-view.ts'
import { MetricHead, RunHead } from './MetricHeads.tsx'
import type { MetricRow } from './metric-table.ts'
import styles from './MetricTable.module.css'
import { ValueCell } from './ValueCell.tsx'

/** Pixels. All rows and all columns have them, so that any of thousands of cells is found without measuring. */
const rowHeights = { plain: 52, tall: 68 }
const headHeight = 60
const columnWidth = 168
const headWidth = { wide: 236, narrow: 150 }

/**
 * Metrics by jobs, or jobs by metrics: a table that scrolls by itself in both directions, with only the cells in sight in
 * the page.
 *
 * @param onSight told the metrics that are in sight
 */
export function MetricTable({
  rows,
  runs,
  baseline,
  order,
  isTransposed,
  showsSteps,
  onChange,
  onSight,
}: {
  rows: readonly MetricRow[]
  runs: readonly LoadedRun[]
  baseline: string | undefined
  order: CompareView['order']
  isTransposed: boolean
  /** The steps of the values are worth their room. */
  showsSteps: boolean
  onChange: ChangeView
  onSight: (metrics: readonly string[]) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const firstWidth = useIsNarrow() ? headWidth.narrow : headWidth.wide
  const rowHeight = showsSteps && baseline !== undefined ? rowHeights.tall : rowHeights.plain
  const [lineCount, columnCount] = isTransposed ? [runs.length, rows.length] : [rows.length, runs.length]
  // Nothing here is memoised that would hold an old answer of them.
  // oxlint-disable-next-line react/incompatible-library
  const lines = useVirtualizer({
    count: lineCount,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
  })
  const columns = useVirtualizer({
    horizontal: true,
    count: columnCount,
    getScrollElement: () => frame.current,
    estimateSize: () => columnWidth,
    overscan: 2,
  })
  useEffect(() => lines.measure(), [lines, rowHeight])
  const shownLines = lines.getVirtualItems()
  const shownColumns = columns.getVirtualItems()
  useSight(rows, isTransposed ? shownColumns : shownLines, onSight)

  const actions = useMemo(() => headActions(onChange), [onChange])
  const runHead = (index: number) => {
    const run = runs[index]
    return run && <RunHead run={run} isBaseline={run.name === baseline} />
  }
  const metricHead = (index: number) => {
    const row = rows[index]
    return row && <MetricHead metric={row.metric} known={row.known} order={order} {...actions} />
  }
  const [lineHead, columnHead] = isTransposed ? [runHead, metricHead] : [metricHead, runHead]
  const width = firstWidth + columns.getTotalSize()
  /** Cells stand where they belong behind one that takes the room of those out of sight. */
  const lineOf = (cells: (column: number) => ReactNode) => (
    <>
      <span style={{ width: shownColumns[0]?.start ?? 0 }} className={table.room} />
      {shownColumns.map(({ index }) => cells(index))}
    </>
  )
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={frame} className={table.frame} tabIndex={0} role="region" aria-label="Values of the metrics">
      <div
        role="table"
        aria-label="Metrics"
        aria-rowcount={lineCount + 1}
        aria-colcount={columnCount + 1}
        style={{ width, ['--first' as string]: `${firstWidth}px`, ['--column' as string]: `${columnWidth}px` }}
      >
        <div role="rowgroup" className={table.heads}>
          <div role="row" aria-rowindex={1} className={table.line} style={{ height: headHeight }}>
            <span role="columnheader" className={classes(table.first, styles.first)}>
              {isTransposed ? 'Job' : 'Metric'}
            </span>
            {lineOf((column) => (
              <div
                key={column}
                role="columnheader"
                aria-colindex={column + 2}
                className={classes(table.head, styles.head)}
              >
                {columnHead(column)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={table.body} style={{ height: lines.getTotalSize() }}>
          {shownLines.map(({ index: line, start }) => (
            <div
              key={line}
              role="row"
              aria-rowindex={line + 2}
              className={table.line}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <div role="rowheader" className={classes(table.first, styles.first)}>
                {lineHead(line)}
              </div>
              {lineOf((column) => {
                const [metricAt, run] = isTransposed ? [column, line] : [line, column]
                const row = rows[metricAt]
                const cell = row?.cells[run]
                return (
                  <div key={column} role="cell" aria-colindex={column + 2} className={classes(table.cell, styles.cell)}>
                    {row && cell && (
                      <ValueCell
                        cell={cell}
                        standing={row.standings[run]}
                        delta={row.deltas[run]}
                        showsStep={showsSteps}
                      />
                    )}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

/** Tells which metrics are in sight, whenever others come into it. */
function useSight(
  rows: readonly MetricRow[],
  shown: readonly { index: number }[],
  onSight: (metrics: readonly string[]) => void,
) {
  const metrics = shown.flatMap(({ index }) => rows[index]?.metric ?? [])
  const key = JSON.stringify(metrics)
  useEffect(() => {
    onSight(JSON.parse(key) as string[]) // `key` is the text of such a list
  }, [key, onSight])
}

const headActions = (onChange: ChangeView) => ({
  onDirection: (metric: string, direction: Direction | undefined) =>
    onChange(({ directions }) => {
      const next = new Map(directions)
      if (direction) next.set(metric, direction)
      else next.delete(metric)
      return { directions: next }
    }),
  /** The best first, then the worst, then as the jobs stand. */
  onOrder: (metric: string, direction: Direction | undefined) =>
    onChange(({ order }) => {
      const isBestDescending = direction === 'higher'
      if (order?.metric !== metric) return { order: { metric, isDescending: isBestDescending } }
      if (order.isDescending === isBestDescending) return { order: { metric, isDescending: !isBestDescending } }
      return { order: undefined }
    }),
})
