import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { FactRow } from '../../../domain/compare/differences.ts'
import { classes } from '../../../ui/classes.ts'
import { useIsNarrow } from '../../../ui/use-is-narrow.ts'
import table from '../../../ui/wide-table.module.css'
import type { ComparedColumn } from './compared-column.ts'
import { FactCell, FactHead, JobHead, SectionHead } from './FactCells.tsx'
import styles from './FactGrid.module.css'
import type { FactLine } from './fact-lines.ts'
import { gridTarget, type GridCell } from './grid-keys.ts'

/** Pixels. All rows and all columns have them, so that any of thousands of cells is found without measuring. */
const rowHeight = 34
const headHeight = 44
const columnWidth = 156
const firstWidth = { wide: 236, narrow: 140 }

/** A fact of a job, by their places among lines and jobs. */
export type ChosenFact = Readonly<{ lineId: string; jobName: string }>

/**
 * Facts by jobs, or jobs by facts: one stop for Tab, then arrows, Home, End and pages go from cell to cell, Enter opens
 * and folds a section, and Ctrl+C copies a value. Only the cells in sight are in the page.
 *
 * @param marksOf which jobs have a value of the fact that is to be marked
 */
export function FactGrid({
  lines,
  columns,
  marksOf,
  baseline,
  isTransposed,
  onToggle,
  onChoose,
}: {
  lines: readonly FactLine[]
  columns: readonly ComparedColumn[]
  marksOf: (row: FactRow) => readonly boolean[]
  baseline: string | undefined
  isTransposed: boolean
  onToggle: (section: string) => void
  onChoose: (fact: ChosenFact | undefined) => void
}) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const first = useIsNarrow() ? firstWidth.narrow : firstWidth.wide
  const size = isTransposed
    ? { lines: columns.length, columns: lines.length }
    : { lines: lines.length, columns: columns.length }
  // Nothing here is memoised that would hold an old answer of them.
  // oxlint-disable-next-line react/incompatible-library
  const down = useVirtualizer({
    count: size.lines,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: size.columns,
    getScrollElement: () => frame.current,
    estimateSize: () => columnWidth,
    scrollMargin: first,
    scrollPaddingStart: first,
    overscan: 2,
  })
  const [active, setActive] = useState<GridCell>()
  const at = active && {
    line: Math.min(active.line, size.lines - 1),
    column: Math.min(active.column, size.columns - 1),
  }

  const factOf = (cell: GridCell) => (isTransposed ? lines[cell.column] : lines[cell.line])
  const jobOf = (cell: GridCell) => (isTransposed ? columns[cell.line] : columns[cell.column])
  const cellId = ({ line, column }: GridCell) => `${id}-${line}-${column}`

  function moveTo(cell: GridCell) {
    setActive(cell)
    const fact = factOf(cell)
    const job = jobOf(cell)
    onChoose(fact?.kind === 'fact' && job ? { lineId: fact.id, jobName: job.job.name } : undefined)
  }
  function press(event: KeyboardEvent) {
    const here = at ?? { line: 0, column: -1 }
    const fact = factOf(here)
    if ((event.key === 'Enter' || event.key === ' ') && fact?.kind === 'section' && event.target === frame.current) {
      event.preventDefault()
      onToggle(fact.id)
      return
    }
    const target = at ? gridTarget(here, event, size) : event.key.startsWith('Arrow') ? here : undefined
    if (!target || event.target !== frame.current) return
    event.preventDefault()
    moveTo(target)
    down.scrollToIndex(target.line, { align: 'auto' })
    if (target.column >= 0) across.scrollToIndex(target.column, { align: 'auto' })
  }
  function copy(event: ClipboardEvent) {
    const value = at && valueAt(factOf(at), jobIndex(at))
    if (value === undefined || document.getSelection()?.isCollapsed === false) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', value)
  }
  const jobIndex = (cell: GridCell) => (isTransposed ? cell.line : cell.column)

  // Other facts and other jobs stand at the places of those before.
  useEffect(() => setActive(undefined), [isTransposed])

  const shownAcross = across.getVirtualItems()
  const lineOf = (cells: (column: number) => ReactNode) => (
    <>
      <span style={{ width: (shownAcross[0]?.start ?? first) - first }} className={classes(table.room, styles.room)} />
      {shownAcross.map(({ index }) => cells(index))}
    </>
  )
  const cellAt = (line: number, column: number) => {
    const cell = { line, column }
    const fact = factOf(cell)
    const isActive = at?.line === line && at.column === column
    const index = jobIndex(cell)
    const isMarked = fact?.kind === 'fact' && (marksOf(fact.row)[index] ?? false)
    return (
      // The grid has the keyboard for all of its cells.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
      <div
        key={column}
        id={cellId(cell)}
        role="gridcell"
        aria-colindex={column + 2}
        className={classes(
          table.cell,
          styles.cell,
          isActive && styles.active,
          fact?.kind === 'section' && styles.section,
          isMarked && styles.marked,
        )}
        onClick={() => moveTo(cell)}
      >
        {fact?.kind === 'fact' && <FactCell kind={fact.row.kind} value={fact.row.values[index]} isMarked={isMarked} />}
      </div>
    )
  }
  const headOf = (place: number, isFact: boolean) => {
    const line = lines[place]
    if (!isFact) {
      const column = columns[place]
      return column && <JobHead column={column} isBaseline={column.job.name === baseline} />
    }
    if (line?.kind === 'fact') return <FactHead row={line.row} />
    return line && <SectionHead section={line} onToggle={() => onToggle(line.id)} />
  }
  return (
    <div
      ref={frame}
      className={table.frame}
      role="grid"
      aria-label="What differs"
      aria-readonly="true"
      aria-rowcount={size.lines + 1}
      aria-colcount={size.columns + 1}
      tabIndex={0}
      aria-activedescendant={at ? cellId(at) : undefined}
      onKeyDown={press}
      onCopy={copy}
    >
      <div
        role="presentation"
        style={{
          width: first + across.getTotalSize(),
          minWidth: '100%',
          ['--first' as string]: `${first}px`,
          ['--column' as string]: `${columnWidth}px`,
        }}
      >
        <div role="rowgroup" className={table.heads}>
          <div role="row" aria-rowindex={1} className={table.line} style={{ height: headHeight }}>
            <span role="columnheader" aria-colindex={1} className={classes(table.first, styles.first)}>
              {isTransposed ? 'Job' : 'Fact'}
            </span>
            {lineOf((column) => (
              <div
                key={column}
                role="columnheader"
                aria-colindex={column + 2}
                className={classes(table.head, styles.head)}
              >
                {headOf(column, isTransposed)}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={table.body} style={{ height: down.getTotalSize() }}>
          {down.getVirtualItems().map(({ index: line, start }) => {
            const head = isTransposed ? undefined : lines[line]
            const isSection = head?.kind === 'section'
            return (
              <div
                key={line}
                role="row"
                aria-rowindex={line + 2}
                className={classes(table.line, isSection && styles.sectionLine)}
                style={{ height: rowHeight, transform: `translateY(${start - headHeight}px)` }}
              >
                {/* As above. */}
                {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
                <div
                  id={cellId({ line, column: -1 })}
                  role="rowheader"
                  aria-colindex={1}
                  aria-expanded={isSection && head.folded > 0 ? head.isOpen : undefined}
                  className={classes(table.first, styles.first, at?.line === line && at.column === -1 && styles.active)}
                  onClick={() => moveTo({ line, column: -1 })}
                >
                  {headOf(line, !isTransposed)}
                </div>
                {lineOf((column) => cellAt(line, column))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

const valueAt = (line: FactLine | undefined, job: number): string | undefined =>
  line?.kind === 'fact' ? line.row.values[job] : undefined
