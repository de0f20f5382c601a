import { amlComputeToRest } from '../computes/aml-compute-rest.ts'
import type { AmlComputeSpec } from '../computes/aml-compute.ts'
import type { CodeTarget } from './code-target.ts'
import { pathSegment, step, withJson } from './rest-script.ts'
import type { RestScript } from './rest-script.ts'

/** The PUT of a cluster, in the workspace's region when the YAML names none. */
export function restCompute(spec: AmlComputeSpec, { workspace }: CodeTarget): RestScript {
  const { subscriptionId, resourceGroup } = workspace
  const body = amlComputeToRest(spec, { location: '(found above)', subscriptionId, resourceGroup })
  const put = step(`send PUT "$workspace/computes/"${pathSegment(spec.name)} > "$work/compute"`, 'send')
  const state = step('value properties.provisioningState < "$work/compute"', 'value')
  const purpose = 'Creates a compute cluster, or changes it.'
  if (spec.location !== undefined) return { purpose, steps: [withJson(put, body), state] }
  const region = step('location=$(get "$workspace" | value location)', 'get', 'value')
  return { purpose, steps: [region, withJson(put, body, [{ path: 'location', variable: 'location' }]), state] }
}
