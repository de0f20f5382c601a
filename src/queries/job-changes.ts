import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import { jobs } from '../api/jobs.ts'
import { conflictsOf, JobConflictError, withArchived, withChanges, type JobChange } from '../domain/job-update.ts'
import type { JobRef } from '../domain/refs.ts'
import { wait } from '../lib/retry.ts'
import { jobKeys, jobQueries } from './jobs.ts'

/** What changes a job that is there; apart from the queries, which the first page of all needs. */
export const jobChanges = {
  /**
   * Changes labels of a job as it is now. The service knows no ETags for jobs, so what somebody else changed since is
   * found by asking first; the moment between the two requests stays open. Fails with `JobConflictError`.
   */
  update: (queryClient: QueryClient, ref: JobRef) =>
    mutationOptions({
      mutationFn: async (changes: readonly JobChange[]) => {
        const newest = await jobs.get(ref)
        const conflicts = conflictsOf(newest, changes)
        if (conflicts.length > 0) throw new JobConflictError(conflicts)
        return jobs.put(ref, withChanges(newest, changes))
      },
      onSuccess: (job) => queryClient.setQueryData(jobQueries.detail(ref).queryKey, job),
      onSettled: () => queryClient.invalidateQueries({ queryKey: jobKeys.all(ref.workspace) }),
    }),
  /** Takes a job out of the list, or back into it. */
  archive: (queryClient: QueryClient, ref: JobRef) =>
    mutationOptions({
      mutationFn: async (isArchived: boolean) => jobs.put(ref, withArchived(await jobs.get(ref), isArchived)),
      onSuccess: (job) => queryClient.setQueryData(jobQueries.detail(ref).queryKey, job),
      onSettled: () => queryClient.invalidateQueries({ queryKey: jobKeys.all(ref.workspace) }),
    }),
  /** Deletes a job and waits until it is gone. */
  delete: (queryClient: QueryClient, ref: JobRef, { pauseMs = deletePauseMs }: { pauseMs?: number } = {}) =>
    mutationOptions({
      mutationFn: async () => {
        await jobs.delete(ref)
        await untilGone(ref, pauseMs)
      },
      // Whoever looks at the page of the job while it goes must not be shown that it is missing: that is for the caller.
      onSuccess: () =>
        queryClient.invalidateQueries({
          queryKey: jobKeys.all(ref.workspace),
          predicate: ({ queryKey }) => queryKey.at(-1) !== ref.jobName,
        }),
    }),
}

const deletePauseMs = 2_000
/** Five minutes: after that it is the service's business. */
const mostDeleteLooks = 150

/** A page cannot always read where the service tells of the operation, but the job itself it can. @throws Error */
async function untilGone(ref: JobRef, pauseMs: number): Promise<void> {
  for (let look = 0; look < mostDeleteLooks; look += 1) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await jobs.get(ref)
    } catch (error) {
      if (error instanceof ArmError && error.status === 404) return
      throw error
    }
    // oxlint-disable-next-line no-await-in-loop
    await wait(pauseMs)
  }
  throw new Error(`The service has taken the order to delete ${ref.jobName}, and the job is still there.`)
}
