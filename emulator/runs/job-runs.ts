import type { EmulatorContext } from '../context.ts'
import type { Run, RunChange, RunStatus } from './run-store.ts'

/**
 * MLflow's word for a job's status.
 * https://learn.microsoft.com/azure/machine-learning/how-to-track-experiments-mlflow
 */
const statusOfJob: Readonly<Record<string, RunStatus>> = {
  NotStarted: 'SCHEDULED',
  Queued: 'SCHEDULED',
  Preparing: 'SCHEDULED',
  Provisioning: 'SCHEDULED',
  Starting: 'SCHEDULED',
  Running: 'RUNNING',
  Finalizing: 'RUNNING',
  CancelRequested: 'RUNNING',
  Completed: 'FINISHED',
  Failed: 'FAILED',
  Canceled: 'KILLED',
}

const isFinal = (status: RunStatus) => status === 'FINISHED' || status === 'FAILED' || status === 'KILLED'

/**
 * Copies what a job says of itself into its run, so that searches can filter and sort by it. The job is the only one
 * to decide: a script that reports its run as finished does not end the job.
 * @returns the run as it is now
 */
export function followJob(ctx: EmulatorContext, workspaceId: string, run: Run): Run {
  const job = ctx.resources.get(`${workspaceId}/jobs/${run.runId}`)
  if (!run.isJob || !job) return run
  const times = ctx.jobs.times(workspaceId, run.runId)
  const { displayName } = job.properties
  const change = {
    name: typeof displayName === 'string' ? displayName : run.runId,
    status: statusOfJob[String(job.properties['status'])] ?? 'RUNNING',
    startTime: times?.startedAt ?? null,
    endTime: times?.endedAt ?? null,
  } satisfies RunChange
  const now = { ...run, ...change }
  const final = isFinal(now.status)
  const isSame = (Object.keys(change) as (keyof typeof change)[]).every((key) => now[key] === run[key])
  if (!isSame || final !== run.isFinal) ctx.runs.update(run, change, final)
  return now
}

/** Brings the runs of all jobs that may still change up to date; to call before a search. */
export const followOpenJobs = (ctx: EmulatorContext, workspaceId: string): void => {
  for (const run of ctx.runs.openJobRuns(workspaceId)) followJob(ctx, workspaceId, run)
}
