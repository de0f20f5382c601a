import { queryOptions } from '@tanstack/react-query'
import { permissions } from '../api/permissions.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const permissionQueries = {
  /** Roles change rarely, and a 403 is handled anyway. */
  forWorkspace: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: ['permissions', workspaceKey(workspace)],
      queryFn: () => permissions.forWorkspace(workspace),
      staleTime: 5 * 60_000,
    }),
}
