import { ServiceError } from '../errors.ts'
import { findVmSize, vmSizes } from '../seed/vm-sizes.ts'
import type { ArmResource } from '../store.ts'
import type { Switches } from '../switches.ts'
import { machinesOf, scaleOf } from './compute-settings.ts'

/** VM families, of which each has a quota of its own. */
export const vmFamilies = [...new Set(vmSizes.map(({ family }) => family))]

/** Names of quotas as people read them; `standardDSv2Family` → `Standard DSv2 Family Cluster Dedicated vCPUs`. */
export const quotaNames = {
  dedicated: 'Total Cluster Dedicated Regional vCPUs',
  lowPriority: 'Total Cluster LowPriority Regional vCPUs',
  family: (family: string) =>
    `Standard ${family.replace(/^standard/i, '').replace(/Family$/, '')} Family Cluster Dedicated vCPUs`,
}

/** Cores of the nodes that a subscription has allocated in a region, over all its workspaces there. */
export type CoresInUse = Readonly<{
  /** All families together. */
  dedicated: number
  /** By VM family, e.g. `standardDSv2Family`. */
  byFamily: ReadonlyMap<string, number>
  lowPriority: number
}>

/** @param nodeCountOf nodes that a cluster has or is being given */
export function coresInUse(
  computes: readonly ArmResource[],
  nodeCountOf: (compute: ArmResource) => number,
): CoresInUse {
  const byFamily = new Map<string, number>()
  let [dedicated, lowPriority] = [0, 0]
  for (const compute of computes) {
    const { vmSize, vmPriority } = machinesOf(compute)
    const size = findVmSize(vmSize)
    const cores = (size?.vCPUs ?? 0) * nodeCountOf(compute)
    if (vmPriority === 'LowPriority') lowPriority += cores
    else if (size) {
      dedicated += cores
      byFamily.set(size.family, (byFamily.get(size.family) ?? 0) + cores)
    }
  }
  return { dedicated, byFamily, lowPriority }
}

type Quota = Readonly<{ name: string; limit: number; inUse: number }>

/** The quotas that new nodes of a cluster count against. */
function quotasOf(compute: ArmResource, inUse: CoresInUse, limits: Switches): Quota[] {
  const { vmSize, vmPriority } = machinesOf(compute)
  if (vmPriority === 'LowPriority') {
    return [{ name: quotaNames.lowPriority, limit: limits.lowPriorityCores, inUse: inUse.lowPriority }]
  }
  const family = findVmSize(vmSize)?.family ?? ''
  return [
    { name: quotaNames.family(family), limit: limits.familyCores, inUse: inUse.byFamily.get(family) ?? 0 },
    { name: quotaNames.dedicated, limit: limits.regionCores, inUse: inUse.dedicated },
  ]
}

const coresOf = (compute: ArmResource) => findVmSize(machinesOf(compute).vmSize)?.vCPUs ?? 0

/** How many of `count` new nodes of a cluster all its quotas allow. */
export function roomFor(compute: ArmResource, count: number, inUse: CoresInUse, limits: Switches): number {
  const free = quotasOf(compute, inUse, limits).map((quota) => Math.max(0, quota.limit - quota.inUse))
  return Math.min(count, Math.floor(Math.min(...free) / coresOf(compute)))
}

/**
 * What a cluster says of nodes that its quota forbids.
 * https://github.com/MicrosoftDocs/azure-docs/issues/17809, https://github.com/hashicorp/terraform/issues/10056
 */
export function quotaError(compute: ArmResource, count: number, inUse: CoresInUse, limits: Switches) {
  const cores = coresOf(compute)
  const quotas = quotasOf(compute, inUse, limits)
  const { name, limit, inUse: used } = quotas.find((quota) => quota.inUse + cores > quota.limit) ?? quotas[0]! // Never empty.
  return {
    code: 'ClusterCoreQuotaReached',
    message:
      `Operation results in exceeding quota limits of ${name}. Maximum allowed: ${limit}, Current in use: ${used}, ` +
      `Additional requested: ${cores * count}. Please contact support to increase the quota for resource type ${name}.`,
  }
}

/** What a cluster says of low-priority nodes for which there is no machine: Azure/doAzureParallel#349 */
export const capacityError = {
  code: 'AllocationFailed',
  message: 'Desired number of low priority nodes could not be allocated',
}

/**
 * Checks that a cluster at its full size stays within the quota of its VM family.
 * @throws ServiceError 400 `ClusterCoreQuotaReached`; 400 `BadArgument` for a VM size the region has not
 */
export function checkQuota(compute: ArmResource, limits: Switches) {
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
  const limit = vmPriority === 'LowPriority' ? limits.lowPriorityCores : limits.familyCores
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
