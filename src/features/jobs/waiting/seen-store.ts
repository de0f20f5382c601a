import type { JobRef } from '../../../domain/refs.ts'
import { parseSeen, withLook, type SeenStatus } from '../../../domain/waiting/seen-statuses.ts'
import { isTerminal } from '../../../domain/job-status.ts'
import { workspaceKey } from '../../../queries/workspace-key.ts'

const listeners = new Set<() => void>()
const inMemory = new Map<string, readonly SeenStatus[]>()

const keyOf = ({ workspace, jobName }: JobRef) => `trainyard.seen.${workspaceKey(workspace)}.${jobName}`

/** The statuses that this tab saw of a job, also before a reload. The same list as long as nothing new was seen. */
export function seenStatuses(ref: JobRef): readonly SeenStatus[] {
  const key = keyOf(ref)
  let seen = inMemory.get(key)
  if (!seen) {
    seen = parseSeen(readKept(key))
    inMemory.set(key, seen)
  }
  return seen
}

/** Notes what a look at a job showed. Of a job that was never seen alive nothing is kept. */
export function noteStatus(ref: JobRef, status: string, at: number): void {
  const before = seenStatuses(ref)
  const last = before.at(-1)
  if (isTerminal(last?.status ?? status)) return
  const seen = withLook(before, status, at)
  if (seen === before) return
  const key = keyOf(ref)
  inMemory.set(key, seen)
  keep(key, JSON.stringify(seen))
  for (const listener of listeners) listener()
}

export function subscribeToSeen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function readKept(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    // Storage may be denied; then a reload forgets.
    return null
  }
}

function keep(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text)
  } catch {
    // Denied or full: a reload forgets.
  }
}
