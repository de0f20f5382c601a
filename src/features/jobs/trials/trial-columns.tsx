import { Link } from 'react-router'
import { formatValue } from '../../../lib/numbers.ts'
import { Elapsed } from '../../../parts/Elapsed.tsx'
import { JobStatusBadge } from '../../../parts/JobStatusBadge.tsx'
import { paths, type WorkspacePlace } from '../../../paths.ts'
import { Badge } from '../../../ui/Badge.tsx'
import type { Column } from '../../../ui/DataTable.tsx'
import { searchedNames, type Trial } from './trials.ts'
import styles from './TrialsTab.module.css'

/** More searched values than this make no table; they are listed in one cell. */
const mostColumns = 6

/** The table of trials: a column for each searched value, or one for all where there are many. */
export function trialColumns(trials: readonly Trial[], metric: string, workspace: WorkspacePlace): Column<Trial>[] {
  const names = searchedNames(trials)
  const isWide = names.length > mostColumns
  return [
    {
      id: 'name',
      header: 'Trial',
      cell: ({ name, isBest }) => (
        <span className={styles.name}>
          <Link to={paths.job({ workspace, jobName: name })}>{name}</Link>
          {isBest && <Badge tone="good">Best</Badge>}
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      cell: ({ status, reason }) => (
        <div>
          <JobStatusBadge status={status} />
          {reason !== undefined && <div className={styles.reason}>{reason}</div>}
        </div>
      ),
    },
    {
      id: 'score',
      header: metric,
      align: 'right',
      fit: true,
      cell: ({ score }) => (score === undefined ? '–' : <span title={String(score)}>{formatValue(score)}</span>),
    },
    ...(isWide ? [allValues] : names.map(valueColumn)),
    {
      id: 'duration',
      header: 'Duration',
      align: 'right',
      fit: true,
      cell: ({ start, end }) => <Elapsed start={start} end={end} />,
    },
  ]
}

const valueColumn = (name: string): Column<Trial> => ({
  id: `value ${name}`,
  header: name,
  fit: true,
  cell: ({ values }) => <code className={styles.value}>{shortened(values[name])}</code>,
})

const allValues: Column<Trial> = {
  id: 'values',
  header: 'Values',
  cell: ({ values }) => (
    <code className={styles.value}>
      {Object.entries(values)
        .map(([name, value]) => `${name}=${shortened(value)}`)
        .join(' ')}
    </code>
  ),
}

/** A sampled number has 17 digits; nobody reads more than a few. */
function shortened(value: string | undefined): string {
  if (value === undefined) return '–'
  const number = Number(value)
  return value.length > 8 && Number.isFinite(number) ? formatValue(number) : value
}
