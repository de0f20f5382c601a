import { hashKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useSyncExternalStore } from 'react'
import type { JobRef } from '../../../domain/refs.ts'
import type { SeenStatus } from '../../../domain/waiting/seen-statuses.ts'
import { jobQueries } from '../../../queries/jobs.ts'
import { noteStatus, seenStatuses, subscribeToSeen } from './seen-store.ts'

/**
 * Notes every change of a job's status that this page sees, whichever tab is open. It listens to the cache, so nothing
 * is asked for and nothing is drawn again.
 */
export function useWatchStatus(ref: JobRef): void {
  const client = useQueryClient()
  useEffect(() => {
    const { queryKey } = jobQueries.detail(ref)
    const hash = hashKey(queryKey)
    const note = () => {
      const status = client.getQueryData(queryKey)?.properties.status
      const at = client.getQueryState(queryKey)?.dataUpdatedAt
      if (status && at) noteStatus(ref, status, at)
    }
    note()
    return client.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.queryHash === hash) note()
    })
  }, [client, ref])
}

/** What this page saw of a job so far. */
export function useSeenStatuses(ref: JobRef): readonly SeenStatus[] {
  const snapshot = useCallback(() => seenStatuses(ref), [ref])
  return useSyncExternalStore(subscribeToSeen, snapshot)
}
