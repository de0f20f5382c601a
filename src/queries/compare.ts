import { queryOptions, type InfiniteData, type QueryClient } from '@tanstack/react-query'
import type { Page } from '../api/arm-client.ts'
import type { JobResource } from '../api/jobs.ts'
import { comparableFacts } from '../domain/compare/comparable-facts.ts'
import type { ComparedJob } from '../domain/compare/compared-job.ts'
import { experimentOf } from '../domain/job-experiment.ts'
import { isTerminal } from '../domain/job-status.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { jobKeys, jobQueries } from './jobs.ts'
import { loggedOf, readRuns } from './logged-values.ts'
import { workspaceKey } from './workspace-key.ts'

/** What has been read so far of the jobs of a comparison. It grows while it is read. */
export type Comparison = Readonly<{
  /** Those that were read, in the order of the names. */
  jobs: readonly ComparedJob[]
  /** Those that cannot be read, with what the service says of it. */
  failures: readonly JobFailure[]
  /** Of how many names there is an answer, and of how many there will be one. */
  read: number
  total: number
  /** Why nothing that runs logged is known; undefined when it is known or still asked for. */
  loggedError: unknown
  /** Of jobs that have not ended, what their runs said last: another word means that the job is to be read again. */
  runStatuses: ReadonlyMap<string, string>
  /** Names of jobs whose runs were read after their end: nothing of them can change. */
  settled: ReadonlySet<string>
}>

type JobFailure = Readonly<{ name: string; error: unknown }>

const hasEnded = ({ resource }: ComparedJob) => isTerminal(resource.properties.status ?? 'Unknown')

/** Whether any of the jobs can still change. */
export const movesStill = ({ jobs }: Comparison): boolean => jobs.some((job) => !hasEnded(job))

const compareKey = (workspace: WorkspaceRef) => ['compare', workspaceKey(workspace)] as const

export const compareQueries = {
  /**
   * Jobs by their names. `data` is there, and grows, before the query is done: see `read` of `total`. Asked again, it
   * looks at jobs that have not ended, by one search for all of their runs, and reads a job whose run has come to
   * another status; jobs that have ended are never asked for again.
   */
  jobs: (client: QueryClient, workspace: WorkspaceRef, names: readonly string[]) => {
    const queryKey = [...compareKey(workspace), names] as const
    return queryOptions({
      queryKey,
      queryFn: ({ signal }): Promise<Comparison> =>
        readComparison(client, workspace, names, {
          before: client.getQueryData<Comparison>(queryKey),
          tell: (part) => client.setQueryData<Comparison>(queryKey, part),
          signal,
        }),
      // What has not changed is handed on as it is; the rest holds maps, which cannot be merged.
      structuralSharing: false,
    })
  },
}

/** Forgets why jobs could not be read, and asks for them again. */
export async function forgetFailures(
  client: QueryClient,
  workspace: WorkspaceRef,
  names: readonly string[],
): Promise<void> {
  const queryKey = [...compareKey(workspace), names]
  client.setQueryData<Comparison>(queryKey, (data) => data && { ...data, failures: [], loggedError: undefined })
  await client.refetchQueries({ queryKey })
}

/** Requests for single jobs under way at once: other parts of the page get through. */
const mostAtOnce = 6
/** Between two states of a comparison that grows: each is drawn. */
const tellEveryMs = 200

type Reading = Readonly<{
  before: Comparison | undefined
  tell: (part: Comparison) => void
  signal: AbortSignal
}>

