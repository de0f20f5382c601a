import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { parseTenantId, parseWorkspaceId, shortWorkspaceId, type JobRef } from '../../domain/refs.ts'
import type { JobPlace } from '../../paths.ts'
import { useAccount } from '../account.ts'
import { isSameWorkspace } from '../recent-workspaces.ts'
import { storedWatched, subscribeToWatched, watchedKey } from './watched-key.ts'

/** A job whose end somebody wants to be told of. */
export type WatchedJob = JobPlace &
  Readonly<{
    title: string
    /** The status it ended with; undefined while it goes on. */
    ended: string | undefined
    /** Whether its end was looked at. */
    isSeen: boolean
  }>

/** More would make the menu a list of jobs. */
export const mostWatched = 20

/** What is kept under the account: what cannot be read counts as nothing. */
export function parseWatched(stored: string | null): WatchedJob[] {
  try {
    const list: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(list) ? list.flatMap(watchedFrom).slice(0, mostWatched) : []
  } catch {
    return []
  }
}

function watchedFrom(entry: unknown): WatchedJob[] {
  if (typeof entry !== 'object' || entry === null) return []
  // Every member is checked before it is used: the browser's storage may hold anything.
  const { wsid, tid, job, title, ended, seen } = entry as Record<string, unknown>
  const workspace = typeof wsid === 'string' ? parseWorkspaceId(wsid) : undefined
  if (!workspace || typeof job !== 'string') return []
  const tenantId = typeof tid === 'string' ? parseTenantId(tid) : undefined
  return [
    {
      workspace: { ...workspace, tenantId },
      jobName: job,
      title: typeof title === 'string' ? title : job,
      ended: typeof ended === 'string' ? ended : undefined,
      isSeen: seen === true,
    },
  ]
}

function write(accountId: string, jobs: readonly WatchedJob[]): void {
  const list = jobs.map(({ workspace, jobName, title, ended, isSeen }) => ({
    wsid: shortWorkspaceId(workspace),
    tid: workspace.tenantId,
    job: jobName,
    title,
    ended,
    seen: isSeen,
  }))
  try {
    if (list.length === 0) localStorage.removeItem(watchedKey(accountId))
    else localStorage.setItem(watchedKey(accountId), JSON.stringify(list))
  } catch {
    // Full or blocked: the list stays as it was.
  }
  dispatchEvent(new StorageEvent('storage', { key: watchedKey(accountId) }))
}

export const isSameJob = (a: JobRef, b: JobRef): boolean =>
  a.jobName === b.jobName && isSameWorkspace(a.workspace, b.workspace)

/** The jobs that this account watches in this browser, the newest first, and what changes the list. */
export function useWatchedJobs() {
  const { id } = useAccount()
  const stored = useSyncExternalStore(subscribeToWatched, () => storedWatched(id))
  const jobs = useMemo(() => parseWatched(stored), [stored])
  const change = useCallback(
    (next: (now: readonly WatchedJob[]) => readonly WatchedJob[]) => write(id, next(parseWatched(storedWatched(id)))),
    [id],
  )

  return {
    jobs,
    /** Puts a job in front; where the list is full, what ended goes first, then what was watched longest. */
    watch: useCallback(
      (job: JobPlace, title: string) =>
        change((now) => {
          const others = now.filter((other) => !isSameJob(other, job))
          const kept = others.length < mostWatched ? others : withoutOldest(others)
          return [{ ...job, title, ended: undefined, isSeen: false }, ...kept]
        }),
      [change],
    ),
    unwatch: useCallback((job: JobRef) => change((now) => now.filter((other) => !isSameJob(other, job))), [change]),
    unwatchEnded: useCallback(() => change((now) => now.filter(({ ended }) => ended === undefined)), [change]),
    /** Marks the end of every job that ended as looked at. */
    see: useCallback(
      () => change((now) => now.map((job) => (job.ended === undefined ? job : { ...job, isSeen: true }))),
      [change],
    ),
    /** Notes an end. @returns whether it was news: of several open pages, one alone may tell of it */
    noteEnd: useCallback(
      (job: JobRef, status: string): boolean => {
        const isNews = parseWatched(storedWatched(id)).some(
          (other) => isSameJob(other, job) && other.ended === undefined,
        )
        if (isNews) change((now) => now.map((other) => (isSameJob(other, job) ? { ...other, ended: status } : other)))
        return isNews
      },
      [id, change],
    ),
  }
}

function withoutOldest(jobs: readonly WatchedJob[]): readonly WatchedJob[] {
  const ended = jobs.findLastIndex((job) => job.ended !== undefined)
  return jobs.toSpliced(ended === -1 ? jobs.length - 1 : ended, 1)
}
