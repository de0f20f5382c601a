import type { JobTimes } from '../contracts.ts'
import { preempted } from './asked-failure.ts'
import { failureIn, type JobRow } from './job-table.ts'

/** What others may know of a job's row. @param queuePosition jobs ahead of one that is queued */
export const jobTimes = (row: JobRow, queuePosition: number | undefined): JobTimes => ({
  createdAt: row.createdAt,
  startedAt: row.startedAt ?? undefined,
  endedAt: row.endedAt ?? undefined,
  error: failureIn(row),
  cancelationReason: row.phase === 'Canceled' ? (row.cancelationReason ?? undefined) : undefined,
  warnings: row.retries > 0 ? [{ source: 'AzureMLCompute', message: preempted.message }] : [],
  computeId: row.computeId ?? undefined,
  queuePosition,
})
