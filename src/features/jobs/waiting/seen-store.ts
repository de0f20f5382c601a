import { isTerminal } from '../../../domain/job-status.ts'
import type { JobRef } from '../../../domain/refs.ts'
import { parseSeen, withLook, type SeenStatus } from '../../../domain/waiting/seen-statuses.ts'
import { workspaceKey } from '../../../queries/workspace-key.ts'

const listeners = new Set<() => void>()

const keyOf = ({ workspace, jobName }: JobRef) => `trainyard.seen.${workspaceKey(workspace)}.${jobName}`

/** For a list that is the same as long as its text is, and for browsers that deny storage. */
const parsed = new Map<string, { text: string | null; seen: readonly SeenStatus[] }>()

/** The statuses that this tab saw of a job, also before a reload. The same list as long as nothing new was seen. */
export function seenStatuses(ref: JobRef): readonly SeenStatus[] {
  const key = keyOf(ref)
  const known = parsed.get(key)
  const text = readKept(key, known?.text ?? null)
  if (known && known.text === text) return known.seen
  const seen = parseSeen(text)
  parsed.set(key, { text, seen })
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
  const text = JSON.stringify(seen)
  parsed.set(key, { text, seen })
  keep(key, text)
  for (const listener of listeners) listener()
}

export function subscribeToSeen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** @param known what to go by where storage is denied: then a reload forgets */
function readKept(key: string, known: string | null): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return known
  }
}

function keep(key: string, text: string): void {
  try {
    sessionStorage.setItem(key, text)
  } catch {
    // Denied or full: a reload forgets.
  }
}
