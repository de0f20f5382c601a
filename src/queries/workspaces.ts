import { queryOptions } from '@tanstack/react-query'
import { azureml } from '../api/azureml.ts'
import type { Subscription } from '../api/subscriptions.ts'
import type { WorkspaceResource } from '../api/workspaces.ts'
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
  list: () => queryOptions({ queryKey: ['tenants'], queryFn: () => azureml.tenants.list(), staleTime }),
}

export const subscriptionQueries = {
  list: (tenantId: string) =>
    queryOptions({
      queryKey: ['subscriptions', tenantId],
      queryFn: async () => {
        const subscriptions = await azureml.subscriptions.list(tenantId)
        for (const subscription of subscriptions) azureml.rememberTenant(subscription, tenantId)
        return subscriptions
      },
      staleTime,
    }),
}

export const workspaceQueries = {
  all: (tenantId: string) =>
    queryOptions({
      queryKey: ['workspaces', 'tenant', tenantId],
      queryFn: async ({ client }): Promise<TenantWorkspaces> => {
        const subscriptions = await client.query(subscriptionQueries.list(tenantId))
        const lists = await mapConcurrent(subscriptions, parallelLists, (subscription) =>
          azureml.workspaces.list(subscription.subscriptionId).then(
            (workspaces) => ({ workspaces }),
            (error: Error) => ({ workspaces: [], failure: { subscription, error } }),
          ),
        )
        const failures = lists.flatMap((list) => ('failure' in list ? [list.failure] : []))
        // When nothing could be listed there is nothing to stand beside: the page shows the error itself.
        if (failures[0] && failures.length === subscriptions.length) throw failures[0].error
        return { subscriptions, workspaces: lists.flatMap((list) => list.workspaces), failures }
      },
      staleTime,
    }),
  detail: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: ['workspaces', 'detail', workspaceKey(workspace)],
      queryFn: () => azureml.workspaces.get(workspace),
      staleTime,
    }),
}
