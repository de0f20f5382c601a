import { queryOptions } from '@tanstack/react-query'
import type { ModelVersionResource } from '../api/assets.ts'
import { jobs } from '../api/jobs.ts'
import { copyOf, copyOfProperty } from '../domain/job-copy.ts'
import { jobOfModel } from '../domain/model-source.ts'
import type { JobRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { jobKeys } from './jobs.ts'
import { modelKeys, modelQueries } from './models.ts'

/** A version of a model, with the model's name, which the version does not say. */
export type NamedModelVersion = Readonly<{ name: string; version: string; resource: ModelVersionResource }>

/** ARM's buckets refill by 25 reads a second. */
const parallelLists = 6

/** What came of a job that ended changes rarely. */
const staleTime = 60_000

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
      staleTime,
    }),
  /**
   * Versions of the given models that were made from a job. ARM cannot be asked for them by the job, so this takes one
   * request for each model.
   */
  models: (ref: JobRef, names: readonly string[]) =>
    queryOptions({
      queryKey: [...modelKeys.all(ref.workspace), 'made-from', ref.jobName, names],
      queryFn: async ({ client }): Promise<NamedModelVersion[]> => {
        const lists = await mapConcurrent(names, parallelLists, async (name) => {
          const versions = await client.query({ ...modelQueries.versions(ref.workspace, name), staleTime })
          return versions.map((resource) => ({ name, version: resource.name, resource }))
        })
        return lists.flat().filter(({ resource }) => jobOfModel(resource) === ref.jobName)
      },
      staleTime,
    }),
}
