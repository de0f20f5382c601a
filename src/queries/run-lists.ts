import { queryOptions } from '@tanstack/react-query'
import { runHistory } from '../api/run-history.ts'
import { finalStatuses } from '../domain/job-status.ts'
import type { ComputeRef, WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

/** What was usual yesterday is so today. */
const usualStaleTime = 10 * 60_000

/** Enough to tell what is usual, and few enough for one quick answer. */
const usualRuns = 50

/** What has not ended is what has none of these: a status that is new to us is among it. */
const unfinished = finalStatuses.map((status) => `status ne '${status}'`).join(' and ')
const ended = finalStatuses.map((status) => `status eq '${status}'`).join(' or ')

const listKey = (workspace: WorkspaceRef) => ['run-lists', workspaceKey(workspace)] as const

/** Runs of many jobs at once, each list in one request. */
export const runListQueries = {
  /** The runs on a compute that have not ended, oldest first: those ahead of a job come before it. */
  unfinishedOn: (compute: ComputeRef) =>
    queryOptions({
      queryKey: [...listKey(compute.workspace), 'unfinished', compute.computeName.toLowerCase()],
      queryFn: ({ signal }) =>
        runHistory.onCompute(compute, { filter: unfinished, orderBy: 'createdTimeUtc asc', top: 100 }, signal),
    }),
  /** The newest runs on a compute that have ended: how long jobs usually wait there. */
  endedOn: (compute: ComputeRef) =>
    queryOptions({
      queryKey: [...listKey(compute.workspace), 'ended', compute.computeName.toLowerCase()],
      queryFn: ({ signal }) =>
        runHistory.onCompute(compute, { filter: ended, orderBy: 'createdTimeUtc desc', top: usualRuns }, signal),
      staleTime: usualStaleTime,
      gcTime: usualStaleTime,
    }),
  /** The newest runs of an experiment that completed: how long jobs of its kind usually run. */
  completedIn: (workspace: WorkspaceRef, experimentId: string) =>
    queryOptions({
      queryKey: [...listKey(workspace), 'completed', experimentId],
      queryFn: ({ signal }) =>
        runHistory.ofExperiment(
          workspace,
          experimentId,
          { filter: "status eq 'Completed'", orderBy: 'createdTimeUtc desc', top: usualRuns },
          signal,
        ),
      staleTime: usualStaleTime,
      gcTime: usualStaleTime,
    }),
}
