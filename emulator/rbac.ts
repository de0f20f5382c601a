import type { FastifyRequest } from 'fastify'
import type { EmulatorContext } from './context.ts'
import type { Principal } from './contracts.ts'
import { ServiceError } from './errors.ts'
import { roleOf, type RoleName } from './seed/directory.ts'
import type { ArmResource, ResourceStore } from './store.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, set by the cloud server before any handler that needs a token; handlers of public paths have none. */
    principal: Principal
  }
}

export type Permission = Readonly<{
  actions: readonly string[]
  notActions: readonly string[]
  dataActions: readonly string[]
  notDataActions: readonly string[]
}>

/** Azure's built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
export const rolePermissions: Record<RoleName, Permission> = {
  Owner: { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] },
  Contributor: {
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
    ],
    dataActions: [],
    notDataActions: [],
  },
  Reader: { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] },
}

/** Every request asks; compiling a pattern anew each time was a tenth of its cost. */
const compiled = new Map<string, RegExp>()

/** `*` stands for any run of characters, also across slashes; case does not count. */
function matches(pattern: string, action: string): boolean {
  let expression = compiled.get(pattern)
  if (!expression) {
    const source = pattern.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', '.*')
    expression = new RegExp(`^${source}$`, 'i')
    compiled.set(pattern, expression)
  }
  return expression.test(action)
}

/** An action is allowed when a pattern allows it and no `notActions` pattern of the same role takes it away. */
export const permits = (permission: Permission, action: string): boolean =>
  permission.actions.some((pattern) => matches(pattern, action)) &&
  !permission.notActions.some((pattern) => matches(pattern, action))

/**
 * Checks that the caller may do `action` on `scope`, an ARM id at or below a subscription.
 * @throws ServiceError 404 `SubscriptionNotFound`; 401 when the subscription is of another tenant than the token;
 * 403 `AuthorizationFailed`
 */
export function authorize(ctx: EmulatorContext, principal: Principal, action: string, scope: string): void {
  const subscriptionId = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1]?.toLowerCase() ?? ''
  const tenantId = tenantOfSubscription(ctx.resources, subscriptionId)
  if (!tenantId) {
    throw new ServiceError(404, 'SubscriptionNotFound', `The subscription '${subscriptionId}' could not be found.`)
  }
  if (principal.kind === 'job') throw authorizationFailed(`job ${principal.jobName}`, principal.jobName, action, scope)

  if (tenantId !== principal.tenantId) throw wrongTenant(ctx, principal.tenantId, tenantId)

  const role = roleOf(tenantId, principal.objectId)
  if (!role || !permits(rolePermissions[role], action)) {
    throw authorizationFailed(principal.name, principal.objectId, action, scope)
  }
}

const tenantsBySubscription = new WeakMap<ResourceStore, Map<string, string>>()

/** A subscription stays in its tenant for good, so one look into the store is enough. */
function tenantOfSubscription(resources: ResourceStore, subscriptionId: string): string | undefined {
  const known = tenantsBySubscription.get(resources) ?? new Map<string, string>()
  tenantsBySubscription.set(resources, known)
  const cached = known.get(subscriptionId)
  if (cached) return cached
  const tenantId = resources.get(`/subscriptions/${subscriptionId}`)?.properties['tenantId']
  if (typeof tenantId !== 'string') return undefined
  known.set(subscriptionId, tenantId)
  return tenantId
}

const authorizationFailed = (client: string, objectId: string, action: string, scope: string) =>
  new ServiceError(
    403,
    'AuthorizationFailed',
    `The client '${client}' with object id '${objectId}' does not have authorization to perform action '${action}' ` +
      `over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  )

function wrongTenant(ctx: EmulatorContext, tokenTenant: string, tenantId: string): ServiceError {
  const message =
    `The access token is from the wrong issuer. It must match the tenant '${tenantId}' associated with this ` +
    `subscription; the token is of tenant '${tokenTenant}'.`
  // Clients read the right authority out of this header and sign in there.
  const challenge = `Bearer authorization_uri="${ctx.settings.origins.cloud}/${tenantId}", error="invalid_token"`
  return new ServiceError(401, 'InvalidAuthenticationTokenTenant', message, {
    headers: { 'www-authenticate': challenge },
  })
}

export type WorkspaceParams = { subscriptionId: string; resourceGroup: string; workspace: string }

/** A request to a path that starts with `workspacePath`. */
export type WorkspaceRequest = FastifyRequest<{ Params: WorkspaceParams }>

/** Path of one workspace, with the parameters that `authorizedWorkspace` reads. */
export const workspacePath =
  '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup/providers/Microsoft.MachineLearningServices/workspaces/:workspace'

/**
 * The workspace that a path names, after the role check. Its `id` is spelled as stored: build child ids on it.
 * @param action below `Microsoft.MachineLearningServices/workspaces/`, e.g. `jobs/write`; `read` is the workspace's own
 * @throws ServiceError as `authorize`, and 404 `ResourceGroupNotFound` or `ResourceNotFound`
 */
export function authorizedWorkspace(
  ctx: EmulatorContext,
  principal: Principal,
  { subscriptionId, resourceGroup, workspace }: WorkspaceParams,
  action: string,
): ArmResource {
  const groupId = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`
  const id = `${groupId}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`
  authorize(ctx, principal, `Microsoft.MachineLearningServices/workspaces/${action}`, id)
  const found = ctx.resources.get(id)
  if (found) return found
  if (!ctx.resources.get(groupId)) {
    throw new ServiceError(404, 'ResourceGroupNotFound', `Resource group '${resourceGroup}' could not be found.`)
  }
  throw new ServiceError(
    404,
    'ResourceNotFound',
    `The Resource 'Microsoft.MachineLearningServices/workspaces/${workspace}' under resource group ` +
      `'${resourceGroup}' was not found.`,
  )
}
