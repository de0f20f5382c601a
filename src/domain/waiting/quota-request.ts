import type { Cloud } from '../cloud.ts'
import type { QuotaShortage } from './core-quota.ts'

export type QuotaRequest = Readonly<{
  /** For the Azure CLI; undefined where it knows no name for the limit. */
  command: string | undefined
  /** Page of the Azure portal; undefined for a local cloud. */
  portal: string | undefined
  /** Cores that would do. */
  enough: number
}>

/** The Azure portal of each cloud, and its page of quotas. */
const portalHost: Record<Exclude<Cloud, 'local'>, string> = {
  public: 'portal.azure.com',
  usgov: 'portal.azure.us',
  china: 'portal.azure.cn',
}
const quotaBlade = 'Microsoft_Azure_Capacity/QuotaMenuBlade/~/myQuotas'

type Place = Readonly<{ subscriptionId: string; location: string }>

/**
 * How to ask for more cores: by `az quota` (an extension of the CLI, for owners of the subscription) or in the portal.
 * https://learn.microsoft.com/azure/machine-learning/how-to-manage-quotas#request-quota-and-limit-increases
 */
export function quotaRequest(shortage: QuotaShortage, place: Place, cloud: Cloud): QuotaRequest {
  const enough = shortage.used + shortage.needed
  return {
    enough,
    command: cloud === 'local' ? undefined : commandFor(shortage, place, enough),
    portal: cloud === 'local' ? undefined : `https://${portalHost[cloud]}/#view/${quotaBlade}`,
  }
}

function commandFor(shortage: QuotaShortage, { subscriptionId, location }: Place, enough: number): string | undefined {
  const resource = resourceOf(shortage)
  if (!resource) return undefined
  const scope = `/subscriptions/${subscriptionId}/providers/Microsoft.MachineLearningServices/locations/${location}`
  return [
    'az extension add --name quota',
    `az quota update --resource-name ${resource.name} --resource-type ${resource.type} \\`,
    `  --scope ${scope} \\`,
    `  --limit-object value=${enough}`,
  ].join('\n')
}

/** Names of `Microsoft.Quota` for the resources of Azure ML. A region's total has none that is documented. */
function resourceOf({ scope, family }: QuotaShortage): { name: string; type: string } | undefined {
  if (scope === 'family') return { name: family, type: 'dedicated' }
  return scope === 'lowPriority' ? { name: 'TotalLowPriorityCores', type: 'lowPriority' } : undefined
}
