import type { VirtualMachineSize } from '../api/generated/arm.ts'
import { hourlyPrice, isSameVmSize, type VmPriority } from './vm-sizes.ts'

/** The nodes that a job runs on. */
export type JobNodes = Readonly<{
  vmSize: string
  /** How many at a time. */
  count: number
  priority: VmPriority
  /** The region's name, such as `eastus`. */
  region: string
}>

/** What one node costs for an hour, in US dollars, and who says so. */
export type NodePrice = Readonly<{ perHour: number; source: 'service' | 'list' }>

/** One price list: undefined for what is not in it. */
export type PriceList = (vmSize: string, region: string) => number | undefined

/** What the data plane says of where a job runs. */
type RunCompute = Readonly<{
  vmSize?: string | null
  instanceCount?: number | null
  priority?: string | null
  region?: string | null
}>

/** The nodes behind a job, or undefined where its size is not known (a compute that was attached, a size the service chose). */
export function nodesOf(compute: RunCompute | null | undefined, workspaceRegion: string | undefined) {
  const { vmSize, instanceCount, priority } = compute ?? {}
  const region = compute?.region || workspaceRegion
  if (!vmSize || !region) return undefined
  const isLow = priority?.toLowerCase() === 'lowpriority'
  const nodes: JobNodes = { vmSize, count: instanceCount ?? 1, priority: isLow ? 'low_priority' : 'dedicated', region }
  return nodes
}

/**
 * The price of a node: the service's own estimate for the region if it names one, else the shipped list's. The list knows
 * dedicated nodes alone. Undefined is unknown; there is no guess from a similar size.
 */
export function nodePrice(
  { vmSize, priority, region }: JobNodes,
  sizes: readonly VirtualMachineSize[] | undefined,
  list: PriceList | undefined,
): NodePrice | undefined {
  const size = sizes?.find(({ name }) => isSameVmSize(name, vmSize))
  const own = size && hourlyPrice(size, priority)
  if (own !== undefined && own > 0) return { perHour: own, source: 'service' }
  const listed = priority === 'dedicated' ? list?.(vmSize, region) : undefined
  return listed === undefined ? undefined : { perHour: listed, source: 'list' }
}

/** US dollars. @param ms how long the nodes were in use, each of them */
export const costOf = ({ perHour }: NodePrice, { count }: JobNodes, ms: number): number =>
  (perHour * count * Math.max(0, ms)) / 3_600_000

/** Two digits of the cents, or as many as it takes to be more than nothing: `$1.25`, `$0.004`. */
export function formatDollars(dollars: number): string {
  if (dollars === 0) return '$0'
  if (dollars < 0.0005) return '< $0.001'
  return dollars < 0.1 ? `$${Number(dollars.toPrecision(dollars < 0.01 ? 1 : 2))}` : `$${dollars.toFixed(2)}`
}
