import { queryOptions } from '@tanstack/react-query'
import { jobs } from '../api/jobs.ts'
import { copyOf, copyOfProperty } from '../domain/job-copy.ts'
import type { JobRef } from '../domain/refs.ts'
import { jobKeys } from './jobs.ts'

/** What else in the workspace has to do with a job. */
export const relatedQueries = {
  /** Jobs that the studio made as copies of this one, newest first, the archived ones too. */
  copies: (ref: JobRef) =>
    queryOptions({
      queryKey: [...jobKeys.all(ref.workspace), 'copies', ref.jobName],
      queryFn: async ({ signal }) => {
        const properties = `${copyOfProperty}=${ref.jobName}`
        const { value } = await jobs.list(ref.workspace, { properties, listViewType: 'All', signal })
        // A service that does not know this filter would answer with all jobs.
        return value.filter((job) => copyOf(job) === ref.jobName)
      },
      staleTime: 60_000,
    }),
}
