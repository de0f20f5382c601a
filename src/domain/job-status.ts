/** Every status of the ARM spec, 2025-09-01. All enums of the service are open: others can come. */
export type JobStatus =
  | 'NotStarted'
  | 'Queued'
  | 'Preparing'
  | 'Provisioning'
  | 'Starting'
  | 'Running'
  | 'Finalizing'
  | 'CancelRequested'
  | 'NotResponding'
  | 'Paused'
  | 'Completed'
  | 'Failed'
  | 'Canceled'
  | 'Unknown'

export type JobPhase = 'waiting' | 'active' | 'done' | 'unknown'

const phaseByStatus: Record<JobStatus, JobPhase> = {
  NotStarted: 'waiting',
  Queued: 'waiting',
  Preparing: 'waiting',
  Provisioning: 'waiting',
  Starting: 'waiting',
  Paused: 'waiting',
  Running: 'active',
  Finalizing: 'active',
  CancelRequested: 'active',
  // No heartbeat for a while. It can come back to life, so it does not count as done.
  NotResponding: 'active',
  Completed: 'done',
  Failed: 'done',
  Canceled: 'done',
  Unknown: 'unknown',
}

const labelByStatus: Record<JobStatus, string> = {
  NotStarted: 'Not started',
  Queued: 'Queued',
  Preparing: 'Preparing',
  Provisioning: 'Provisioning',
  Starting: 'Starting',
  Paused: 'Paused',
  Running: 'Running',
  Finalizing: 'Finalizing',
  CancelRequested: 'Cancel requested',
  NotResponding: 'Not responding',
  Completed: 'Completed',
  Failed: 'Failed',
  Canceled: 'Canceled',
  Unknown: 'Unknown',
}

const meaningByStatus: Record<JobStatus, string> = {
  NotStarted: 'The job was accepted and nothing has happened yet.',
  Queued: 'The job waits for a free node.',
  Preparing: 'The environment is built or its image is pulled.',
  Provisioning: 'Nodes are being made ready.',
  Starting: 'The job starts on its nodes.',
  Paused: 'The job is paused and can go on.',
  Running: 'The command is running.',
  Finalizing: 'The command has ended; outputs are being stored.',
  CancelRequested: 'The job is being stopped.',
  NotResponding: 'The job has sent no sign of life for a while. It may recover.',
  Completed: 'The command ended with exit code 0.',
  Failed: 'The job ended with an error.',
  Canceled: 'The job was stopped before its end.',
  Unknown: 'The service does not know the state of this job.',
}

/** The service can grow a status before we hear of it; that must not break a page. */
const lookUp = <T>(table: Record<JobStatus, T>, status: string): T | undefined =>
  Object.hasOwn(table, status) ? table[status as JobStatus] : undefined

export const phaseOf = (status: string): JobPhase => lookUp(phaseByStatus, status) ?? 'unknown'

/** For people; a status we have never heard of is shown as the service spells it. */
export const statusLabel = (status: string): string => lookUp(labelByStatus, status) ?? status

/** One sentence that says what the status means. */
export const statusMeaning = (status: string): string =>
  lookUp(meaningByStatus, status) ?? 'This version of the studio does not know this status.'

export const isTerminal = (status: string): boolean => phaseOf(status) === 'done'

/** What a job can end with. */
export const finalStatuses: readonly string[] = Object.keys(phaseByStatus).filter(isTerminal)

/** The reason to show beside a disabled Cancel, or undefined when the job can be cancelled. */
export function whyNotCancel(job: { status: string }): string | undefined {
  if (isTerminal(job.status)) return 'The job has ended.'
  return job.status === 'CancelRequested' ? 'The job is being stopped already.' : undefined
}

/** Milliseconds to the next poll, or false once the job can no longer change by itself. */
export const pollJob = (status: string | undefined): number | false =>
  status !== undefined && isTerminal(status) ? false : 5_000
