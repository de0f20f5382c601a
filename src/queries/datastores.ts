import { queryOptions } from '@tanstack/react-query'
import { azureml } from '../api/azureml.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const datastoreKeys = {
  all: (workspace: WorkspaceRef) => ['datastores', workspaceKey(workspace)] as const,
}

export const datastoreQueries = {
  list: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...datastoreKeys.all(workspace), 'list'],
      queryFn: () => azureml.datastores.list(workspace),
    }),
  default: (workspace: WorkspaceRef) =>
    queryOptions({
      queryKey: [...datastoreKeys.all(workspace), 'default'],
      queryFn: () => azureml.datastores.getDefault(workspace),
    }),
}
