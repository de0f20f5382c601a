import { arm } from './clients.ts'

/** A tenant the account can enter. Names may be missing for tenants the token is not from. */
export type Tenant = {
  id: string
  tenantId: string
  displayName?: string
  defaultDomain?: string
  tenantCategory?: 'Home' | 'ProjectedBy' | 'ManagedBy' | (string & {})
}

export type Subscription = {
  id: string
  subscriptionId: string
  displayName: string
  tenantId: string
  state?: 'Enabled' | 'Warned' | 'PastDue' | 'Disabled' | 'Deleted' | (string & {})
}

/** Microsoft.Resources has api-versions of its own. */
const query = { 'api-version': '2022-12-01' }

export const tenants = {
  list: () => arm.all<Tenant>('/tenants', { query }),
}

export const subscriptions = {
  /** Subscriptions of one tenant: a token reaches no other. */
  list: (tenantId: string) => arm.all<Subscription>('/subscriptions', { query, tenantId }),
}
