import { amlComputeToRest } from '../aml-compute-rest.ts'
import type { AmlComputeSpec } from '../aml-compute.ts'
import type { CodeTarget } from './generate.ts'
import { pathSegment, withJson } from './rest-script.ts'
import type { RestScript } from './rest-script.ts'

/** The PUT of a cluster, in the workspace's region when the YAML names none. */
export function restCompute(spec: AmlComputeSpec, { workspace }: CodeTarget): RestScript {
  const hasLocation = spec.location !== undefined
  const body = amlComputeToRest(spec, { location: '(of the workspace)', ...workspace })
  const send = `send PUT "$workspace/computes/"${pathSegment(spec.name)} | value properties.provisioningState`
  return {
    purpose: 'Creates or changes a compute cluster.',
    steps: [
      ...(hasLocation ? [] : ['location=$(get "$workspace" | value location)']),
      withJson(send, body, hasLocation ? [] : [{ path: 'location', variable: 'location' }]),
    ],
    calls: ['get', 'send', 'value', 'fill'],
  }
}
