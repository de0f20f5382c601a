import { jobFromRest, jobToYaml } from './job-spec/jobs/job.ts'

/** A job's YAML as that of a copy: without its name. Undefined for kinds of jobs that have no YAML here. */
export function copyToYaml(job: object): string | undefined {
  const spec = jobFromRest(job)
  if (!spec) return undefined
  const { name: _, restOnly: __, ...copy } = spec
  return jobToYaml(copy)
}
