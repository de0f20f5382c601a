import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'

/**
 * A workspace as part of a query key. ARM ids compare without regard to case, and links come in every spelling: all of
 * them must meet in one cache entry.
 */
export const workspaceKey = (workspace: WorkspaceRef): string => workspaceId(workspace).toLowerCase()
