import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { environments } from '../api/assets.ts'
import type { EnvironmentVersionResource } from '../api/generated/arm.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { findAsset } from './find-asset.ts'
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
  /** The asset with all of its versions; null when nothing has that name. */
  found: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...environmentKeys.all(workspace), 'found', name],
      queryFn: () => findAsset(environments, workspace, name),
    }),
}

/** Makes a version, or changes what may be changed of one; part of more than one step, so no mutation by itself. */
export async function putEnvironmentVersion(
  client: QueryClient,
  workspace: WorkspaceRef,
  { name, version, body }: { name: string; version: string; body: EnvironmentVersionResource },
) {
  try {
    return await environments.putVersion(workspace, name, version, body)
  } finally {
    void client.invalidateQueries({ queryKey: environmentKeys.all(workspace) })
  }
}
