import { queryOptions } from '@tanstack/react-query'
import { rememberTenant } from '../api/subscription-tenants.ts'
import { subscriptions, tenants, type Subscription } from '../api/subscriptions.ts'
import { workspaces, type WorkspaceResource } from '../api/workspaces.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { workspaceKey } from './workspace-key.ts'

/** What a tenant's subscriptions hold; those that could not be listed stand beside what could. */
export type TenantWorkspaces = {
  subscriptions: Subscription[]
  workspaces: WorkspaceResource[]
  failures: Array<{ subscription: Subscription; error: Error }>
}

/** ARM's buckets refill by 25 reads a second; six at a time stay well below. */
const parallelLists = 6

/** Workspaces and tenants change rarely; the page has a button to ask again. */
const staleTime = 5 * 60_000

export const tenantQueries = {
  list: () => queryOptions({ queryKey: ['tenants'], queryFn: () => tenants.list(), staleTime }),
}

export const subscriptionQueries = {
  list: (tenantId: string) =>
    queryOptions({
      queryKey: ['subscriptions', tenantId],
      queryFn: async () => {
        const listed = await subscriptions.list(tenantId)
        for (const subscription of listed) rememberTenant(subscription, tenantId)
        return listed
      },
      staleTime,
    }),
}

export const workspaceQueries = {
  all: (tenantId: string) =>
    queryOptions({
      queryKey: ['workspaces', 'tenant', tenantId],
      queryFn: async ({ client }): Promise<TenantWorkspaces> => {
        const asked = await client.query(subscriptionQueries.list(tenantId))
        const lists = await mapConcurrent(asked, parallelLists, (subscription) =>
          workspaces.list(subscription.subscriptionId).then(
            (found) => ({ found }),
            (error: Error) => ({ found: [], failure: { subscription, error } }),
          ),
        )
        const failures = lists.flatMap((list) => ('failure' in list ? [list.failure] : []))
        // When nothing could be listed there is nothing to stand beside: the page shows the error itself.
        if (failures[0] && failures.length === asked.length) throw failures[0].error
        return { subscriptions: asked, workspaces: lists.flatMap((list) => list.found), failures }
      },
      staleTime,
    }),
  detail: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: ['workspaces', 'detail', workspaceKey(workspace)],
      queryFn: () => workspaces.get(workspace),
      staleTime,
    }),
}
