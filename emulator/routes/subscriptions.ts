import type { FastifyInstance } from 'fastify'
import type { EmulatorContext } from '../context.ts'
import type { Principal } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { authorize } from '../rbac.ts'
import { membershipsOf, tenants } from '../seed/directory.ts'
import { locations } from '../seed/locations.ts'
import type { ArmResource } from '../store.ts'

type SubscriptionParams = { subscriptionId: string }

/** Tenants, subscriptions, resource groups and locations: the provider `Microsoft.Resources`. */
export function registerSubscriptions(app: FastifyInstance, ctx: EmulatorContext): void {
  app.get('/metadata/endpoints', async () => endpoints(ctx))

  app.get('/tenants', async ({ principal }) => {
    const objectId = principal.kind === 'job' ? '' : principal.objectId
    const memberships = membershipsOf(objectId)
    const visible = tenants.filter(({ tenantId }) => memberships.some((member) => member.tenantId === tenantId))
    return {
      value: visible.map(({ tenantId, displayName, defaultDomain, countryCode }) => ({
        id: `/tenants/${tenantId}`,
        tenantId,
        displayName,
        defaultDomain,
        domains: [defaultDomain],
        countryCode,
        tenantCategory: tenantId === memberships[0]?.tenantId ? 'Home' : 'ProjectedBy',
        tenantType: 'AAD',
      })),
    }
  })

  app.get('/subscriptions', async ({ principal }) => ({
    value: subscriptionsOf(ctx, principal).map(subscriptionBody),
    count: { type: 'Total', value: subscriptionsOf(ctx, principal).length },
  }))

  app.get<{ Params: SubscriptionParams }>('/subscriptions/:subscriptionId', async ({ principal, params }) =>
    subscriptionBody(readable(ctx, principal, params, 'Microsoft.Resources/subscriptions/read')),
  )

  app.get<{ Params: SubscriptionParams }>('/subscriptions/:subscriptionId/resourcegroups', async (request) => {
    const subscription = readable(ctx, request.principal, request.params, `${groupAction}/read`)
    return { value: ctx.resources.below(subscription.id, 'Microsoft.Resources/resourceGroups') }
  })

  app.get<{ Params: SubscriptionParams & { resourceGroup: string } }>(
    '/subscriptions/:subscriptionId/resourcegroups/:resourceGroup',
    async (request) => {
      const subscription = readable(ctx, request.principal, request.params, `${groupAction}/read`)
      const group = ctx.resources.get(`${subscription.id}/resourceGroups/${request.params.resourceGroup}`)
      if (group) return group
      const message = `Resource group '${request.params.resourceGroup}' could not be found.`
      throw new ServiceError(404, 'ResourceGroupNotFound', message)
    },
  )

  app.get<{ Params: SubscriptionParams }>('/subscriptions/:subscriptionId/locations', async (request) => {
    const action = 'Microsoft.Resources/subscriptions/locations/read'
    const subscription = readable(ctx, request.principal, request.params, action)
    return {
      value: locations.map((location) => ({ id: `${subscription.id}/locations/${location.name}`, ...location })),
    }
  })
}

const groupAction = 'Microsoft.Resources/subscriptions/resourceGroups'

/** The subscriptions of the caller's tenant. Roles are held by tenant here, so a member sees all of them. */
export function subscriptionsOf(ctx: EmulatorContext, principal: Principal): ArmResource[] {
  if (principal.kind === 'job') return []
  return ctx.resources
    .below('/subscriptions', 'Microsoft.Resources/subscriptions')
    .filter(({ properties }) => properties['tenantId'] === principal.tenantId)
}

function readable(ctx: EmulatorContext, principal: Principal, params: SubscriptionParams, action: string): ArmResource {
  const id = `/subscriptions/${params.subscriptionId}`
  authorize(ctx, principal, action, id)
  const found = ctx.resources.get(id)
  if (!found) throw new Error(`authorize let the missing subscription ${id} pass`)
  return found
}

const subscriptionBody = ({ id, name, properties }: ArmResource) => ({
  id,
  subscriptionId: name,
  tenantId: properties['tenantId'],
  displayName: properties['displayName'],
  state: 'Enabled',
  authorizationSource: 'RoleBased',
  managedByTenants: [],
  subscriptionPolicies: {
    locationPlacementId: 'Public_2014-09-01',
    quotaId: 'PayAsYouGo_2014-09-01',
    spendingLimit: 'Off',
  },
})

/** Where the other parts of this cloud are, as `GET /metadata/endpoints` tells in Azure without a token. */
const endpoints = ({ settings: { origins } }: EmulatorContext) => [
  {
    name: 'TrainyardLocal',
    portal: origins.studio,
    resourceManager: origins.cloud,
    authentication: {
      loginEndpoint: origins.cloud,
      audiences: ['https://management.azure.com', 'https://management.azure.com/'],
      tenant: 'common',
      identityProvider: 'AAD',
    },
    suffixes: { storage: 'core.windows.net' },
  },
]
