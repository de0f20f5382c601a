import type { FastifyInstance } from 'fastify'
import type { EmulatorContext } from '../context.ts'
import { authorize, authorizedWorkspace, rolePermissions, workspacePath, type WorkspaceParams } from '../rbac.ts'
import { roleOf } from '../seed/directory.ts'

const action = 'Microsoft.Authorization/permissions/read'
const groupPath = '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup'

/** What the caller may do: `GET {scope}/providers/Microsoft.Authorization/permissions`. */
export function registerAuthorization(app: FastifyInstance, ctx: EmulatorContext): void {
  app.get<{ Params: WorkspaceParams }>(
    `${groupPath}/providers/Microsoft.Authorization/permissions`,
    async ({ principal, params }) => {
      authorize(
        ctx,
        principal,
        action,
        `/subscriptions/${params.subscriptionId}/resourceGroups/${params.resourceGroup}`,
      )
      return permissionsOf(principal)
    },
  )
  app.get<{ Params: WorkspaceParams }>(
    `${workspacePath}/providers/Microsoft.Authorization/permissions`,
    async ({ principal, params }) => {
      authorizedWorkspace(ctx, principal, params, 'read')
      return permissionsOf(principal)
    },
  )
}

function permissionsOf(principal: { kind: string } & Partial<{ tenantId: string; objectId: string }>) {
  const role = roleOf(principal.tenantId ?? '', principal.objectId ?? '')
  return { value: role ? [rolePermissions[role]] : [] }
}
