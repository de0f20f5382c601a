import { useQueries } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { ArmError } from '../../api/arm-error.ts'
import { isTerminal, statusLabel } from '../../domain/job-status.ts'
import { paths } from '../../paths.ts'
import { watchedQueries } from '../../queries/watched-jobs.ts'
import { workspaceKey } from '../../queries/workspace-key.ts'
import { showToast } from '../../ui/toasts.ts'
import { notify } from './notify.ts'
import type { useWatchedJobs, WatchedJob } from './watched-jobs.ts'

const lookEveryMs = 10_000

/**
 * Follows the watched jobs that have not ended and tells of their ends. One list of each workspace tells of all of them
 * in it; a job that is not on its newest page is asked for by itself. Looks while the page is visible alone, and at once
 * when it becomes visible again, which is the rule of every query here.
 *
 * @returns the status of each watched job, where it is known
 */
export function useWatchedEnds({ jobs, noteEnd, unwatch }: ReturnType<typeof useWatchedJobs>) {
  const navigate = useNavigate()
  const live = jobs.filter(({ ended }) => ended === undefined)
  const workspaces = [...new Map(live.map(({ workspace }) => [workspaceKey(workspace), workspace])).values()]

  const lists = useQueries({
    queries: workspaces.map((workspace) => ({ ...watchedQueries.newest(workspace), refetchInterval: lookEveryMs })),
  })
  const listOf = ({ workspace }: WatchedJob) =>
    lists[workspaces.findIndex((other) => workspaceKey(other) === workspaceKey(workspace))]?.data
  const inList = (job: WatchedJob) => listOf(job)?.value.find(({ name }) => name === job.jobName)

  const details = useQueries({
    queries: live.map((job) => ({
      ...watchedQueries.detail(job),
      // Where it is not asked for here, the page of the job may do so, and then its answer serves both.
      enabled: listOf(job) !== undefined && inList(job) === undefined,
      refetchInterval: lookEveryMs,
    })),
  })

  const looks = live.map((job, index) => {
    const detail = details[index]
    const statuses = [inList(job), detail?.data].map((found) => found?.properties.status ?? undefined)
    return {
      job,
      // The page of the job and the list are not of the same moment; an end seen by either is one.
      status: statuses.find((status) => status !== undefined && isTerminal(status)) ?? statuses[0] ?? statuses[1],
      isGone: detail?.error instanceof ArmError && detail.error.status === 404,
    }
  })

  useEffect(() => {
    for (const { job, status, isGone } of looks) {
      if (isGone) unwatch(job)
      else if (status !== undefined && isTerminal(status) && noteEnd(job, status)) {
        tellOfEnd(job, status, () => void navigate(paths.job(job)))
      }
    }
  })

  return (job: WatchedJob) => job.ended ?? looks.find((look) => look.job === job)?.status
}

/** By the browser where that is allowed, else by a toast; the mark in the page's title tells in both cases. */
function tellOfEnd(job: WatchedJob, status: string, onOpen: () => void) {
  const headline = `${job.title}: ${statusLabel(status)}`
  const where = `${job.jobName} in ${job.workspace.workspaceName}`
  if (!notify(headline, { body: where, tag: `${workspaceKey(job.workspace)}/${job.jobName}`, onOpen })) {
    showToast({ tone: status === 'Completed' ? 'good' : 'bad', title: headline, detail: where })
  }
}
