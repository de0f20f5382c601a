import { msOf } from '../../lib/dates.ts'
import { isTerminal } from '../job-status.ts'
import type { ListedRun, RunList, WaitingJob } from './facts.ts'

/** A job on the same compute that came first, or that has what this one waits for. */
export type JobAhead = Readonly<{
  name: string
  title: string
  status: string
  /** It has nodes; otherwise it waits as well. */
  isRunning: boolean
  /** Since when, in milliseconds: its start, or its submission. */
  since: number | undefined
  nodes: number
}>

/** The jobs ahead of one on its compute: those that run, longest first, then those that wait, in order of submission. */
export type ComputeQueue = Readonly<{
  ahead: readonly JobAhead[]
  /** The service has further pages and the job was not on those read, so more may be ahead. */
  isPartial: boolean
}>

/** A parent of other runs stands beside them in the list and has no node of its own. */
const parentTypes: ReadonlySet<string> = new Set(['hyperdrive', 'azureml.pipelinerun', 'azureml.pipeline'])

/** These keep nodes; the others before the end wait for some, or for an image. */
const withNodes: ReadonlySet<string> = new Set(['Running', 'Finalizing', 'CancelRequested', 'NotResponding'])

/**
 * Who is ahead of a job on its compute. Whoever has nodes is ahead, whenever it came; of those that wait, the ones
 * submitted before. The service promises no order of its queue, so this is an order of submission and no more.
 *
 * @param list the runs on the compute, oldest first; those that ended are passed over
 */
export function queueAhead(list: RunList, job: Pick<WaitingJob, 'name' | 'submittedAt'>): ComputeQueue {
  const own = list.runs.find(({ runId }) => runId === job.name)
  const submittedAt = msOf(own?.createdTimeUtc) ?? job.submittedAt
  const ahead = list.runs
    .filter((run) => run.runId !== job.name && run.parentRunId !== job.name && takesNodes(run))
    .map(toJobAhead)
    .filter(({ isRunning, since }) => isRunning || isBefore(since, submittedAt))
  return {
    ahead: ahead.toSorted(
      (a, b) => Number(b.isRunning) - Number(a.isRunning) || (a.since ?? 0) - (b.since ?? 0) || byName(a, b),
    ),
    isPartial: list.hasMore && own === undefined,
  }
}

const byName = (a: JobAhead, b: JobAhead) => (a.name < b.name ? -1 : 1)

const isBefore = (since: number | undefined, submittedAt: number | undefined) =>
  since !== undefined && submittedAt !== undefined && since < submittedAt

const takesNodes = ({ status, runType }: ListedRun) =>
  !isTerminal(status ?? 'Unknown') && !parentTypes.has((runType ?? '').toLowerCase())

function toJobAhead(run: ListedRun): JobAhead {
  const isRunning = withNodes.has(run.status ?? '')
  return {
    name: run.runId,
    title: run.displayName || run.runId,
    status: run.status ?? 'Unknown',
    isRunning,
    since: msOf(isRunning ? (run.startTimeUtc ?? run.createdTimeUtc) : run.createdTimeUtc),
    nodes: run.compute?.instanceCount ?? 1,
  }
}

/** The place of a job among those that wait, from 1 on, by time of submission; undefined where not all are known. */
export const placeInLine = ({ ahead, isPartial }: ComputeQueue): number | undefined =>
  isPartial ? undefined : ahead.filter(({ isRunning }) => !isRunning).length + 1
