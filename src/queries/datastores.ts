import { queryOptions } from '@tanstack/react-query'
import { datastores } from '../api/datastores.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const datastoreKeys = {
  all: (workspace: WorkspaceRef) => ['datastores', workspaceKey(workspace)] as const,
}

export const datastoreQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...datastoreKeys.all(workspace), 'list'],
      queryFn: () => datastores.list(workspace),
    }),
}
