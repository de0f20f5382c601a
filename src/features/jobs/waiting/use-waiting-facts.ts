import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { ComputeResource } from '../../../api/computes.ts'
import type { JobResource } from '../../../api/jobs.ts'
import type { RunDetails } from '../../../api/run-history.ts'
import { workOf } from '../../../domain/job-work.ts'
import type { JobRef } from '../../../domain/refs.ts'
import type { FactSource, Told, Unanswered, WaitingFacts, WaitingJob } from '../../../domain/waiting/facts.ts'
import { wasSeenQueued } from '../../../domain/waiting/job-phases.ts'
import type { SeenStatus } from '../../../domain/waiting/seen-statuses.ts'
import { quotaMatters, waitsForNodes } from '../../../domain/waiting/waiting-cause.ts'
import { computeQueries } from '../../../queries/computes.ts'
import { jobQueries } from '../../../queries/jobs.ts'
import { runListQueries } from '../../../queries/run-lists.ts'
import { runQueries } from '../../../queries/run.ts'
import { usageQueries, vmSizeQueries } from '../../../queries/vm-sizes.ts'
import { whyNoAnswer } from '../../../queries/why-no-answer.ts'
import { computeNameOf, jobStatus } from '../job-list.ts'
import { runTimes } from '../job-work.ts'

const queueMs = 5_000
const quotaMs = 15_000
/** What was refused is asked for again seldom: roles change, but not by the second. */
const refusedMs = 60_000

type PollState = Readonly<{ state: Readonly<{ error: unknown }> }>
const every =
  (ms: number) =>
  ({ state }: PollState) =>
    state.error ? refusedMs : ms

export type WaitingWorld = Readonly<{ facts: WaitingFacts; compute: ComputeResource | undefined }>

/**
 * What can be known of a job that waits: each fact by one request every few seconds while it matters. What does not
 * come is left out of the facts and named among them.
 */
export function useWaitingFacts(
  ref: JobRef,
  job: JobResource,
  details: UseQueryResult<RunDetails>,
  seen: readonly SeenStatus[],
): WaitingWorld {
  const { workspace } = ref
  const waiting = waitingJob(job, details.data)
  const enabled = waitsForNodes(waiting.status)
  const onCluster = enabled && waiting.computeName !== undefined
  const compute = { workspace, computeName: waiting.computeName ?? '' }

  // Its answers are the page's own; this only hears of them.
  const jobQuery = useQuery({ ...jobQueries.detail(ref), enabled: false })
  const run = useQuery({ ...runQueries.run(ref), enabled, refetchInterval: every(queueMs) })
  const computeQuery = useQuery({
    ...computeQueries.detail(compute),
    enabled: onCluster,
    refetchInterval: every(queueMs),
  })
  const others = useQuery({
    ...runListQueries.unfinishedOn(compute),
    enabled: onCluster,
    refetchInterval: every(queueMs),
  })
  const location = computeQuery.data?.location ?? ''
  const asksQuota =
    onCluster && location !== '' && computeQuery.data !== undefined && quotaMatters(waiting, computeQuery.data)
  const usages = useQuery({
    ...usageQueries.list(workspace, location),
    enabled: asksQuota,
    staleTime: queueMs,
    refetchInterval: every(quotaMs),
  })
  const sizes = useQuery({ ...vmSizeQueries.list(workspace, location), enabled: asksQuota })

  const told: WaitingFacts = {
    job: { data: waiting, at: jobQuery.dataUpdatedAt },
    wasQueued: wasSeenQueued(seen),
    queueing: enabled && run.data?.queueingInfo ? { data: run.data.queueingInfo, at: run.dataUpdatedAt } : undefined,
    logs: details.data && { data: Object.keys(details.data.logFiles ?? {}), at: details.dataUpdatedAt },
    compute: onCluster ? tellOf(computeQuery) : undefined,
    onCompute: onCluster ? tellOf(others) : undefined,
    usages: asksQuota ? tellOf(usages) : undefined,
    sizes: sizes.data,
    unanswered: [
      ...gapOf('runHistory', enabled, run),
      ...gapOf('compute', onCluster, computeQuery),
      ...gapOf('computeRuns', onCluster, others),
      ...gapOf('usages', asksQuota, usages.error ? usages : sizes),
    ],
  }
  return { facts: told, compute: onCluster ? computeQuery.data : undefined }
}

type Answer<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'dataUpdatedAt'>

/** The last answer; none where the service now says that the thing is gone. */
const tellOf = <T>({ data, error, dataUpdatedAt }: Answer<T>): Told<T> | undefined =>
  data === undefined || (error && whyNoAnswer(error) === 'missing') ? undefined : { data, at: dataUpdatedAt }

/** What could not be learned. An older answer that could not be refreshed is shown with its time instead. */
function gapOf(source: FactSource, enabled: boolean, { data, error }: Answer<unknown>): Unanswered[] {
  if (!enabled || !error) return []
  const why = whyNoAnswer(error)
  return data === undefined || why === 'missing' ? [{ source, why }] : []
}

function waitingJob(job: JobResource, details: RunDetails | undefined): WaitingJob {
  const { properties } = job
  const { instanceCount, instanceType } = workOf(job)?.resources ?? {}
  const tier = 'queueSettings' in properties ? properties.queueSettings?.jobTier : undefined
  return {
    name: job.name,
    status: jobStatus(job),
    computeName: computeNameOf(job),
    nodes: instanceCount ?? 1,
    instanceType: instanceType ?? undefined,
    tier,
    submittedAt: runTimes(job, details).submittedAt,
  }
}
