import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { models } from '../api/assets.ts'
import type { ModelVersionResource } from '../api/generated/arm.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { findAsset } from './find-asset.ts'
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
  /** The asset with all of its versions; null when nothing has that name. */
  found: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...modelKeys.all(workspace), 'found', name],
      queryFn: () => findAsset(models, workspace, name),
    }),
}

/** Makes a version, or changes what may be changed of one; part of more than one step, so no mutation by itself. */
export async function putModelVersion(
  client: QueryClient,
  workspace: WorkspaceRef,
  { name, version, body }: { name: string; version: string; body: ModelVersionResource },
) {
  try {
    return await models.putVersion(workspace, name, version, body)
  } finally {
    void client.invalidateQueries({ queryKey: modelKeys.all(workspace) })
  }
}
