import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { jobs } from '../api/jobs.ts'
import type { ListViewType } from '../api/resource.ts'
import type { JobRef, WorkspaceRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const jobKeys = {
  all: (workspace: WorkspaceRef) => ['jobs', workspaceKey(workspace)] as const,
}

export const jobQueries = {
  /** Jobs newest first, in pages of the service's own size. A refetch asks for every page that was loaded. */
  list: (workspace: WorkspaceRef, listViewType: ListViewType = 'ActiveOnly') =>
    infiniteQueryOptions({
      queryKey: [...jobKeys.all(workspace), 'list', listViewType],
      queryFn: ({ pageParam }) => jobs.list(workspace, { nextLink: pageParam, listViewType }),
      initialPageParam: undefined as string | undefined,
      // A server that repeats a link would be asked for the same page for ever.
      getNextPageParam: ({ nextLink }, _pages, _param, asked) =>
        nextLink && !asked.includes(nextLink) ? nextLink : undefined,
    }),
  /** The newest page alone: one request, however many pages the list above holds. */
  newest: (workspace: WorkspaceRef, listViewType: ListViewType = 'ActiveOnly') =>
    queryOptions({
      queryKey: [...jobKeys.all(workspace), 'newest', listViewType],
      queryFn: () => jobs.list(workspace, { listViewType }),
    }),
  detail: (ref: JobRef) =>
    queryOptions({
      queryKey: [...jobKeys.all(ref.workspace), 'detail', ref.jobName],
      queryFn: () => jobs.get(ref),
    }),
}

export const jobMutations = {
  cancel: (queryClient: QueryClient, workspace: WorkspaceRef) =>
    mutationOptions({
      mutationFn: (jobName: string) => jobs.cancel({ workspace, jobName }),
      // Lists show the status too. Settled, not succeeded: a refused cancel often means the job has ended meanwhile.
      onSettled: () => queryClient.invalidateQueries({ queryKey: jobKeys.all(workspace) }),
    }),
}
