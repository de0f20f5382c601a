import type { AmlComputeProperties, ComputeResource } from '../../api/generated/arm.ts'
import { isoToSeconds } from '../../domain/duration.ts'
import { humanDuration } from '../../lib/dates.ts'

const kinds: Readonly<Record<string, string>> = {
  AmlCompute: 'Cluster',
  ComputeInstance: 'Instance',
  Kubernetes: 'Kubernetes',
  VirtualMachine: 'Virtual machine',
  SynapseSpark: 'Synapse Spark',
}

/** The kind in the words of ml.azure.com; a new one as the service spells it. */
export function computeKindLabel({ properties }: Pick<ComputeResource, 'properties'>): string {
  const kind = properties?.computeType ?? 'Unknown'
  return (Object.hasOwn(kinds, kind) ? kinds[kind] : undefined) ?? kind
}

export function priorityLabel(cluster: AmlComputeProperties | undefined): string {
  if (!cluster) return '–'
  return cluster.vmPriority === 'LowPriority' ? 'Low priority' : (cluster.vmPriority ?? 'Dedicated')
}

/** The service waits two minutes where nothing is said. */
const defaultIdleSeconds = 120

export function idleTimeInWords({ scaleSettings }: AmlComputeProperties): string {
  const iso = scaleSettings?.nodeIdleTimeBeforeScaleDown
  return humanDuration((iso ? isoToSeconds(iso) : undefined) ?? defaultIdleSeconds)
}
