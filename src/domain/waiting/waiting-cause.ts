import type { ComputeResource, AmlComputeProperties } from '../../api/generated/arm.ts'
import { msOf } from '../../lib/dates.ts'
import { clusterOf, nodeCountsOf, provisioningStateOf, type NodeCounts } from '../compute-state.ts'
import { queueAhead, type ComputeQueue } from './compute-queue.ts'
import { quotaShortage, type QuotaShortage } from './core-quota.ts'
import type { WaitingFacts, WaitingJob } from './facts.ts'
import { nodeErrorsOf, type NodeError } from './node-errors.ts'

/** In an intersection it adds nothing. */
type Nothing = unknown
type Problem = Readonly<{ error: NodeError | undefined }>
type Resize = Readonly<{ here: number; target: number; since: number | undefined }>

/** What a job can wait for, each with what is known of it. */
type CauseData = {
  submitted: Nothing
  paused: Nothing
  /** Of the environment; the name of its build log, where there is one. */
  image: Readonly<{ log: string | undefined }>
  settingUp: Nothing
  computeMissing: Nothing
  computeChanging: Readonly<{ state: string }>
  computeDeleting: Nothing
  computeFailed: Readonly<{ state: string; message: string | undefined }>
  otherCompute: Readonly<{ computeType: string }>
  /** With the run history's words about it, where it has some. */
  serverless: Readonly<{ instanceType: string | undefined; tier: string | undefined; message: string | undefined }>
  /** The cluster's maximum is 0. */
  noNodesAllowed: Nothing
  moreThanMax: Readonly<{ max: number }>
  quota: Problem & Readonly<{ shortage: QuotaShortage | undefined }>
  lowPriorityCapacity: Problem & Readonly<{ preempted: number }>
  capacity: Problem
  nodeError: Problem
  allocating: Resize
  shrinking: Resize
  nodesPreparing: Readonly<{ preparing: number }>
  nodesBusy: Readonly<{ max: number }>
  nodesFree: Readonly<{ idle: number }>
  otherJobs: Readonly<{ queue: ComputeQueue }>
  /** The run history has words for it. */
  told: Readonly<{ message: string }>
  unknown: Nothing
}

export type CauseKind = keyof CauseData
export type CauseOf<K extends CauseKind> = Readonly<{ kind: K }> & CauseData[K]

/** What a job waits for. */
export type WaitingCause = { [K in CauseKind]: CauseOf<K> }[CauseKind]

/** A cause, and who is ahead on the same compute where that is known. */
export type Waiting = Readonly<{ cause: WaitingCause; queue: ComputeQueue | undefined }>

/**
 * Works out what a waiting job waits for. The nearer a cause is to what the service itself states, the sooner it
 * counts: the job's own status, then the state of its compute, then errors and quota, then the queue. Where nothing
 * states a cause it is unknown; none is made up.
 *
 * @param workspaceName whose own quota counts, too
 */
export function waitingOn(facts: WaitingFacts, workspaceName?: string): Waiting {
  const { job, onCompute } = facts
  const queue = onCompute && queueAhead(onCompute.data, job.data)
  return { cause: causeByStatus(facts) ?? causeByCompute(facts, queue, workspaceName), queue }
}

/** Statuses that say by themselves what the job waits for: compute, queue and quota have no part in it. */
const toldByStatus: ReadonlySet<string> = new Set(['NotStarted', 'Starting', 'Provisioning', 'Preparing', 'Paused'])

/** Whether the job waits for nodes, so that its compute is worth asking about. */
export const waitsForNodes = (status: string): boolean => !toldByStatus.has(status)

function causeByStatus({ job, logs, wasQueued }: WaitingFacts): WaitingCause | undefined {
  switch (job.data.status) {
    case 'NotStarted':
      return { kind: 'submitted' }
    case 'Paused':
      return { kind: 'paused' }
    case 'Preparing':
      return wasQueued ? { kind: 'settingUp' } : { kind: 'image', log: logs?.data.find(isBuildLog) }
    case 'Starting':
    case 'Provisioning':
      return wasQueued ? { kind: 'settingUp' } : { kind: 'submitted' }
    default:
      return undefined
  }
}

/** `azureml-logs/20_image_build_log.txt` is there while and after an image is built for the job. */
const isBuildLog = (name: string): boolean => /(?:^|\/)20_image_build_log\.txt$/.test(name)

function causeByCompute(facts: WaitingFacts, queue: ComputeQueue | undefined, workspaceName?: string): WaitingCause {
  const { job, compute, unanswered } = facts
  const { computeName, instanceType, tier } = job.data
  if (computeName === undefined) return { kind: 'serverless', instanceType, tier, message: messageOf(facts) }
  if (unanswered.some(({ source, why }) => source === 'compute' && why === 'missing')) return { kind: 'computeMissing' }
  if (!compute) return behind(queue) ?? told(facts)
  return (
    causeByState(compute.data) ??
    causeByCluster(facts, compute.data, queue, workspaceName) ??
    behind(queue) ??
    told(facts)
  )
}

