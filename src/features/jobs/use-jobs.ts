import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { ListViewType } from '../../api/resource.ts'
import { useWorkspaceRef } from '../../parts/use-workspace.ts'
import { jobQueries } from '../../queries/jobs.ts'
import { mergeNewest, pollJobs, somethingMoves } from './job-list.ts'

/** Pages come in by themselves up to this many jobs; more on request. */
const enoughJobs = 500

/** The jobs of the page's workspace loaded so far, kept up to date by one request for the newest page. */
export function useJobs(view: ListViewType) {
  const workspace = useWorkspaceRef()
  const options = jobQueries.list(workspace, view)
  const pages = useInfiniteQuery({
    ...options,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    // Jobs on later pages are out of sight of the newest page; while one of them moves, all pages are asked for.
    refetchInterval: ({ state }) =>
      somethingMoves(state.data?.pages.slice(1).flatMap(({ value }) => value) ?? []) ? 15_000 : false,
  })
  const newest = useQuery({
    ...jobQueries.newest(workspace, view),
    enabled: pages.isSuccess,
    initialData: pages.data?.pages[0],
    initialDataUpdatedAt: pages.dataUpdatedAt,
    refetchInterval: ({ state }) => pollJobs(state.data?.value ?? []),
  })
  const jobs = useMemo(() => mergeNewest(pages.data?.pages ?? [], newest.data), [pages.data, newest.data])

  const { hasNextPage, isFetching, isError, fetchNextPage } = pages
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && jobs.length < enoughJobs) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, jobs.length, fetchNextPage])

  return { pages, newest, jobs, hasMore: hasNextPage }
}
