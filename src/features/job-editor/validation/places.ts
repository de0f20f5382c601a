import { isSameId, workspaceId, type WorkspaceRef } from '../../../domain/refs.ts'
import { unknown } from './check.ts'

/** Names compare without regard to letter case, as parts of ARM ids do. */
export const isSameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) => isSameId(workspaceId(a), workspaceId(b))

/** Of what is not of this workspace. */
export const elsewhere = unknown('It is in another workspace; whether it is there, only the service can tell.')
