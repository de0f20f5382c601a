import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { findVmSize } from '../seed/vm-sizes.ts'
import type { ArmResource } from '../store.ts'
import { createClusterStore, scaleOf } from './cluster-store.ts'

/** Cores of one VM family that a subscription may have in a region, as in a young pay-as-you-go subscription. */
export const familyCoreLimit = 100
/** Cores of low priority, all families together. */
export const lowPriorityCoreLimit = 100

export type CoresInUse = Readonly<{
  /** Dedicated cores by VM family, e.g. `standardDSv2Family`. */
  dedicated: ReadonlyMap<string, number>
  lowPriority: number
}>

/** VM size and priority of a cluster's resource; the compute routes have checked them before they stored it. */
export const machinesOf = (compute: ArmResource) =>
  compute.properties['properties'] as { vmSize: string; vmPriority: 'Dedicated' | 'LowPriority' }

/** Cores of the nodes that a subscription has allocated in a region, over all its workspaces there. */
export function coresInUse(ctx: EmulatorContext, subscriptionId: string, location: string): CoresInUse {
  const clusters = createClusterStore(ctx)
  const dedicated = new Map<string, number>()
  let lowPriority = 0
  const computes = ctx.resources.below(
    `/subscriptions/${subscriptionId}`,
    'Microsoft.MachineLearningServices/workspaces/computes',
  )
  for (const compute of computes.filter((one) => one.location?.toLowerCase() === location.toLowerCase())) {
    const { vmSize, vmPriority } = machinesOf(compute)
    const size = findVmSize(vmSize)
    const cores = (size?.vCPUs ?? 0) * (clusters.view(compute)?.nodes.length ?? 0)
    if (vmPriority === 'LowPriority') lowPriority += cores
    else if (size) dedicated.set(size.family, (dedicated.get(size.family) ?? 0) + cores)
  }
  return { dedicated, lowPriority }
}

/**
 * Checks that a cluster at its full size stays within the quota of its VM family.
 * @throws ServiceError 400 `ClusterCoreQuotaReached`; 400 `BadArgument` for a VM size the region has not
 */
export function checkQuota(compute: ArmResource) {
  const { vmSize, vmPriority } = machinesOf(compute)
  const size = findVmSize(vmSize)
  if (!size?.supportedComputeTypes?.includes('AmlCompute')) {
    throw new ServiceError(
      400,
      'BadArgument',
      `VM size '${vmSize}' is not available for clusters in '${compute.location}'. GET vmSizes lists what is.`,
      { target: 'properties.properties.vmSize' },
    )
  }
  if (vmPriority === 'LowPriority' && !size.lowPriorityCapable) {
    throw new ServiceError(400, 'BadArgument', `VM size '${size.name}' cannot be had with low priority.`, {
      target: 'properties.properties.vmPriority',
    })
  }
  const limit = vmPriority === 'LowPriority' ? lowPriorityCoreLimit : familyCoreLimit
  const cores = size.vCPUs * scaleOf(compute).maxNodeCount
  if (cores <= limit) return
  throw new ServiceError(
    400,
    'ClusterCoreQuotaReached',
    `The cluster would need ${cores} vCPUs at its maximum size; the quota of ` +
      `${vmPriority === 'LowPriority' ? 'low priority vCPUs' : `family ${size.family}`} in '${compute.location}' is ` +
      `${limit}. Choose fewer nodes or a smaller VM size.`,
    { target: 'properties.properties.scaleSettings.maxNodeCount' },
  )
}
