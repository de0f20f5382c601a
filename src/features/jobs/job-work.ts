import type { JobResource } from '../../api/jobs.ts'
import type { RunDetails } from '../../api/run-history.ts'
import { msOf } from '../../lib/dates.ts'
import { jobTimes } from './job-list.ts'

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
