import type { Usage, VirtualMachineSize } from '../api/generated/arm.ts'
import { plural } from '../lib/numbers.ts'

export type VmPriority = 'dedicated' | 'low_priority'

/** VM sizes are compared without regard to letter case: `STANDARD_DS3_V2` is `Standard_DS3_v2`. */
export const isSameVmSize = (a: string | undefined, b: string | undefined) => a?.toLowerCase() === b?.toLowerCase()

/** What clusters can be made of, smallest first. */
export const clusterSizes = (sizes: readonly VirtualMachineSize[], priority: VmPriority): VirtualMachineSize[] =>
  sizes
    .filter(({ supportedComputeTypes }) => supportedComputeTypes?.includes('AmlCompute') ?? true)
    .filter(({ lowPriorityCapable }) => priority === 'dedicated' || lowPriorityCapable === true)
    .toSorted(
      (a, b) =>
        (a.gpus ?? 0) - (b.gpus ?? 0) || (a.vCPUs ?? 0) - (b.vCPUs ?? 0) || (a.memoryGB ?? 0) - (b.memoryGB ?? 0),
    )

/** US dollars for a node and hour under Linux; undefined where the service names none. */
export function hourlyPrice({ estimatedVMPrices }: VirtualMachineSize, priority: VmPriority): number | undefined {
  const tier = priority === 'dedicated' ? 'Standard' : 'LowPriority'
  return estimatedVMPrices?.values.find(({ osType, vmTier }) => osType === 'Linux' && vmTier === tier)?.retailPrice
}

/** The price for people; undefined where the service names none. */
export function priceInWords(size: VirtualMachineSize, priority: VmPriority): string | undefined {
  const price = hourlyPrice(size, priority)
  return price === undefined ? undefined : `$${price.toFixed(2)}/h`
}

/** What one chooses a size by, in words: cores, memory, GPUs, price. */
export function vmSizeFacts(size: VirtualMachineSize, priority: VmPriority): string[] {
  const { vCPUs, memoryGB, gpus } = size
  const price = priceInWords(size, priority)
  return [
    plural(vCPUs ?? 0, 'core'),
    `${memoryGB} GB memory`,
    ...(gpus ? [plural(gpus, 'GPU')] : []),
    ...(price === undefined ? [] : [price]),
  ]
}

export type CoreQuota = Readonly<{ used: number; limit: number }>

/**
 * Cores in use and allowed for a VM size: dedicated ones are counted by family, low-priority ones all together.
 *
 * The service names families for people (`Standard DSv2 Family Cluster Dedicated vCPUs`), so they are matched loosely;
 * undefined where none matches.
 */
export function coreQuota(
  usages: readonly Usage[],
  size: VirtualMachineSize,
  priority: VmPriority,
): CoreQuota | undefined {
  const family = loosely(size.family)
  if (!family) return undefined
  const usage = usages.find(({ name, type }) =>
    priority === 'dedicated' ? loosely(name?.value).startsWith(family) : loosely(type).includes('lowprioritycores'),
  )
  return usage?.limit === undefined ? undefined : { used: usage.currentValue ?? 0, limit: usage.limit }
}

/** A name for comparing: families and kinds of quota are spelled with blanks in one place and without in another. */
export const loosely = (text: string | undefined) => (text ?? '').toLowerCase().replaceAll(/[^a-z0-9]/g, '')
