import type { UseQueryResult } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useMemo } from 'react'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { phaseOf, statusMeaning } from '../../../domain/job-status.ts'
import { FailureNote } from '../../../parts/FailureNote.tsx'
import { SkeletonRows } from '../../../ui/Loading.tsx'
import { EmptyState } from '../../../ui/Notice.tsx'
import { jobStatus } from '../job-list.ts'
import { logFilesOf } from './log-files.ts'
import { LogReader } from './LogReader.tsx'
import { processLayoutOf } from './process-layout.ts'
import { useSameList } from './same-list.ts'

/**
 * What a job printed and what the platform noted, as it happens.
 * @param details kept up to date by the page: files appear in it as they are begun
 */
export function LogsTab({
  job,
  details,
  live,
}: {
  job: JobResource
  details: UseQueryResult<RunDetails>
  live: boolean
}) {
  const names = useSameList(Object.keys(details.data?.logFiles ?? {}))
  const files = useMemo(() => logFilesOf(names, processLayoutOf(job)), [names, job])
  const status = jobStatus(job)

  if (details.isPending) return <SkeletonRows rows={8} label="Loading the logs" />
  if (details.isLoadingError)
    return <FailureNote error={details.error} action="Find the logs" onRetry={() => void details.refetch()} />
  if (files.length === 0)
    return (
      <EmptyState icon={<ScrollText size={24} />} title={live ? 'No log yet' : 'This job left no log'}>
        {live
          ? `${statusMeaning(status)} What it prints appears here as soon as there is some; this page looks by itself.`
          : 'It ended before it could write one.'}
      </EmptyState>
    )
  return <LogReader files={files} live={live} isPreparing={live && phaseOf(status) === 'waiting'} />
}
