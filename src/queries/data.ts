import { queryOptions } from '@tanstack/react-query'
import { data } from '../api/assets.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const dataKeys = {
  all: (workspace: WorkspaceRef) => ['data', workspaceKey(workspace)] as const,
}

export const dataQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({ queryKey: [...dataKeys.all(workspace), 'list'], queryFn: () => data.list(workspace) }),
  versions: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...dataKeys.all(workspace), 'versions', name],
      queryFn: () => data.versions(workspace, name),
    }),
  version: (workspace: WorkspaceRef, name: string, version: string) =>
    queryOptions({
      queryKey: [...dataKeys.all(workspace), 'version', name, version],
      queryFn: () => data.getVersion(workspace, name, version),
    }),
}
