import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { computes } from '../api/computes.ts'
import type { ComputeChange } from '../domain/compute-update.ts'
import type { ComputeRef, WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const computeKeys = {
  all: (workspace: WorkspaceRef) => ['computes', workspaceKey(workspace)] as const,
}

export const computeQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...computeKeys.all(workspace), 'list'],
      queryFn: () => computes.list(workspace),
    }),
  detail: (ref: ComputeRef) =>
    queryOptions({
      queryKey: [...computeKeys.all(ref.workspace), 'detail', ref.computeName],
      queryFn: () => computes.get(ref),
    }),
}

export const computeMutations = {
  /** Changes a cluster that is there. */
  change: (queryClient: QueryClient, ref: ComputeRef) =>
    mutationOptions({
      mutationFn: (change: ComputeChange) =>
        change.method === 'PATCH' ? computes.scale(ref, change.scaleSettings) : computes.put(ref, change.body),
      onSettled: () => queryClient.invalidateQueries({ queryKey: computeKeys.all(ref.workspace) }),
    }),
  delete: (queryClient: QueryClient, workspace: WorkspaceRef) =>
    mutationOptions({
      mutationFn: (computeName: string) => computes.delete({ workspace, computeName }),
      onSettled: () => queryClient.invalidateQueries({ queryKey: computeKeys.all(workspace) }),
    }),
}
