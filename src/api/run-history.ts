import { workspaceId, type ComputeRef, type JobRef, type WorkspaceRef } from '../domain/refs.ts'
import { followUp } from './arm-client.ts'
import { dataPlane } from './data-plane.ts'

/** What went wrong in a job, in the words of the service; inner errors say more. */
export type RunError = {
  code?: string
  message?: string
  target?: string | null
  details?: RunError[] | null
  innerError?: RunError | null
}

/** The history of a job, as far as we read it. Fields the service has not filled in are missing or null. */
export type RunDetails = {
  runId: string
  /** The sweep that a trial belongs to. */
  parentRunId?: string | null
  /** Who changed the run last: of one that was cancelled, whoever cancelled it. */
  lastModifiedBy?: { userName?: string | null } | null
  status?: string | null
  createdTimeUtc?: string | null
  startTimeUtc?: string | null
  endTimeUtc?: string | null
  /** `target` is the name of the compute. */
  target?: string | null
  /** What it runs on; `vmSize` is missing where the service chose it or cannot know it. `priority` as of a compute. */
  compute?: {
    target?: string | null
    vmSize?: string | null
    instanceCount?: number | null
    priority?: string | null
    region?: string | null
  } | null
  error?: { error: RunError } | null
  warnings?: Array<{ source?: string | null; message: string }> | null
  tags?: Record<string, string> | null
  properties?: Record<string, string> | null
  inputs?: Record<string, { assetId: string; type?: string | null }> | null
  /** `assetId` is missing until the output is registered, and for good where it is not to be. */
  outputs?: Record<string, { assetId?: string | null; type?: string | null } | null> | null
  /**
   * File name → address that holds a signature. It expires, so ask for the details again rather than keep it, and
   * never store or show it. Filled while the job runs.
   */
  logFiles?: Record<string, string> | null
}

/** The run itself, as far as we read it. */
export type Run = {
  runId: string
  /** The sweep that a trial belongs to. */
  parentRunId?: string | null
  experimentId?: string | null
  /** `azureml.commandrun`, `hyperdrive` … */
  runType?: string | null
  compute?: { instanceCount?: number | null } | null
  displayName?: string | null
  status?: string | null
  createdTimeUtc?: string | null
  startTimeUtc?: string | null
  endTimeUtc?: string | null
  tags?: Record<string, string> | null
  properties?: Record<string, string> | null
  error?: { error: RunError } | null
  /** Why it was stopped, where something else than a person stopped it. */
  cancelationReason?: string | null
  /** Why a queued job still waits, in the words of the service. */
  queueingInfo?: { code?: string | null; message?: string | null; lastRefreshTimestamp?: string | null } | null
}

const historyPath = (workspace: WorkspaceRef) => `/history/v1.0${workspaceId(workspace)}`

const runPath = ({ workspace, jobName }: JobRef) => `${historyPath(workspace)}/runs/${encodeURIComponent(jobName)}`

type RunPage = { value: Run[]; nextLink?: string | null; continuationToken?: string | null }

/** A page of runs, and whether there are further ones. */
export type RunList = { runs: Run[]; hasMore: boolean }

/** Which runs, and in which order, as OData words it: `status eq 'Running'`, `createdTimeUtc desc`. */
export type RunQuery = Readonly<{ filter: string; orderBy: string; top: number }>

const toRunList = ({ value, nextLink, continuationToken }: RunPage): RunList => ({
  runs: value,
  hasMore: Boolean(nextLink ?? continuationToken),
})

/** Far more trials than a sweep can have (1,000); a server that repeats a link must not keep a page busy for ever. */
const mostPages = 100

export const runHistory = {
  /** The trials of a sweep, in the order they were begun. */
  async children(ref: JobRef, signal?: AbortSignal): Promise<Run[]> {
    const client = await dataPlane(ref.workspace)
    const runs: Run[] = []
    let page = await client.get<RunPage>(`${runPath(ref)}/children`, { signal })
    runs.push(...page.value)
    for (let pages = 1; page.nextLink && pages < mostPages; pages += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each page names the next one
      page = await client.get<RunPage>(page.nextLink, followUp({ signal }))
      runs.push(...page.value)
    }
    return runs
  },
  get: async (ref: JobRef, signal?: AbortSignal) => (await dataPlane(ref.workspace)).get<Run>(runPath(ref), { signal }),
  details: async (ref: JobRef, signal?: AbortSignal) =>
    (await dataPlane(ref.workspace)).get<RunDetails>(`${runPath(ref)}/details`, { signal }),
  /** One page of the runs on a compute. */
  async onCompute({ workspace, computeName }: ComputeRef, query: RunQuery, signal?: AbortSignal): Promise<RunList> {
    const client = await dataPlane(workspace)
    const { filter, orderBy, top } = query
    return toRunList(
      await client.get<RunPage>(`${historyPath(workspace)}/computes/${encodeURIComponent(computeName)}/runs`, {
        query: { $filter: filter, $orderby: orderBy, $top: top },
        signal,
      }),
    )
  },
  /** One page of the runs of an experiment. */
  async ofExperiment(
    workspace: WorkspaceRef,
    experimentId: string,
    query: RunQuery,
    signal?: AbortSignal,
  ): Promise<RunList> {
    const client = await dataPlane(workspace)
    const path = `${historyPath(workspace)}/experimentids/${encodeURIComponent(experimentId)}/runs:query`
    return toRunList(await client.post<RunPage>(path, query, { signal }))
  },
}
