import type { AmlComputeProperties, Usage, VirtualMachineSize } from '../../api/generated/arm.ts'
import { isSameVmSize, loosely } from '../vm-sizes.ts'

/** What a limit of cores is counted over. */
export type QuotaScope = 'family' | 'region' | 'lowPriority' | 'workspace'

/** A limit of cores that leaves no room for the nodes a job still needs. */
export type QuotaShortage = Readonly<{
  scope: QuotaScope
  /** The service's name for people. */
  name: string
  /** VM family, as the quota's resource is named: `standardDSv2Family`. */
  family: string
  vmSize: string
  used: number
  limit: number
  /** Cores of one node. */
  coresPerNode: number
  /** Cores that are missing nodes would add. */
  needed: number
}>

/** A compute that has cores of a limit. */
export type QuotaHolder = Readonly<{ workspaceName: string | undefined; computeName: string; cores: number }>

type Cluster = Pick<AmlComputeProperties, 'vmSize' | 'vmPriority'>

/** The size of a cluster's nodes as its region lists it. */
export const sizeOf = ({ vmSize }: Cluster, sizes: readonly VirtualMachineSize[]): VirtualMachineSize | undefined =>
  sizes.find(({ name }) => isSameVmSize(name, vmSize))

/**
 * The first limit that does not have the cores for `nodes` more nodes: of the VM family, the workspace, then the
 * region; low-priority nodes count against one limit of their own
 * (https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas). Undefined when there is room, and when
 * the usages do not tell.
 *
 * @param usages of the subscription in the cluster's region, as ARM lists them
 * @param workspaceName whose own limits count beside those of the subscription
 */
export function quotaShortage(
  cluster: Cluster,
  nodes: number,
  {
    usages,
    sizes,
    workspaceName,
  }: { usages: readonly Usage[]; sizes: readonly VirtualMachineSize[]; workspaceName?: string },
): QuotaShortage | undefined {
  const size = sizeOf(cluster, sizes)
  const { vCPUs: coresPerNode, family, name: vmSize } = size ?? {}
  if (!coresPerNode || !family || !vmSize || nodes <= 0) return undefined
  const needed = coresPerNode * nodes
  for (const [scope, usage] of limitsOn(usages, family, isLowPriority(cluster), workspaceName)) {
    const { currentValue: used = 0, limit, name } = usage
    // A workspace without a limit of its own has -1.
    if (limit === undefined || limit < 0 || used + needed <= limit) continue
    const title = name?.localizedValue ?? name?.value ?? family
    return { scope, name: title, family, vmSize, used, limit, coresPerNode, needed }
  }
  return undefined
}

function limitsOn(usages: readonly Usage[], family: string, lowPriority: boolean, workspaceName: string | undefined) {
  const found = (scope: QuotaScope, matches: (usage: Usage) => boolean): [QuotaScope, Usage][] => {
    const usage = usages.find(matches)
    return usage ? [[scope, usage]] : []
  }
  if (lowPriority) return found('lowPriority', (usage) => kindOf(usage) === 'lowpriority')
  return [
    ...found('family', (usage) => kindOf(usage) === 'family' && isOfFamily(usage, family)),
    ...found('workspace', (usage) => isOfWorkspace(usage, workspaceName) && isOfFamily(usage, family)),
    ...found('region', (usage) => kindOf(usage) === 'dedicated'),
  ]
}

/** The type's middle part, `Microsoft.MachineLearningServices/vmFamily/usages`, tells what a usage counts. */
function kindOf({ type, id }: Usage): 'family' | 'dedicated' | 'lowpriority' | 'workspace' | 'compute' | undefined {
  if (/\/computes\/[^/]+\/usages/i.test(id ?? '')) return 'compute'
  if (/\/workspaces\/[^/]+\/usages/i.test(id ?? '')) return 'workspace'
  const kind = loosely(type)
  if (kind.includes('vmfamily')) return 'family'
  if (kind.includes('lowprioritycores')) return 'lowpriority'
  return kind.includes('dedicatedcores') ? 'dedicated' : undefined
}

/** Families are named for people (`Standard DSv2 Family Cluster Dedicated vCPUs`), so they are matched loosely. */
const isOfFamily = ({ name }: Usage, family: string) => loosely(name?.value).startsWith(loosely(family))

const isOfWorkspace = (usage: Usage, workspaceName: string | undefined) =>
  kindOf(usage) === 'workspace' && workspaceIn(usage.id)?.toLowerCase() === workspaceName?.toLowerCase()

const workspaceIn = (id: string | undefined) => /\/workspaces\/([^/]+)/i.exec(id ?? '')?.[1]

const isLowPriority = ({ vmPriority }: Cluster) => vmPriority === 'LowPriority'

/**
 * The computes that have cores of a limit, largest first. ARM lists the use of each compute among the usages; where it
 * does not, what the computes of the workspace have is worked out of their nodes.
 */
export function quotaHolders(
  shortage: Pick<QuotaShortage, 'scope' | 'family'>,
  usages: readonly Usage[],
  computes: readonly Readonly<{ name?: string; cluster: AmlComputeProperties | undefined }>[],
  sizes: readonly VirtualMachineSize[],
): QuotaHolder[] {
  const listed = usages.filter((usage) => kindOf(usage) === 'compute' && (usage.currentValue ?? 0) > 0)
  const matching = listed.filter((usage) => shortage.scope === 'region' || isOfFamily(usage, shortage.family))
  const holders = matching.length > 0 ? matching.map(holderOfUsage) : computes.flatMap((one) => holderOf(one))
  return holders.toSorted((a, b) => b.cores - a.cores)

  function holderOf({ name, cluster }: (typeof computes)[number]): QuotaHolder[] {
    const size = cluster && sizeOf(cluster, sizes)
    const cores = (size?.vCPUs ?? 0) * (cluster?.currentNodeCount ?? 0)
    if (name === undefined || !cluster || cores === 0) return []
    if (isLowPriority(cluster) !== (shortage.scope === 'lowPriority')) return []
    const counts = shortage.scope !== 'family' && shortage.scope !== 'workspace'
    return counts || loosely(size?.family) === loosely(shortage.family)
      ? [{ workspaceName: undefined, computeName: name, cores }]
      : []
  }
}

const holderOfUsage = ({ id, currentValue }: Usage): QuotaHolder => ({
  workspaceName: workspaceIn(id),
  computeName: /\/computes\/([^/]+)/i.exec(id ?? '')?.[1] ?? '',
  cores: currentValue ?? 0,
})
