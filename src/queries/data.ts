import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { data } from '../api/assets.ts'
import type { DataVersionBaseResource } from '../api/generated/arm.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { findAsset } from './find-asset.ts'
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
  /** The asset with all of its versions; null when nothing has that name. */
  found: (workspace: WorkspaceRef, name: string) =>
    queryOptions({
      queryKey: [...dataKeys.all(workspace), 'found', name],
      queryFn: () => findAsset(data, workspace, name),
    }),
}

/** Makes a version, or changes what may be changed of one; part of more than one step, so no mutation by itself. */
export async function putDataVersion(
  client: QueryClient,
  workspace: WorkspaceRef,
  { name, version, body }: { name: string; version: string; body: DataVersionBaseResource },
) {
  try {
    return await data.putVersion(workspace, name, version, body)
  } finally {
    void client.invalidateQueries({ queryKey: dataKeys.all(workspace) })
  }
}
