import type { ComputeResource, Usage, VirtualMachineSize } from '../../api/generated/arm.ts'

/** An answer of the service and when it came, in milliseconds since 1970: what is made of it says so. */
export type Told<T> = Readonly<{ data: T; at: number }>

/** What can be asked about a job that waits. */
export type FactSource = 'runHistory' | 'compute' | 'computeRuns' | 'usages'

/** A question without an answer: the role does not allow it, the thing is not there, or nothing came back. */
export type Unanswered = Readonly<{ source: FactSource; why: 'refused' | 'missing' | 'silent' }>

/** What the job's own resource says that matters while it waits. */
export type WaitingJob = Readonly<{
  name: string
  status: string
  /** Name of the compute; undefined is serverless. */
  computeName: string | undefined
  /** Nodes that it needs at once. */
  nodes: number
  /** VM size and tier of a serverless job, where it asks for some. */
  instanceType?: string | undefined
  tier?: string | undefined
  /** In milliseconds, as the other times. */
  submittedAt: number | undefined
}>

/** A run as run history lists it, as far as queues and durations go. */
export type ListedRun = Readonly<{
  runId: string
  displayName?: string | null
  status?: string | null
  runType?: string | null
  parentRunId?: string | null
  createdTimeUtc?: string | null
  startTimeUtc?: string | null
  endTimeUtc?: string | null
  compute?: Readonly<{ instanceCount?: number | null }> | null
}>

/** Runs of one list, and whether the service has further pages of them. */
export type RunList = Readonly<{ runs: readonly ListedRun[]; hasMore: boolean }>

/** Why a job waits in the words of the service. */
export type QueueingInfo = Readonly<{ code?: string | null; message?: string | null }>

/** All that is known of a job that waits. What was not asked or not answered is left out. */
export type WaitingFacts = Readonly<{
  job: Told<WaitingJob>
  queueing?: Told<QueueingInfo> | undefined
  /** Names of the job's log files. */
  logs?: Told<readonly string[]> | undefined
  /** The job has waited for nodes before: what comes now is the set-up of its nodes. */
  wasQueued: boolean
  compute?: Told<Pick<ComputeResource, 'properties'>> | undefined
  /** Runs on the same compute that have not ended. */
  onCompute?: Told<RunList> | undefined
  usages?: Told<readonly Usage[]> | undefined
  sizes?: readonly VirtualMachineSize[] | undefined
  unanswered: readonly Unanswered[]
}>
