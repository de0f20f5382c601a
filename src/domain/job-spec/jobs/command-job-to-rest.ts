import { mapValues } from '../../../lib/map-values.ts'
import { secondsToIso } from '../../duration.ts'
import type { CommandJobSpec, JobResources } from './command-job-spec.ts'
import { jobBaseToRest, jobRunToRest, resourcesToRest, serviceToRest } from './job-parts-to-rest.ts'
import type { JobBaseBody, JobRunBody } from './job-parts-to-rest.ts'
import type { Resolution } from './job-resolution.ts'
import { computeReference } from '../references.ts'
import { withRestOnly } from './rest-only.ts'
import { defined } from '../format/rest-reader.ts'

/** `properties` of the body of `PUT jobs/{name}`; keys that are undefined are not sent. */
export type CommandJobBody = JobBaseBody &
  JobRunBody & {
    jobType: 'Command'
    limits?: { jobLimitsType: 'Command'; timeout?: string } | undefined
    services?: Record<string, Record<string, unknown>> | undefined
  }

/**
 * The ARM body (2025-09-01) of a command job, as the CLI sends it.
 * @throws Error when the resolution lacks something `unresolvedReferences` asked for: a mistake of the caller
 */
export function commandJobToRest(spec: CommandJobSpec, resolution: Resolution): { properties: CommandJobBody } {
  const properties: CommandJobBody = {
    jobType: 'Command',
    ...jobRunToRest(spec, resolution),
    ...jobBaseToRest(spec, resolution),
    ...(computeReference(spec.compute).kind === 'local' && { resources: localResources(spec.resources) }),
    limits: spec.limits && limitsToRest(spec.limits),
    services: spec.services && mapValues(spec.services, serviceToRest),
  }
  return { properties: withRestOnly(defined(properties), spec.restOnly) }
}

/** How the CLI tells the service that the job runs on the caller's own Docker. */
const localResources = (resources: JobResources = {}) =>
  resourcesToRest({ ...resources, properties: { ...resources.properties, IsLocal: { IsLocal: true } } })

function limitsToRest({ timeoutSeconds }: NonNullable<CommandJobSpec['limits']>) {
  const jobLimitsType = 'Command' as const
  return timeoutSeconds !== undefined && timeoutSeconds > 0
    ? { jobLimitsType, timeout: secondsToIso(timeoutSeconds) }
    : { jobLimitsType }
}
