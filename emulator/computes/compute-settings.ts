import { durationMs } from '../iso-duration.ts'
import type { ArmResource } from '../store.ts'
import { longestSeconds } from '../switches.ts'
import type { Scale } from './cluster-nodes.ts'

/** What the CLI sets when it is not told. */
const defaultIdleMs = 120_000

/** Says how many seconds a cluster takes to get a node, in place of the setting for all. */
const allocationTag = 'trainyard.allocationSeconds'

/** VM size and priority of a cluster's resource; the compute routes have checked them before they stored it. */
export const machinesOf = (compute: ArmResource) =>
  compute.properties['properties'] as { vmSize: string; vmPriority: 'Dedicated' | 'LowPriority' }

/** Scale settings of a cluster's resource. */
export function scaleOf(compute: ArmResource): Scale {
  // The compute routes have checked the body before they stored it.
  const inner = compute.properties['properties'] as {
    scaleSettings?: { minNodeCount?: number; maxNodeCount: number; nodeIdleTimeBeforeScaleDown?: string }
  }
  const { minNodeCount, maxNodeCount = 0, nodeIdleTimeBeforeScaleDown = '' } = inner.scaleSettings ?? {}
  return {
    minNodeCount: minNodeCount ?? 0,
    maxNodeCount,
    idleMs: durationMs(nodeIdleTimeBeforeScaleDown) ?? defaultIdleMs,
  }
}

/**
 * How long a cluster takes to get a node, in whole milliseconds.
 * @param usual seconds that hold where its tag says nothing, or no number of seconds
 */
export function allocationMsOf({ tags }: Pick<ArmResource, 'tags'>, usual: number): number {
  const own = /^\d+(?:\.\d+)?$/.test(tags?.[allocationTag] ?? '') ? Number(tags?.[allocationTag]) : usual
  return Math.round(Math.min(own, longestSeconds) * 1000)
}