async function readComparison(
  client: QueryClient,
  workspace: WorkspaceRef,
  names: readonly string[],
  { before, tell, signal }: Reading,
): Promise<Comparison> {
  const { jobs, settled } = knownJobs(client, workspace)
  for (const job of before?.jobs ?? []) jobs.set(job.name, job)
  for (const name of before?.settled ?? []) settled.add(name)
  const failures = new Map(before?.failures.map((failure) => [failure.name, failure]))
  let loggedError: unknown
  let runStatuses: Comparison['runStatuses'] = before?.runStatuses ?? new Map<string, string>()

  const state = (): Comparison => {
    const found = names.flatMap((name) => jobs.get(name) ?? [])
    const failed = names.flatMap((name) => failures.get(name) ?? [])
    const read = found.length + failed.length
    return { jobs: found, failures: failed, read, total: names.length, loggedError, runStatuses, settled }
  }
  const readJob = async (jobName: string) => {
    signal.throwIfAborted()
    try {
      const resource = await client.query({ ...jobQueries.detail({ workspace, jobName }), staleTime: 0 })
      jobs.set(jobName, { name: jobName, resource, logged: jobs.get(jobName)?.logged })
    } catch (error) {
      // A look that fails at a job that is known takes nothing away: the next one may succeed.
      if (!jobs.has(jobName)) failures.set(jobName, { name: jobName, error })
    }
  }

  const unread = names.filter((name) => !jobs.has(name) && !failures.has(name))
  let toldAt = performance.now()
  if (!before && unread.length < names.length) tell(state())
  await mapConcurrent(unread, mostAtOnce, async (name) => {
    await readJob(name)
    if (performance.now() - toldAt < tellEveryMs) return
    toldAt = performance.now()
    tell(state())
  })
  if (unread.length > 0) tell(state())

  const asked = state().jobs.filter(({ name }) => !settled.has(name))
  try {
    const runs = await readRuns(
      client,
      workspace,
      asked.map(({ name, resource }) => ({ name, experimentName: experimentOf(resource) })),
      signal,
    )
    for (const job of asked) {
      const run = runs.get(job.name)
      const logged = run && loggedOf(run, job.logged)
      if (logged && logged !== job.logged) jobs.set(job.name, { ...job, logged })
      // A run that is not there although its job has ended will never be.
      if (hasEnded(job)) settled.add(job.name)
    }
    const statusOf = ({ name }: ComparedJob) => runs.get(name)?.info.status
    const moved = asked.filter((job) => {
      if (hasEnded(job) || unread.includes(job.name)) return false
      const status = statusOf(job)
      return status === undefined || endedRun.has(status) || status !== runStatuses.get(job.name)
    })
    runStatuses = new Map(asked.map((job) => [job.name, statusOf(job) ?? '']))
    await mapConcurrent(moved, mostAtOnce, ({ name }) => readJob(name))
    await gatherFacts(state().jobs, signal)
  } catch (error) {
    if (signal.aborted) throw error
    loggedError = error
  }
  return state()
}

/** Milliseconds that a page can miss without being felt, on a slow machine, too. */
const sliceMs = 8

/** Gathers the facts of jobs before they are drawn: of a hundred jobs in one go it would hold the page up. */
async function gatherFacts(jobs: readonly ComparedJob[], signal: AbortSignal): Promise<void> {
  let begun = performance.now()
  for (const job of jobs) {
    signal.throwIfAborted()
    comparableFacts(job)
    if (performance.now() - begun < sliceMs) continue
    // oxlint-disable-next-line no-await-in-loop -- the page draws and answers in between
    await new Promise((resolve) => setTimeout(resolve))
    begun = performance.now()
  }
}

/** MLflow's words for a run that has ended. */
const endedRun: ReadonlySet<string> = new Set(['FINISHED', 'FAILED', 'KILLED'])

/** Jobs that have ended are what they were wherever they were read: in a list, on their page, in another comparison. */
function knownJobs(client: QueryClient, workspace: WorkspaceRef) {
  const jobs = new Map<string, ComparedJob>()
  const settled = new Set<string>()
  for (const [, data] of client.getQueriesData<CachedJobs>({ queryKey: jobKeys.all(workspace) })) {
    for (const resource of jobsIn(data)) {
      const job = { name: resource.name, resource, logged: undefined }
      if (hasEnded(job)) jobs.set(job.name, job)
    }
  }
  for (const [, data] of client.getQueriesData<Comparison>({ queryKey: compareKey(workspace) })) {
    for (const job of data?.jobs ?? []) {
      if (!data?.settled.has(job.name)) continue
      jobs.set(job.name, job)
      settled.add(job.name)
    }
  }
  return { jobs, settled }
}

/** What is kept under the key of jobs, see `jobQueries`: lists in pages, a page, a job. */
type CachedJobs = InfiniteData<Page<JobResource>> | Page<JobResource> | JobResource

function jobsIn(data: CachedJobs | undefined): readonly JobResource[] {
  if (!data) return []
  if ('pages' in data) return data.pages.flatMap(({ value }) => value)
  return 'value' in data ? data.value : [data]
}
