import { queryOptions, type QueryClient } from '@tanstack/react-query'
import type { ComparedJob } from '../domain/compare/compared-job.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

/** What has been read so far of the jobs of a comparison. It grows while it is read. */
export type Comparison = Readonly<{
  /** Those that were read, in the order of the names. */
  jobs: readonly ComparedJob[]
  /** Those that cannot be read, with what the service says of it. */
  failures: readonly Readonly<{ name: string; error: unknown }>[]
  /** Of how many names there is an answer, and of how many there will be one. */
  read: number
  total: number
  /** Why nothing that runs logged is known; undefined when it is known or still asked for. */
  loggedError: unknown
}>

/** Whether any of the jobs can still change. */
export const movesStill = (comparison: Comparison): boolean => comparison.jobs.length > comparison.total

export const compareQueries = {
  /** Jobs by their names. `data` is there, and grows, before the query is done: see `read` of `total`. */
  jobs: (_client: QueryClient, workspace: WorkspaceRef, names: readonly string[]) =>
    queryOptions({
      queryKey: ['compare', workspaceKey(workspace), names],
      queryFn: (): Comparison => ({ jobs: [], failures: [], read: 0, total: names.length, loggedError: undefined }),
      structuralSharing: false,
    }),
}

/** Forgets why jobs could not be read, so that the next look asks for them again. */
export function forgetFailures(client: QueryClient, workspace: WorkspaceRef, names: readonly string[]): Promise<void> {
  return client.invalidateQueries({ queryKey: ['compare', workspaceKey(workspace), names] })
}
