const tenants = new Map<string, string>()

/** Notes which tenant a subscription is in: a link's `tid` says so, and the tenant's list of subscriptions. */
export function rememberTenant({ subscriptionId }: Readonly<{ subscriptionId: string }>, tenantId: string): void {
  tenants.set(subscriptionId.toLowerCase(), tenantId)
}

/** The tenant to ask for tokens for a subscription, as far as it was noted. */
export const tenantOfSubscription = (subscriptionId: string): string | undefined =>
  tenants.get(subscriptionId.toLowerCase())
