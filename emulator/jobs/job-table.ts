import type { DatabaseSync } from 'node:sqlite'
import type { ServiceFailure } from '../contracts.ts'
import { resourceKey } from '../store.ts'
import type { FailureKind } from './asked-failure.ts'

/**
 * The statuses that the local runner gives a job; the service knows more. Building is one of ours: the job has no node
 * and waits for its environment, for which ARM has the same word as for a job that is prepared on its node.
 */
export type JobPhase =
  | 'Building'
  | 'Queued'
  | 'Preparing'
  | 'Running'
  | 'Finalizing'
  | 'CancelRequested'
  | 'Completed'
  | 'Failed'
  | 'Canceled'

/** A phase as ARM shows it. */
export const statusOf = (phase: JobPhase) => (phase === 'Building' ? 'Preparing' : phase)

const finalPhases: readonly string[] = ['Completed', 'Failed', 'Canceled'] satisfies JobPhase[]
export const isFinal = (phase: string) => finalPhases.includes(phase)

/** Why the runner itself ended a job's process: for one of its own reasons, or in a way that the job asked for. */
export type StopReason = 'cancel' | 'timeout' | 'shutdown' | FailureKind

export type JobRow = {
  seq: number
  workspaceId: string
  jobName: string
  /** ARM id of the compute as the job gives it; null is serverless. */
  computeId: string | null
  /** Ids of its nodes, separated by commas; null while it has none, and on serverless compute. */
  nodeIds: string | null
  /** How many nodes it needs. */
  instanceCount: number
  phase: JobPhase
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  pid: number | null
  /** Tells the process apart from a later one with the same pid, see `processIdentity`. */
  processStart: string | null
  stopReason: StopReason | null
  errorCode: string | null
  errorMessage: string | null
  /** What else there is to a `ServiceFailure`, as JSON. */
  errorMore: string | null
  /** How often it had to begin again because its nodes were taken away. */
  retries: number
  /** Why something else than a person cancelled it. */
  cancelationReason: string | null
}

type Changes = Partial<Omit<JobRow, 'seq' | 'workspaceId' | 'jobName' | 'computeId' | 'createdAt' | 'instanceCount'>>

const columns = {
  seq: 'seq',
  workspaceId: 'workspace_id',
  jobName: 'job_name',
  computeId: 'compute_id',
  nodeIds: 'node_id',
  instanceCount: 'instance_count',
  phase: 'phase',
  createdAt: 'created_at',
  startedAt: 'started_at',
  endedAt: 'ended_at',
  pid: 'pid',
  processStart: 'process_start',
  stopReason: 'stop_reason',
  errorCode: 'error_code',
  errorMessage: 'error_message',
  errorMore: 'error_more',
  retries: 'retries',
  cancelationReason: 'cancelation_reason',
} satisfies Record<keyof JobRow, string>

const selected = Object.entries(columns)
  .map(([field, column]) => `${column} as ${field}`)
  .join(', ')

/** Nodes that a job has on its compute. */
export const nodesOf = ({ nodeIds }: JobRow): string[] => nodeIds?.split(',') ?? []

/** Columns that data folders of earlier versions lack. */
const laterColumns: Readonly<Record<string, string>> = {
  instance_count: 'integer not null default 1',
  error_more: 'text',
  retries: 'integer not null default 0',
  cancelation_reason: 'text',
}

function addMissingColumns(db: DatabaseSync) {
  const has = db.prepare("select 1 from pragma_table_info('job_run') where name = ?")
  for (const [name, type] of Object.entries(laterColumns)) {
    if (!has.get(name)) db.exec(`alter table job_run add column ${name} ${type}`)
  }
}

/** Why a job failed; undefined when it has not. */
export function failureIn({ errorCode, errorMessage, errorMore }: JobRow): ServiceFailure | undefined {
  if (errorCode === null || errorMessage === null) return undefined
  // All three were written by failureColumns() below.
  const more = JSON.parse(errorMore ?? '{}') as Partial<ServiceFailure>
  return { ...more, code: errorCode as ServiceFailure['code'], message: errorMessage }
}

export function failureColumns({ code, message, ...more }: ServiceFailure) {
  const errorMore = Object.keys(more).length === 0 ? null : JSON.stringify(more)
  return { errorCode: code, errorMessage: message, errorMore }
}

/**
 * What the runner knows of each job: its place in the queue, its process, its times and its end. `seq` rises by
 * submission and is never used again, so it also names the job's folder.
 */
export type JobTable = ReturnType<typeof createJobTable>

