import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { ArmError } from '../../api/arm-error.ts'
import type { JobResource } from '../../api/jobs.ts'
import { isTerminal, statusLabel } from '../../domain/job-status.ts'
import { paths } from '../../paths.ts'
import { watchedQueries } from '../../queries/watched-jobs.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { showToast } from '../../ui/toasts.ts'
import { notify } from './notify.ts'
import { useWatchedJobs, type WatchedJob } from './watched-jobs.ts'

const lookEveryMs = 10_000

/**
 * Follows the watched jobs of one workspace that have not ended, and tells of their ends. One list tells of all of them.
 * It looks while the page is visible alone, and at once when it becomes visible again, which is the rule of every query.
 * Shows nothing.
 */
export function Lookout({ jobs }: { jobs: readonly [WatchedJob, ...WatchedJob[]] }) {
  const list = useQuery({ ...watchedQueries.newest(jobs[0].workspace), refetchInterval: lookEveryMs })
  return jobs.map((job) => (
    <JobLookout
      key={job.jobName}
      job={job}
      listed={list.data?.value.find(({ name }) => name === job.jobName)}
      isRead={list.data !== undefined}
    />
  ))
}

/**
 * One watched job. Only where it is not on the newest page of its workspace it is asked for by itself.
 * @param listed as the list has it
 * @param isRead whether the list is there at all
 */
function JobLookout({ job, listed, isRead }: { job: WatchedJob; listed: JobResource | undefined; isRead: boolean }) {
  const navigate = useNavigate()
  const { noteEnd, unwatch } = useWatchedJobs()
  const { data, error } = useQuery({
    ...watchedQueries.detail(job),
    // Where it is not asked for here, the page of the job may do so, and then its answer serves both.
    enabled: isRead && listed === undefined,
    refetchInterval: lookEveryMs,
  })
  const isGone = error instanceof ArmError && error.status === 404
  // List and page are not of the same moment; an end that either has seen is one.
  const ended = [data, listed].map((found) => found?.properties.status ?? '').find(isTerminal)

  useEffect(() => {
    if (isGone) unwatch(job)
    else if (ended !== undefined && noteEnd(job, ended)) tellOfEnd(job, ended, () => void navigate(paths.job(job)))
  }, [job, ended, isGone, noteEnd, unwatch, navigate])
  return null
}

/** By the browser where that is allowed, else by a toast; the mark in the page's title tells in both cases. */
function tellOfEnd(job: WatchedJob, status: string, onOpen: () => void) {
  const headline = `${job.title}: ${statusLabel(status)}`
  const where = `${job.jobName} in ${job.workspace.workspaceName}`
  if (!notify(headline, { body: where, tag: `${workspaceKey(job.workspace)}/${job.jobName}`, onOpen })) {
    showToast({ tone: status === 'Completed' ? 'good' : 'bad', title: headline, detail: where })
  }
}
