import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import type { JobBaseResource } from '../api/generated/arm.ts'
import { jobs, type JobResource } from '../api/jobs.ts'
import { copyOfProperty } from '../domain/job-copy.ts'
import { jobFromRest, jobToRest } from '../domain/job-spec/jobs/job.ts'
import { newJobName } from '../domain/new-job-name.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { jobKeys } from './jobs.ts'

/** Why a job cannot be sent once more as it is, or undefined when it can. */
export const whyNotAgain = (job: JobResource): string | undefined =>
  jobFromRest(job) ? undefined : `A job of type ${job.properties.jobType} cannot be submitted from here.`

/**
 * The request for a job like this one: same code, environment, inputs and compute, by the ids that it has.
 * @throws Error for a type of job that the studio does not send
 */
export function bodyForAnother(job: JobResource, workspace: WorkspaceRef): JobBaseResource {
  const spec = jobFromRest(job)
  if (!spec) throw new Error(whyNotAgain(job))
  // Everything that came from the service is an id or an address, so nothing is left to look up.
  const { properties } = jobToRest(spec, { workspace })
  const body = { properties: { ...properties, properties: { ...properties.properties, [copyOfProperty]: job.name } } }
  // jobToRest is held to the specification by the corpus; its type also has keys that only newer versions know.
  return body as JobBaseResource
}

/** Sends a job once more, under a new name. The name is the caller's, so that a repeated call meets its own job. */
export const submitAgain = (queryClient: QueryClient, workspace: WorkspaceRef) =>
  mutationOptions({
    mutationFn: ({ job, jobName }: { job: JobResource; jobName: string }) =>
      jobs.put({ workspace, jobName }, bodyForAnother(job, workspace)),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: jobKeys.all(workspace) }),
  })

/** A name for one more job. */
export const nameForAnother = () => newJobName(Math.random)
