import { useQuery } from '@tanstack/react-query'
import { isAllowed, workspaceAction } from '../domain/permissions.ts'
import { permissionQueries } from '../queries/permissions.ts'
import { useWorkspaceRef } from './use-workspace.ts'

/** Actions at a workspace, without the provider's prefix. The names are those of Azure's role definitions. */
export type WorkspaceAction =
  | 'jobs/write'
  | 'jobs/cancel/action'
  | 'jobs/delete'
  | 'computes/write'
  | 'computes/delete'
  | 'codes/write'
  | 'data/write'
  | 'environments/write'
  | 'models/write'
  | 'datastores/listSecrets/action'

/**
 * Whether the signed-in account may do something in the page's workspace, and if not, a sentence for the disabled
 * button. Where the roles cannot be read the answer is yes: the service has the last word, and says why.
 */
export function usePermission(action: WorkspaceAction): { allowed: boolean; reason?: string } {
  const workspace = useWorkspaceRef()
  const { data: permissions, isPending } = useQuery(permissionQueries.forWorkspace(workspace))
  if (isPending) return { allowed: false, reason: 'Checking what your role allows …' }
  if (!permissions || isAllowed(permissions, workspaceAction(action))) return { allowed: true }
  return { allowed: false, reason: `Your role in ${workspace.workspaceName} does not allow ${action}` }
}
