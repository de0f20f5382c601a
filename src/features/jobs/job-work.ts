import type { CommandJob, TrialComponent } from '../../api/generated/arm.ts'
import type { JobResource } from '../../api/jobs.ts'
import type { RunDetails } from '../../api/run-history.ts'
import { assetRefFromId, type AssetVersionRef } from '../../domain/refs.ts'
import { msOf } from '../../lib/dates.ts'
import { jobTimes } from './job-list.ts'
import { sweepOf } from './trials/trials.ts'

/** What runs: the command job itself, or each trial of a sweep. Undefined for other types of jobs. */
export const workOf = (job: JobResource): CommandJob | TrialComponent | undefined =>
  job.properties.jobType === 'Command' ? job.properties : sweepOf(job)?.trial

/** The code version of what runs; undefined without code, and for code of a registry. */
export function codeOf(job: JobResource): AssetVersionRef | undefined {
  const id = workOf(job)?.codeId
  const code = id ? assetRefFromId(id) : undefined
  return code?.type === 'codes' && code.workspace ? code : undefined
}

/**
 * When a job was submitted, started and ended, in milliseconds since 1970; undefined where nobody says. Run history knows
 * more of it than the job's own resource.
 */
export function runTimes(job: JobResource, details: RunDetails | undefined) {
  const { start, end } = jobTimes(job)
  return {
    submittedAt: msOf(details?.createdTimeUtc) ?? msOf(job.systemData?.createdAt),
    startedAt: msOf(details?.startTimeUtc) ?? start,
    endedAt: msOf(details?.endTimeUtc) ?? end,
  }
}
