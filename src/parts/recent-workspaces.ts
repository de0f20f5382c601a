import { isSameId, parseTenantId, parseWorkspaceId, shortWorkspaceId, type WorkspaceRef } from '../domain/refs.ts'
import type { WorkspacePlace } from '../paths.ts'

/** Enough for the switcher's menu. */
const mostRemembered = 8

const storageKey = (accountId: string) => `trainyard.recent.${accountId}`

/**
 * Workspaces that this account opened on this machine, the last one first. What cannot be read counts as none: the
 * list is a convenience, and storage may be blocked or full of something else.
 */
export function recentWorkspaces(accountId: string, storage: Storage = localStorage): WorkspacePlace[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(storageKey(accountId)) ?? '[]')
    return Array.isArray(stored) ? stored.flatMap(placeFrom) : []
  } catch {
    return []
  }
}

/** Puts a workspace in front of the list. */
export function rememberWorkspace(accountId: string, place: WorkspacePlace, storage: Storage = localStorage): void {
  const others = recentWorkspaces(accountId, storage).filter((other) => !isSameWorkspace(other, place))
  const entries = [place, ...others]
    .slice(0, mostRemembered)
    .map((entry) => ({ wsid: shortWorkspaceId(entry), tid: entry.tenantId }))
  try {
    storage.setItem(storageKey(accountId), JSON.stringify(entries))
  } catch {
    // Full or blocked: the list stays as it was.
  }
}

export const isSameWorkspace = (a: WorkspaceRef, b: WorkspaceRef): boolean =>
  isSameId(shortWorkspaceId(a), shortWorkspaceId(b))

function placeFrom(entry: unknown): WorkspacePlace[] {
  if (typeof entry !== 'object' || entry === null || !('wsid' in entry) || typeof entry.wsid !== 'string') return []
  const workspace = parseWorkspaceId(entry.wsid)
  if (!workspace) return []
  const tid = 'tid' in entry && typeof entry.tid === 'string' ? parseTenantId(entry.tid) : undefined
  return [{ ...workspace, tenantId: tid }]
}
