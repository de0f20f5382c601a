import { queryOptions } from '@tanstack/react-query'
import { usages, vmSizes } from '../api/computes.ts'
import type { WorkspaceRef } from '../domain/refs.ts'

export const vmSizeQueries = {
  /** What a region offers to a subscription; it changes over months. */
  list: (workspace: WorkspaceRef, location: string) =>
    queryOptions({
      queryKey: ['vm-sizes', workspace.subscriptionId.toLowerCase(), location],
      queryFn: () => vmSizes.list(workspace, location),
      staleTime: Infinity,
    }),
}

export const usageQueries = {
  /** Cores in use and allowed, of a subscription in a region. */
  list: (workspace: WorkspaceRef, location: string) =>
    queryOptions({
      queryKey: ['usages', workspace.subscriptionId.toLowerCase(), location],
      queryFn: () => usages.list(workspace, location),
      staleTime: 60_000,
    }),
}
