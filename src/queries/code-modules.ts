import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { modulesIn } from '../domain/failure/own-files.ts'
import type { AssetVersionRef, WorkspaceRef } from '../domain/refs.ts'
import { codeStore } from './job-files.ts'
import { workspaceKey } from './workspace-key.ts'

export const codeModuleQueries = {
  /** Names of the Python modules in a code version, as far as the first page of its files tells. */
  of: (client: QueryClient, workspace: WorkspaceRef, code: Pick<AssetVersionRef, 'name' | 'version'> | undefined) =>
    queryOptions({
      queryKey: ['code-modules', workspaceKey(workspace), code?.name, code?.version],
      queryFn: async ({ signal }) => {
        if (!code) return []
        const { entries } = await codeStore(client, workspace, code.name, code.version).page('', { signal })
        return modulesIn(entries.map(({ path }) => path))
      },
      // A version of code never changes.
      staleTime: Infinity,
      retry: false,
    }),
}
