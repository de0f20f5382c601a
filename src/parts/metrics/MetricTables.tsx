import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useMemo } from 'react'
import { plural } from '../../lib/numbers.ts'
import { artifactStore, type FileStore } from '../../queries/file-store.ts'
import { SkeletonRows } from '../../ui/Loading.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { RowsTable } from '../files/preview/RowsTable.tsx'
import { useSeen } from '../use-seen.ts'
import { loggedTable } from './logged-files.ts'
import styles from './MetricBoard.module.css'
import { GroupHeading } from './MetricBoardGroup.tsx'
import imageStyles from './MetricImages.module.css'
import type { MetricRun } from './metric-run.ts'
import { useFoundNames } from './use-found-names.ts'

/** A running job adds rows to its tables. */
const lookAgainMs = 15_000

const noTables: readonly string[] = []

/** Tables that a run has logged, as a confusion matrix or a sample of predictions. Shows nothing where there are none. */
export function MetricTables({
  run: { job, isLive, tables = noTables },
  search,
  isOpen,
  onToggle,
}: {
  run: MetricRun
  search: string
  isOpen: boolean
  onToggle: (() => void) | undefined
}) {
  const id = useId()
  const client = useQueryClient()
  const store = useMemo(() => artifactStore(client, job), [client, job])
  const { found } = useFoundNames(tables, search)
  if (found.length === 0) return null
  return (
    <section className={styles.group} aria-labelledby={id}>
      <GroupHeading id={id} title="Tables" count={found.length} isOpen={isOpen} onToggle={onToggle} />
      {isOpen && (
        <ul className={styles.charts}>
          {found.map((path) => (
            <li key={path} className={styles.slot} data-size="half">
              <TableCard path={path} store={store} isLive={isLive} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function TableCard({ path, store, isLive }: { path: string; store: FileStore; isLive: boolean }) {
  const { element, seen } = useSeen<HTMLElement>()
  const client = useQueryClient()
  const table = useQuery({
    ...loggedTable(client, store, path),
    enabled: seen,
    refetchInterval: isLive ? lookAgainMs : false,
  })
  return (
    <section ref={element} className={imageStyles.card} aria-label={path}>
      <div className={imageStyles.header}>
        <h3 title={path}>{path}</h3>
        {table.data && 'rows' in table.data && (
          <span className={imageStyles.soft}>{plural(table.data.rows.length, 'row')}</span>
        )}
      </div>
      <div className={imageStyles.table}>
        {table.isPending && <SkeletonRows rows={4} label={`Loading ${path}`} />}
        {table.isError && (
          <FailureNote error={table.error} action="Read the table" onRetry={() => void table.refetch()} />
        )}
        {table.data && 'why' in table.data && <p className={imageStyles.soft}>{table.data.why}</p>}
        {table.data && 'rows' in table.data && (
          <RowsTable label={path} columns={table.data.columns} rows={table.data.rows} />
        )}
      </div>
    </section>
  )
}
