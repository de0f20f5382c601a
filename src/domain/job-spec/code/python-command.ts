import type { CommandJobSpec } from '../command-job-spec.ts'
import {
  commonResources,
  compute,
  distribution,
  environment,
  hasUncommonResources,
  identity,
  inputs,
  jobLabels,
  ml,
  outputs,
  resources,
  services,
  shortReference,
  submit,
} from './python-job-parts.ts'
import { call, keywords, literals } from './python-source.ts'
import type { Statement } from './python-source.ts'

/** `job = command(…)` and its submission. */
export function pythonCommandJob(spec: CommandJobSpec): Statement[] {
  const uncommon = spec.resources && hasUncommonResources(spec.resources) ? spec.resources : undefined
  const job = call(ml('command'), {
    ...jobLabels(spec),
    ...literals({ command: spec.command, code: spec.code && shortReference(spec.code) }),
    environment: environment(spec.environment),
    ...literals({ environment_variables: spec.environmentVariables }),
    compute: compute(spec.compute),
    inputs: inputs(spec.inputs),
    outputs: outputs(spec.outputs),
    ...commonResources(spec.resources),
    distribution: spec.distribution && distribution(spec.distribution),
    ...literals({ timeout: spec.limits?.timeoutSeconds }),
    identity: spec.identity && identity(spec.identity),
    services: services(spec.services),
    ...keywords(spec.queueSettings ?? {}),
  })
  return [
    { target: 'job', value: job },
    ...(uncommon ? [{ target: 'job.resources', value: resources(uncommon) }] : []),
    ...submit,
  ]
}
