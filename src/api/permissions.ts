import { workspaceId, type WorkspaceRef } from '../domain/refs.ts'
import type { Permission } from '../domain/permissions.ts'
import { arm } from './clients.ts'

/** Microsoft.Authorization has api-versions of its own. */
const query = { 'api-version': '2022-04-01' }

export const permissions = {
  /** What the caller's roles at the workspace and above allow. */
  forWorkspace: (ref: WorkspaceRef) =>
    arm.all<Permission>(`${workspaceId(ref)}/providers/Microsoft.Authorization/permissions`, { query }),
}
