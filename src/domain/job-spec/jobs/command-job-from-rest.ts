import { isoToSeconds } from '../../duration.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import { commandJobToRest } from './command-job-to-rest.ts'
import { jobBaseFrom, jobRunFrom, placeholders, readJob } from './job-parts-from-rest.ts'
import { restOnlyOf } from './rest-only.ts'
import { defined } from '../format/rest-reader.ts'
import type { RestReader } from '../format/rest-reader.ts'

/**
 * The spec behind a command job from the service, as one would write it: ids of the job's own workspace become short
 * references (`azureml:env:1`), what the service added by itself is left out. What has no place in the spec is kept in
 * `restOnly`.
 */
export function commandJobFromRest(resource: object): CommandJobSpec {
  const { name, properties, home } = readJob(resource)
  const spec: CommandJobSpec = defined({
    name,
    ...jobBaseFrom(properties, home),
    ...jobRunFrom(properties, home),
    limits: limitsFrom(properties.object('limits')),
  })
  return defined({
    ...spec,
    restOnly: restOnlyOf(properties.fields, commandJobToRest(spec, placeholders(spec)).properties),
  })
}

function limitsFrom(limits: RestReader): CommandJobSpec['limits'] {
  const timeout = limits.text('timeout')
  const timeoutSeconds = timeout === undefined ? undefined : isoToSeconds(timeout)
  return timeoutSeconds ? { timeoutSeconds } : undefined
}
