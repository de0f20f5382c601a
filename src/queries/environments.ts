import { queryOptions } from '@tanstack/react-query'
import { environments } from '../api/assets.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const environmentKeys = {
  all: (workspace: WorkspaceRef) => ['environments', workspaceKey(workspace)] as const,
}

export const environmentQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...environmentKeys.all(workspace), 'list'],
      queryFn: () => environments.list(workspace),
    }),
  versions: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...environmentKeys.all(workspace), 'versions', name],
      queryFn: () => environments.versions(workspace, name),
    }),
  version: (workspace: WorkspaceRef, name: string, version: string) =>
    queryOptions({
      queryKey: [...environmentKeys.all(workspace), 'version', name, version],
      queryFn: () => environments.getVersion(workspace, name, version),
    }),
}