export function createJobTable(db: DatabaseSync) {
  db.exec(`create table if not exists job_run(
    seq integer primary key autoincrement,
    workspace_key text not null, workspace_id text not null, job_name text not null,
    compute_key text, compute_id text, node_id text, phase text not null,
    created_at integer not null, started_at integer, ended_at integer,
    pid integer, process_start text, stop_reason text, error_code text, error_message text,
    instance_count integer not null default 1, error_more text,
    retries integer not null default 0, cancelation_reason text, unique(workspace_key, job_name)
  ) strict;
  create index if not exists job_run_queue on job_run(phase, compute_key, seq);
  create index if not exists job_run_node on job_run(compute_key) where node_id is not null;`)
  addMissingColumns(db)
  const insert = db.prepare(`insert into job_run(workspace_key, workspace_id, job_name, compute_key, compute_id, phase,
    created_at, instance_count) values(?, ?, ?, ?, ?, 'Queued', ?, ?)`)
  const get = db.prepare(`select ${selected} from job_run where workspace_key = ? and job_name = ?`)
  const bySeq = db.prepare(`select ${selected} from job_run where seq = ?`)
  const building = db.prepare(`select ${selected} from job_run where phase = 'Building' order by seq`)
  const remove = db.prepare('delete from job_run where workspace_key = ? and job_name = ?')
  const heads = db.prepare(`select ${selected} from job_run where seq in (
    select min(seq) from job_run where phase = 'Queued' group by coalesce(compute_key, workspace_key)) order by seq`)
  const onNodes = db.prepare(`select ${selected} from job_run where compute_key = ? and node_id is not null`)
  const waiting = db.prepare(
    "select coalesce(sum(instance_count), 0) as n from job_run where phase = 'Queued' and compute_key = ?",
  )
  const serverless =
    db.prepare(`select coalesce(sum(instance_count), 0) as n from job_run where compute_key is null and workspace_key = ?
    and phase in ('Preparing', 'Running', 'Finalizing', 'CancelRequested')`)
  const unfinished = db.prepare(
    `select ${selected} from job_run where phase not in ('Completed', 'Failed', 'Canceled') order by seq`,
  )
  const onCompute = db.prepare(
    `select ${selected} from job_run where compute_key = ? and phase not in ('Completed', 'Failed', 'Canceled')
     order by seq`,
  )
  const ahead = db.prepare(`select count(*) as n from job_run where phase = 'Queued' and seq < ? and compute_key is ?
    and (compute_key is not null or workspace_key = ?)`)
  // Rows have exactly the fields of `selected`.
  const rows = (found: unknown[]) => found as JobRow[]

  return {
    /** @returns `seq` of the new row, which is Queued */
    insert(job: Pick<JobRow, 'workspaceId' | 'jobName' | 'computeId' | 'createdAt' | 'instanceCount'>): number {
      const compute = job.computeId === null ? null : resourceKey(job.computeId)
      const key = resourceKey(job.workspaceId)
      const { lastInsertRowid } = insert.run(
        key,
        job.workspaceId,
        job.jobName,
        compute,
        job.computeId,
        BigInt(job.createdAt),
        BigInt(job.instanceCount),
      )
      return Number(lastInsertRowid)
    },
    get: (workspaceId: string, jobName: string) => get.get(resourceKey(workspaceId), jobName) as JobRow | undefined,
    bySeq: (seq: number) => bySeq.get(BigInt(seq)) as JobRow | undefined,
    update(seq: number, changes: Changes) {
      const fields = Object.entries(changes) as [keyof Changes, string | number | null][]
      const values = fields.map(([, value]) => (typeof value === 'number' ? BigInt(value) : value))
      const assignments = fields.map(([field]) => `${columns[field]} = ?`).join(', ')
      db.prepare(`update job_run set ${assignments} where seq = ?`).run(...values, BigInt(seq))
    },
    delete: (workspaceId: string, jobName: string) => remove.run(resourceKey(workspaceId), jobName),
    /** Jobs that wait for their environments, in the order of submission. */
    building: () => rows(building.all()),
    /** The job that is next in each queue: one queue for each compute, and one for each workspace without any. */
    heads: () => rows(heads.all()),
    /** In the order of submission. */
    unfinished: () => rows(unfinished.all()),
    /** Jobs that have a node of this compute. */
    onNodes: (computeId: string) => rows(onNodes.all(resourceKey(computeId))),
    /** How many nodes the jobs in the queue of this compute need. */
    waiting: (computeId: string) => Number(waiting.get(resourceKey(computeId))?.['n']),
    /** How many nodes the jobs of a workspace have that run without a compute. */
    serverless: (workspaceId: string) => Number(serverless.get(resourceKey(workspaceId))?.['n']),
    /** Queued and active jobs of one compute, in the order of submission. */
    onCompute: (computeId: string) => rows(onCompute.all(resourceKey(computeId))),
    /** How many queued jobs will get a node before this one. */
    ahead(job: JobRow): number {
      const compute = job.computeId === null ? null : resourceKey(job.computeId)
      return Number(ahead.get(BigInt(job.seq), compute, resourceKey(job.workspaceId))?.['n'] ?? 0)
    },
  }
}
