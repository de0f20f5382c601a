import { workspaceId, type JobRef } from '../domain/refs.ts'
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
  status?: string | null
  createdTimeUtc?: string | null
  startTimeUtc?: string | null
  endTimeUtc?: string | null
  /** `target` is the name of the compute. */
  target?: string | null
  error?: { error: RunError } | null
  warnings?: Array<{ source?: string | null; message: string }> | null
  tags?: Record<string, string> | null
  properties?: Record<string, string> | null
  inputs?: Record<string, { assetId: string; type?: string | null }> | null
  outputs?: Record<string, { assetId: string; type?: string | null }> | null
  /**
   * File name → address that holds a signature. It expires, so ask for the details again rather than keep it, and
   * never store or show it. Filled while the job runs.
   */
  logFiles?: Record<string, string> | null
}

/** The run itself: what its details leave out, as far as we read it. */
export type Run = {
  runId: string
  /** Why a queued job still waits, in the words of the service. */
  queueingInfo?: { code?: string | null; message?: string | null; lastRefreshTimestamp?: string | null } | null
}

const runPath = ({ workspace, jobName }: JobRef) =>
  `/history/v1.0${workspaceId(workspace)}/runs/${encodeURIComponent(jobName)}`

export const runHistory = {
  get: async (ref: JobRef, signal?: AbortSignal) => (await dataPlane(ref.workspace)).get<Run>(runPath(ref), { signal }),
  details: async (ref: JobRef, signal?: AbortSignal) =>
    (await dataPlane(ref.workspace)).get<RunDetails>(`${runPath(ref)}/details`, { signal }),
}
