import type { CommandJobSpec, JobResources } from '../command-job-spec.ts'
import {
  compute,
  distribution,
  environment,
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
  const isBeyondBuilder = spec.resources !== undefined && needsConfiguration(spec.resources)
  const job = call(ml('command'), {
    ...jobLabels(spec),
    ...literals({ command: spec.command, code: spec.code && shortReference(spec.code) }),
    environment: environment(spec.environment),
    ...literals({ environment_variables: spec.environmentVariables }),
    compute: compute(spec.compute),
    inputs: inputs(spec.inputs),
    outputs: outputs(spec.outputs),
    ...(spec.resources && !isBeyondBuilder && keywords(spec.resources)),
    distribution: spec.distribution && distribution(spec.distribution),
    ...literals({ timeout: spec.limits?.timeoutSeconds }),
    identity: spec.identity && identity(spec.identity),
    services: services(spec.services),
    ...keywords(spec.queueSettings ?? {}),
  })
  return [
    { target: 'job', value: job },
    ...(spec.resources && isBeyondBuilder ? [{ target: 'job.resources', value: resources(spec.resources) }] : []),
    ...submit,
  ]
}

/** `command` has keywords for the usual resources only. */
const needsConfiguration = ({ maxInstanceCount, properties }: JobResources) =>
  maxInstanceCount !== undefined || properties !== undefined
