import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { pageOf, armPage } from '../paging.ts'
import { authorize, authorizedWorkspace, workspacePath, type WorkspaceParams } from '../rbac.ts'
import { trackingUri } from '../runs/mlflow-wire.ts'
import type { ArmResource } from '../store.ts'
import { subscriptionsOf } from './subscriptions.ts'

const workspaceType = 'Microsoft.MachineLearningServices/workspaces'
const pageSize = 100

type ListRequest = {
  Params: { subscriptionId: string; resourceGroup?: string }
  Querystring: { $skip?: string }
}

/** Workspaces: lists by subscription, by resource group and through Resource Graph, and one by name. */
export function registerWorkspaces(app: FastifyInstance, ctx: EmulatorContext): void {
  const listPaths = [
    '/subscriptions/:subscriptionId/providers/Microsoft.MachineLearningServices/workspaces',
    '/subscriptions/:subscriptionId/resourceGroups/:resourceGroup/providers/Microsoft.MachineLearningServices/workspaces',
  ]
  for (const path of listPaths) {
    app.get<ListRequest>(path, async ({ principal, params, query, url }) => {
      const subscription = `/subscriptions/${params.subscriptionId}`
      const scope = params.resourceGroup ? `${subscription}/resourceGroups/${params.resourceGroup}` : subscription
      authorize(ctx, principal, `${workspaceType}/read`, scope)
      if (params.resourceGroup && !ctx.resources.get(scope)) {
        throw new ServiceError(
          404,
          'ResourceGroupNotFound',
          `Resource group '${params.resourceGroup}' could not be found.`,
        )
      }
      const all = ctx.resources.below(scope, workspaceType)
      const page = pageOf(all, { skip: query.$skip, size: pageSize, keyOf: ({ id }) => id })
      const items = page.items.map((workspace) => workspaceBody(ctx, workspace))
      return armPage(ctx.settings.origins.cloud, url, { ...page, items })
    })
  }

  app.get<{ Params: WorkspaceParams }>(workspacePath, async ({ principal, params }) =>
    workspaceBody(ctx, authorizedWorkspace(ctx, principal, params, 'read')),
  )

  app.post('/providers/Microsoft.ResourceGraph/resources', async ({ principal, body }) => {
    const request = parseGraphRequest(body)
    const subscriptions = subscriptionsOf(ctx, principal).filter(
      ({ name }) => !request.subscriptions || request.subscriptions.includes(name),
    )
    const found = subscriptions.flatMap(({ id }) => ctx.resources.below(id, workspaceType))
    const sorted = found.toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
    const page = pageOf(sorted, {
      skip: request.options?.$skipToken,
      size: request.options?.$top ?? 100,
      keyOf: ({ id }) => id,
    })
    return {
      totalRecords: found.length,
      count: page.items.length,
      resultTruncated: page.next ? 'true' : 'false',
      ...(page.next ? { $skipToken: page.next } : {}),
      facets: [],
      data: page.items.map((workspace) => graphRow(ctx, workspace)),
    }
  })
}

/** What a client gets to see. Addresses follow the ports of this start, so they are not stored. */
function workspaceBody(ctx: EmulatorContext, workspace: ArmResource): ArmResource {
  return {
    ...workspace,
    properties: {
      ...workspace.properties,
      discoveryUrl: `${ctx.settings.origins.cloud}/discovery`,
      mlFlowTrackingUri: trackingUri(ctx.settings, workspace.id),
    },
  }
}

function graphRow(ctx: EmulatorContext, workspace: ArmResource) {
  const { id, name, type, location, kind, tags, properties } = workspaceBody(ctx, workspace)
  const [, , subscriptionId, , resourceGroup] = id.split('/')
  const tenantId = properties['tenantId']
  // The graph is known to answer types and resource groups in lower case.
  const row = { id, name, type: type.toLowerCase(), location, kind, tags, properties, tenantId }
  return { ...row, subscriptionId, resourceGroup: resourceGroup?.toLowerCase() }
}

const graphRequest = z.object({
  query: z.string(),
  subscriptions: z.array(z.string()).optional(),
  options: z
    .object({
      $top: z.int().min(1).max(1000).optional(),
      $skipToken: z.string().optional(),
      resultFormat: z.string().optional(),
    })
    .optional(),
})

/** @throws ServiceError 400 for any query but the one over workspaces: this is not a query engine, and says so */
function parseGraphRequest(body: unknown) {
  const request = graphRequest.safeParse(body)
  const isKnown = /^\s*resources\s*\|\s*where type =~ '(microsoft\.machinelearningservices\/workspaces)'/i
  if (!request.success || !isKnown.test(request.data.query)) {
    const message =
      "The local Resource Graph answers one query only: resources | where type =~ 'microsoft.machinelearningservices/workspaces' ..."
    throw new ServiceError(400, 'BadRequest', message)
  }
  return request.data
}
