import type { Cloud } from '../domain/cloud.ts'
import { createArmClient, type ArmClient, type TokenRequest } from './arm-client.ts'
import { apiVersion } from './generated/arm.ts'
import { tenantOfSubscription } from './subscription-tenants.ts'

export type ClientOptions = Readonly<{
  cloud: Cloud
  armBaseUrl: string
  /** Where tokens come from; calls of this page get theirs by `getToken`. */
  signInBaseUrl: string
  /** Set where a proxy or an emulator stands in for the regional services. */
  dataPlaneBaseUrl?: string | undefined
  getToken: (request: Omit<TokenRequest, 'url'>) => Promise<string>
  fetch?: typeof globalThis.fetch
}>

/** Azure Resource Manager. Set once by `setUpClients`, before the first query. */
export let arm: ArmClient

/** What clients of other services are made with; see data-plane.ts. */
export let clientOptions: ClientOptions

export function setUpClients(options: ClientOptions): void {
  clientOptions = options
  arm = createServiceClient({ baseUrl: options.armBaseUrl, apiVersion })
}

/** A client with this page's tokens. A token is good for one tenant; the subscription in the path tells which. */
export function createServiceClient(
  service: Readonly<{ baseUrl: string; apiVersion?: string; parse?: (text: string) => unknown }>,
): ArmClient {
  const { getToken, fetch } = clientOptions
  return createArmClient({
    ...service,
    ...(fetch && { fetch }),
    getToken: ({ url, ...demand }) => {
      const subscriptionId = /\/subscriptions\/([^/]+)/i.exec(url.pathname)?.[1]
      return getToken({
        ...demand,
        tenantId: demand.tenantId ?? (subscriptionId && tenantOfSubscription(subscriptionId)),
      })
    },
  })
}
