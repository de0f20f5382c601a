import { queryOptions } from '@tanstack/react-query'
import { listBlobFolder } from '../api/blob-list.ts'
import { signDatastore } from '../api/datastore-sas.ts'
import { datastores, type DatastoreResource } from '../api/datastores.ts'
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
  /** The address of a datastore's container with a signature, which is good for hours. */
  signature: (workspace: WorkspaceRef, datastore: DatastoreResource) =>
    queryOptions({
      queryKey: [...datastoreKeys.all(workspace), 'signature', datastore.name],
      queryFn: () => signDatastore(datastores, workspace, datastore),
      staleTime: 30 * 60_000,
    }),
  /** @param path of a folder below the datastore's root, with a slash at its end; empty for the root */
  folder: (workspace: WorkspaceRef, datastore: DatastoreResource, path: string) =>
    queryOptions({
      queryKey: [...datastoreKeys.all(workspace), 'folder', datastore.name, path],
      queryFn: async ({ client, signal }) =>
        listBlobFolder(await client.query(datastoreQueries.signature(workspace, datastore)), path, { signal }),
    }),
}
