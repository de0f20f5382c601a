import type { AmlComputeProperties, ComputeResource } from '../api/generated/arm.ts'

/** What of a compute the rules below look at. */
type Compute = Pick<ComputeResource, 'properties'>

/** The inner properties of a cluster; undefined for every other kind of compute. */
export const clusterOf = ({ properties }: Compute): AmlComputeProperties | undefined =>
  properties?.computeType === 'AmlCompute' ? (properties.properties ?? {}) : undefined

/** A missing state means that it is there and fine. */
export const provisioningStateOf = ({ properties }: Compute): string => properties?.provisioningState ?? 'Succeeded'

const labels: Readonly<Record<string, string>> = {
  Succeeded: 'Ready',
  Creating: 'Creating',
  Updating: 'Updating',
  Deleting: 'Deleting',
  Failed: 'Failed',
  Canceled: 'Canceled',
  Unknown: 'Unknown',
}

/** For people; a state we have never heard of is shown as the service spells it. */
export const computeStateLabel = (state: string): string =>
  (Object.hasOwn(labels, state) ? labels[state] : null) ?? state

/** Whether the service is still at work on the compute itself. */
export const isProvisioning = (compute: Compute): boolean =>
  ['Creating', 'Updating', 'Deleting'].includes(provisioningStateOf(compute))

/** Whether nodes come or go right now. */
export const isResizing = (compute: Compute): boolean => clusterOf(compute)?.allocationState === 'Resizing'

/** Milliseconds to the next look: often while something moves, seldom when it only may. */
export function pollCompute(computes: readonly Compute[] | undefined): number {
  if (computes?.some((compute) => isProvisioning(compute) || isResizing(compute))) return 2_000
  const isBusy = computes?.some((compute) => (clusterOf(compute)?.currentNodeCount ?? 0) > 0)
  return isBusy ? 10_000 : 30_000
}

export type NodeCounts = Readonly<{
  current: number
  target: number
  min: number
  max: number
  running: number
  idle: number
  preparing: number
  leaving: number
  unusable: number
}>

export function nodeCountsOf(cluster: AmlComputeProperties): NodeCounts {
  const { nodeStateCounts: states, scaleSettings } = cluster
  return {
    current: cluster.currentNodeCount ?? 0,
    target: cluster.targetNodeCount ?? 0,
    min: scaleSettings?.minNodeCount ?? 0,
    max: scaleSettings?.maxNodeCount ?? 0,
    running: states?.runningNodeCount ?? 0,
    idle: states?.idleNodeCount ?? 0,
    preparing: states?.preparingNodeCount ?? 0,
    leaving: states?.leavingNodeCount ?? 0,
    unusable: (states?.unusableNodeCount ?? 0) + (states?.preemptedNodeCount ?? 0),
  }
}

/** `2 running, 1 idle of 4 nodes`: what the nodes do, and how many there can be. */
export function nodesInWords(cluster: AmlComputeProperties): string {
  const { max, running, idle, preparing, leaving, unusable } = nodeCountsOf(cluster)
  const doing = Object.entries({ running, preparing, idle, leaving, unusable })
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`)
  return `${doing.length > 0 ? doing.join(', ') : '0'} of ${max} ${max === 1 ? 'node' : 'nodes'}`
}
