import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { useJobRef } from '../../../parts/use-workspace.ts'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import type { LogFile } from './log-files.ts'
import { parseLogView } from './log-view.ts'
import { OpenLogs } from './OpenLogs.tsx'
import { useSameList } from './same-list.ts'
import { shownFiles } from './shown-files.ts'
import { useJobLogs } from './use-job-logs.ts'

/**
 * Reads the log files of a job, one or several at a time, as the address says.
 * @param isPreparing the image is being built, which is then what is shown unless something else is asked for
 */
export function LogReader({
  files,
  live,
  isPreparing,
}: {
  files: readonly LogFile[]
  live: boolean
  isPreparing: boolean
}) {
  const job = useJobRef()
  const [params] = useSearchParams()
  const view = useMemo(() => parseLogView(params), [params])
  const shown = shownFiles(files, view, isPreparing)
  const names = useSameList(files.map(({ name }) => name))
  const shownNames = useSameList(shown?.shown.map(({ name }) => name) ?? [])
  const { book, refresh } = useJobLogs(job, names, shownNames, live)
  if (!book || !shown) return <SkeletonRows rows={8} label="Loading the log" />
  return <OpenLogs job={job} book={book} files={files} view={view} shown={shown} live={live} onRefresh={refresh} />
}
