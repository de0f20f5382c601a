import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { formatValue, plural } from '../../../lib/numbers.ts'
import type { PlotRow } from '../../../parts/parallel/parallel-axes.ts'
import { useWorkspaceRef } from '../../../parts/use-workspace.ts'
import { paths, type WorkspacePlace } from '../../../paths.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { DataTable, type Column } from '../../../ui/DataTable.tsx'
import type { Direction } from '../compare-view.ts'
import styles from './ParametersTab.module.css'

/** The jobs of the plot in text, best first where it is known what that is. */
export function ParameterTable({
  rows,
  names,
  metric,
  direction,
  hovered,
  onHover,
}: {
  rows: readonly PlotRow[]
  names: readonly string[]
  metric: string
  direction: Direction | undefined
  hovered: string | undefined
  onHover: (name: string | undefined) => void
}) {
  const workspace = useWorkspaceRef()
  const columns = useMemo(() => columnsOf(names, metric, workspace), [names, metric, workspace])
  const ordered = useMemo(
    () => rows.toSorted((a, b) => sortKey(a, direction) - sortKey(b, direction)),
    [rows, direction],
  )
  const [limit, setLimit] = useState(rowsAtFirst)
  const hidden = ordered.length - limit
  return (
    <>
      <DataTable
        label="Jobs of the plot"
        columns={columns}
        rows={ordered.slice(0, limit)}
        rowKey={({ name }) => name}
        rowProps={({ name }) => ({
          'data-marked': name === hovered || undefined,
          onPointerEnter: () => onHover(name),
          onPointerLeave: () => onHover(undefined),
        })}
      />
      {hidden > 0 && (
        <div>
          <Button small onClick={() => setLimit(Infinity)}>
            {plural(hidden, 'more job')} …
          </Button>
        </div>
      )}
    </>
  )
}

/** All rows are drawn anew whenever another line is pointed at. */
const rowsAtFirst = 30

/** Jobs without the metric come last. */
const sortKey = ({ score }: PlotRow, direction: Direction | undefined) =>
  score === undefined ? Number.MAX_VALUE : direction === 'higher' ? -score : direction === 'lower' ? score : 0

const columnsOf = (names: readonly string[], metric: string, workspace: WorkspacePlace): Column<PlotRow>[] => [
  {
    id: 'job',
    header: 'Job',
    fit: true,
    cell: ({ name, label, isBest }) => (
      <span className={styles.job}>
        <Link to={paths.job({ workspace, jobName: name })}>{label}</Link>
        {isBest && <Badge tone="good">Best</Badge>}
      </span>
    ),
  },
  {
    id: 'metric',
    header: metric,
    align: 'right',
    fit: true,
    cell: ({ score }) => (score === undefined ? '–' : <span title={String(score)}>{formatValue(score)}</span>),
  },
  ...names.map((name): Column<PlotRow> => ({
    id: `parameter ${name}`,
    header: name,
    fit: true,
    cell: ({ values }) => (
      <code className={styles.value} title={values[name]}>
        {values[name] ?? '–'}
      </code>
    ),
  })),
]
