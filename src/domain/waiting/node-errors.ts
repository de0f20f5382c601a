import type { AmlComputeProperties } from '../../api/generated/arm.ts'

/** Why a cluster does not get its nodes. */
export type NodeError = Readonly<{
  kind: 'quota' | 'lowPriorityQuota' | 'capacity' | 'other'
  code: string | undefined
  message: string | undefined
}>

/**
 * Codes by what they mean, first match counts. Clusters stand on Azure Batch, whose codes for a failed resize these are
 * (https://learn.microsoft.com/dotnet/api/microsoft.azure.batch.common.poolresizeerrorcodes), beside
 * `ClusterCoreQuotaReached` of Azure ML.
 */
const meanings: readonly [pattern: RegExp, kind: NodeError['kind']][] = [
  [/(?:lowpriority|spot).*quota/i, 'lowPriorityQuota'],
  [/quota/i, 'quota'],
  [/allocationfailed|allocationtimedout|capacity|preempt|skunotavailable|unavailable/i, 'capacity'],
]

/** What a cluster says of its nodes that did not come, the most telling first. */
export function nodeErrorsOf({ errors }: Pick<AmlComputeProperties, 'errors'>): NodeError[] {
  const found = (errors ?? []).map(({ error }) => {
    const { code, message } = error ?? {}
    return { kind: meanings.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'other', code, message }
  })
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

const order: readonly NodeError['kind'][] = ['quota', 'lowPriorityQuota', 'capacity', 'other']