const behind = (queue: ComputeQueue | undefined): WaitingCause | undefined =>
  queue && queue.ahead.length > 0 ? { kind: 'otherJobs', queue } : undefined

const messageOf = ({ queueing }: WaitingFacts): string | undefined => queueing?.data.message || undefined

/** What the run history says of the queue, where no more is known. */
function told(facts: WaitingFacts): WaitingCause {
  const message = messageOf(facts)
  return message !== undefined ? { kind: 'told', message } : { kind: 'unknown' }
}

function causeByState(compute: Pick<ComputeResource, 'properties'>): WaitingCause | undefined {
  const state = provisioningStateOf(compute)
  if (state === 'Deleting') return { kind: 'computeDeleting' }
  if (state === 'Creating' || state === 'Updating') return { kind: 'computeChanging', state }
  if (state === 'Failed' || state === 'Canceled') {
    const message = compute.properties?.provisioningErrors?.[0]?.error?.message
    return { kind: 'computeFailed', state, message }
  }
  if (clusterOf(compute)) return undefined
  return { kind: 'otherCompute', computeType: compute.properties?.computeType ?? 'Unknown' }
}

function causeByCluster(
  facts: WaitingFacts,
  compute: Pick<ComputeResource, 'properties'>,
  queue: ComputeQueue | undefined,
  workspaceName?: string,
): WaitingCause | undefined {
  const cluster = clusterOf(compute)
  if (!cluster) return undefined
  const { nodes } = facts.job.data
  const counts = nodeCountsOf(cluster)
  const isFirst = queue !== undefined && queue.ahead.every(({ isRunning }) => isRunning)
  if (counts.max === 0) return { kind: 'noNodesAllowed' }
  if (nodes > counts.max) return { kind: 'moreThanMax', max: counts.max }
  if (isFirst && counts.idle >= nodes) return { kind: 'nodesFree', idle: counts.idle }
  if (counts.current < counts.max) return causeOfFewNodes(facts, cluster, counts, workspaceName)
  if (isFirst && counts.preparing > 0) return { kind: 'nodesPreparing', preparing: counts.preparing }
  // Named jobs tell more than the number of nodes that they have.
  return behind(queue) ?? (counts.idle === 0 ? { kind: 'nodesBusy', max: counts.max } : undefined)
}

/** Why a cluster that may grow has not. */
function causeOfFewNodes(
  { job, usages, sizes }: WaitingFacts,
  cluster: AmlComputeProperties,
  counts: NodeCounts,
  workspaceName?: string,
): WaitingCause | undefined {
  const { current, target, idle, preparing, max } = counts
  const isGrowing = cluster.allocationState === 'Resizing' && target > current
  const coming = preparing + (isGrowing ? target - current : 0)
  const missing = Math.min(job.data.nodes - idle - coming, max - current)
  const shortage =
    usages && sizes ? quotaShortage(cluster, missing, { usages: usages.data, sizes, workspaceName }) : undefined
  const error = nodeErrorsOf(cluster)[0]
  const since = msOf(cluster.allocationStateTransitionTime)

  if (shortage) return { kind: 'quota', shortage, error }
  // Errors are those of the last attempt; while a new one is under way they are history.
  if (isGrowing) return { kind: 'allocating', here: current, target, since }
  if (preparing > 0) return { kind: 'nodesPreparing', preparing }
  if (error) return causeOfError(error, cluster)
  const preempted = cluster.nodeStateCounts?.preemptedNodeCount ?? 0
  if (preempted > 0) return { kind: 'lowPriorityCapacity', preempted, error: undefined }
  if (cluster.allocationState === 'Resizing' && target < current)
    return { kind: 'shrinking', here: current, target, since }
  return undefined
}

function causeOfError(error: NodeError, cluster: AmlComputeProperties): WaitingCause {
  if (error.kind === 'quota' || error.kind === 'lowPriorityQuota') return { kind: 'quota', shortage: undefined, error }
  if (error.kind === 'other') return { kind: 'nodeError', error }
  const preempted = cluster.nodeStateCounts?.preemptedNodeCount ?? 0
  return cluster.vmPriority === 'LowPriority'
    ? { kind: 'lowPriorityCapacity', preempted, error }
    : { kind: 'capacity', error }
}

/**
 * Whether quota may be what a job waits for, so that asking for it is worth two requests: its cluster may have more
 * nodes, has none to spare, and no new ones are on their way.
 */
export function quotaMatters(job: Pick<WaitingJob, 'nodes'>, compute: Pick<ComputeResource, 'properties'>): boolean {
  const cluster = clusterOf(compute)
  if (!cluster || provisioningStateOf(compute) !== 'Succeeded') return false
  const { current, target, max, idle, preparing } = nodeCountsOf(cluster)
  if (current >= max || idle + preparing >= job.nodes) return false
  return nodeErrorsOf(cluster).length > 0 || target <= current
}
