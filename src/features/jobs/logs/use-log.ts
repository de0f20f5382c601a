import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import { followText } from '../../../lib/growing-text.ts'
import { runKeys } from '../../../queries/run.ts'
import { logReader } from '../../../queries/run-files.ts'

const tailMs = 1_500

/**
 * Follows one log file of a job. The text lives in its follower; the query only says when to look: at once, every
 * 1.5 s while the job can still write and the page is in sight, and once more when the job's end marks all of the run
 * as out of date.
 */
export function useLog(ref: JobRef, fileName: string, live: boolean) {
  const queryClient = useQueryClient()
  const follower = useMemo(() => followText(logReader(queryClient, ref, fileName)), [queryClient, ref, fileName])
  const log = useSyncExternalStore(follower.subscribe, follower.snapshot)
  const poll = useQuery({
    queryKey: [...runKeys.all(ref), 'log', fileName],
    queryFn: async ({ signal }) => {
      await follower.poll(signal)
      return follower.snapshot().end
    },
    // What was read belongs to the follower of one page; another page starts from nothing.
    staleTime: 0,
    gcTime: 0,
    refetchInterval: live ? tailMs : false,
  })
  return { log, poll, loadEarlier: () => follower.loadEarlier() }
}
