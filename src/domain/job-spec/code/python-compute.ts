import type { AmlComputeSpec } from '../computes/aml-compute.ts'
import { entity } from './python-job-parts.ts'
import { atom, call, keywords, list, literals, plainCall } from './python-source.ts'
import type { Python, Statement } from './python-source.ts'

/** `compute = AmlCompute(…)` and its creation. */
export function pythonCompute(spec: AmlComputeSpec): Statement[] {
  const { sshSettings: ssh, networkSettings: network, identity } = spec
  const compute = call(entity('AmlCompute'), {
    ...literals({
      name: spec.name,
      description: spec.description,
      size: spec.size,
      tier: spec.tier,
      min_instances: spec.minInstances,
      // The class has a default of its own, unlike the YAML.
      max_instances: spec.maxInstances ?? 1,
      idle_time_before_scale_down: spec.idleSecondsBeforeScaleDown,
      ssh_public_access_enabled: spec.sshPublicAccessEnabled,
    }),
    ssh_settings: ssh && call(entity('AmlComputeSshSettings'), keywords(ssh)),
    network_settings: network && call(entity('NetworkSettings'), keywords(network)),
    ...literals({ enable_node_public_ip: spec.enableNodePublicIp }),
    identity: identity && identityOf(identity),
    ...literals({ location: spec.location, tags: spec.tags }),
  })
  return [
    { target: 'compute', value: compute },
    {
      target: 'compute',
      value: plainCall('ml_client.compute.begin_create_or_update(compute).result', {}),
      apart: true,
    },
    { value: plainCall('print', {}, [atom('compute.provisioning_state')]) },
  ]
}

function identityOf({ type, userAssignedIdentities }: NonNullable<AmlComputeSpec['identity']>): Python {
  const one = ({ resourceId }: { resourceId: string }) =>
    call(entity('ManagedIdentityConfiguration'), literals({ resource_id: resourceId }))
  return call(entity('IdentityConfiguration'), {
    ...literals({ type }),
    user_assigned_identities: userAssignedIdentities && list(userAssignedIdentities.map(one)),
  })
}
