import type { CommandJobSpec } from '../jobs/command-job-spec.ts'
import { jobKeywords, ml, services, submit, uncommonResources } from './python-job-parts.ts'
import { call, keywords } from './python-source.ts'
import type { Statement } from './python-source.ts'

/** `job = command(…)` and its submission. */
export function pythonCommandJob(spec: CommandJobSpec): Statement[] {
  const job = call(ml('command'), {
    ...jobKeywords(spec, spec),
    ...keywords({ timeout: spec.limits?.timeoutSeconds }),
    services: services(spec.services),
    ...keywords(spec.queueSettings ?? {}),
  })
  return [{ target: 'job', value: job }, ...uncommonResources(spec.resources, 'job.resources'), ...submit]
}
