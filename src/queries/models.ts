import { queryOptions } from '@tanstack/react-query'
import { models } from '../api/assets.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const modelKeys = {
  all: (workspace: WorkspaceRef) => ['models', workspaceKey(workspace)] as const,
}

export const modelQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...modelKeys.all(workspace), 'list'],
      queryFn: () => models.list(workspace),
    }),
  versions: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...modelKeys.all(workspace), 'versions', name],
      queryFn: () => models.versions(workspace, name),
    }),
  version: (workspace: WorkspaceRef, name: string, version: string) =>
    queryOptions({
      queryKey: [...modelKeys.all(workspace), 'version', name, version],
      queryFn: () => models.getVersion(workspace, name, version),
    }),
}
