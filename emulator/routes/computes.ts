import type { FastifyInstance, FastifyReply } from 'fastify'
import { armDate } from '../clock.ts'
import { type ClusterView, createClusterStore, creationMs, deletionMs } from '../computes/cluster-store.ts'
import { checkComputeName, parseComputeBody, parseScalePatch } from '../computes/compute-body.ts'
import { machinesOf } from '../computes/compute-settings.ts'
import { checkQuota } from '../computes/quota.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { createJobTable } from '../jobs/job-table.ts'
import { createOperations } from '../operations.ts'
import { pageAfter, armPage } from '../paging.ts'
import { authorize, authorizedWorkspace, type WorkspaceParams, workspacePath } from '../rbac.ts'
import { type ArmResource, inTransaction } from '../store.ts'
import { systemDataOf } from '../system-data.ts'

const computeType = 'Microsoft.MachineLearningServices/workspaces/computes'
const pageSize = 100

type ComputeParams = { Params: WorkspaceParams & { compute: string } }

const notFound = (name: string) =>
  new ServiceError(404, 'ComputeNotFound', `Compute '${name}' was not found in this workspace.`, { target: name })

/** Compute clusters: PUT, PATCH, GET, list, DELETE, listNodes and the status of their long-running operations. */
export function registerComputes(app: FastifyInstance, ctx: EmulatorContext): void {
  const { clock, db, resources, jobs } = ctx
  const clusters = createClusterStore(ctx)
  const jobTable = createJobTable(db)
  const operations = createOperations(db)

  /** @throws ServiceError 404 `ComputeNotFound`, also once a deletion is over */
  function find(workspace: ArmResource, name: string): { compute: ArmResource; view: ClusterView } {
    const compute = resources.get(`${workspace.id}/computes/${name}`)
    const view = compute && clusters.view(compute)
    if (!compute || !view) throw notFound(name)
    return { compute, view }
  }

  function startOperation(reply: FastifyReply, workspace: ArmResource, computeId: string, ms: number) {
    const id = operations.start(computeId, clock.now(), clock.now() + ms)
    const subscription = workspace.id.split('/')[2]
    const at =
      `${ctx.settings.origins.cloud}/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices` +
      `/locations/${workspace.location}/computeOperationsStatus/${id}?api-version=2025-09-01`
    reply.header('azure-asyncoperation', at).header('location', at).header('retry-after', '10')
  }

  app.put<ComputeParams>(`${workspacePath}/computes/:compute`, (request, reply) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/write')
    const id = `${workspace.id}/computes/${request.params.compute}`
    const stored = resources.get(id)
    const before = stored && clusters.view(stored)
    if (before?.provisioningState === 'Deleting') {
      throw new ServiceError(409, 'Conflict', `Compute '${stored?.name}' is being deleted.`)
    }
    const existing = before && stored
    if (!existing) checkComputeName(request.params.compute)
    const body = parseComputeBody(request.body)
    if (body.location && body.location.toLowerCase() !== workspace.location?.toLowerCase()) {
      throw new ServiceError(400, 'BadArgument', `A cluster lies in its workspace's region, ${workspace.location}.`, {
        target: 'location',
      })
    }
    const now = clock.now()
    const compute: ArmResource = {
      ...body,
      id: existing?.id ?? id,
      name: existing?.name ?? request.params.compute,
      type: computeType,
      location: workspace.location ?? '',
      systemData: systemDataOf(request.principal, now, existing?.systemData),
      properties: {
        ...body.properties,
        computeLocation: workspace.location,
        createdOn: existing?.properties['createdOn'] ?? armDate(now),
        modifiedOn: armDate(now),
        isAttachedCompute: false,
      },
    }
    checkQuota(compute, ctx.switches)
    inTransaction(db, () => {
      resources.put(compute)
      if (!existing) clusters.create(compute.id)
      else if (machinesOf(existing).vmSize !== machinesOf(compute).vmSize) clusters.replaceIdleNodes(compute.id)
    })
    jobs.computeChanged()
    if (!existing) startOperation(reply, workspace, compute.id, creationMs)
    return reply.code(existing ? 200 : 201).send(toWire(compute, find(workspace, compute.name).view))
  })

  app.patch<ComputeParams>(`${workspacePath}/computes/:compute`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/write')
    const { compute, view } = find(workspace, request.params.compute)
    if (view.provisioningState === 'Deleting') {
      throw new ServiceError(409, 'Conflict', `Compute '${compute.name}' is being deleted.`)
    }
    const scaleSettings = parseScalePatch(request.body)
    const now = clock.now()
    const patched: ArmResource = {
      ...compute,
      systemData: systemDataOf(request.principal, now, compute.systemData),
      properties: {
        ...compute.properties,
        modifiedOn: armDate(now),
        properties: { ...machinesOf(compute), scaleSettings },
      },
    }
    checkQuota(patched, ctx.switches)
    resources.put(patched)
    jobs.computeChanged()
    return toWire(patched, find(workspace, compute.name).view)
  })

  app.get<ComputeParams>(`${workspacePath}/computes/:compute`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/read')
    const { compute, view } = find(workspace, request.params.compute)
    return toWire(compute, view)
  })

  app.get<{ Params: WorkspaceParams; Querystring: Record<string, string> }>(`${workspacePath}/computes`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/read')
    const page = resources.list(`${workspace.id}/computes`, {
      ...pageAfter(request.query['$skip']),
      limit: pageSize,
      order: 'oldest',
    })
    const items = page.items.flatMap((compute) => {
      const view = clusters.view(compute)
      return view ? [toWire(compute, view)] : []
    })
    return armPage(ctx.settings.origins.cloud, request.url, { items, next: page.next })
  })

  app.delete<ComputeParams & { Querystring: Record<string, string> }>(
    `${workspacePath}/computes/:compute`,
    (request, reply) => {
      const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/delete')
      const action = request.query['underlyingResourceAction']
      if (action !== 'Delete' && action !== 'Detach') {
        throw new ServiceError(400, 'BadArgument', 'The query needs underlyingResourceAction=Delete or =Detach.', {
          target: 'underlyingResourceAction',
        })
      }
      const compute = resources.get(`${workspace.id}/computes/${request.params.compute}`)
      const view = compute && clusters.view(compute)
      if (!compute || !view) return reply.code(204).send()
      if (action === 'Detach') {
        throw new ServiceError(400, 'BadArgument', 'A cluster cannot be detached, it was not attached. Use Delete.', {
          target: 'underlyingResourceAction',
        })
      }
      // A job cannot outlive its nodes: Azure cancels what runs or waits on a deleted cluster.
      const reason = `The compute '${compute.name}' was deleted.`
      for (const job of jobTable.onCompute(compute.id)) jobs.cancel(job.workspaceId, job.jobName, reason)
      if (view.provisioningState !== 'Deleting') clusters.startDeletion(compute.id)
      jobs.computeChanged()
      startOperation(reply, workspace, compute.id, deletionMs)
      return reply.code(202).send()
    },
  )

  app.post<ComputeParams>(`${workspacePath}/computes/:compute/listNodes`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'computes/listNodes/action')
    const { view } = find(workspace, request.params.compute)
    // The nodes are processes of this machine, so they have no addresses of their own.
    const nodes = view.nodes.map(({ id, state, jobName }) => ({
      nodeId: id,
      privateIpAddress: null,
      publicIpAddress: null,
      nodeState: state,
      runId: jobName ?? null,
    }))
    return { nodes }
  })

  app.get<{ Params: { subscriptionId: string; location: string; id: string } }>(
    '/subscriptions/:subscriptionId/providers/Microsoft.MachineLearningServices/locations/:location/computeOperationsStatus/:id',
    (request) => {
      const { subscriptionId, location, id } = request.params
      const scope = `/subscriptions/${subscriptionId}`
      const action = 'Microsoft.MachineLearningServices/locations/computeOperationsStatus/read'
      authorize(ctx, request.principal, action, scope)
      const operation = operations.get(id)
      if (!operation?.resourceId.toLowerCase().startsWith(`${scope}/`.toLowerCase())) {
        throw new ServiceError(404, 'OperationNotFound', `There is no operation '${id}' in '${location}'.`)
      }
      const done = operation.readyAt <= clock.now()
      return {
        id: request.url.split('?')[0],
        name: id,
        status: done ? 'Succeeded' : 'InProgress',
        startTime: armDate(operation.startedAt),
        ...(done ? { endTime: armDate(operation.readyAt) } : {}),
        percentComplete: done ? 100 : 0,
      }
    },
  )
}

/** A cluster as ARM answers it: what was sent, with the state of this moment. */
function toWire(compute: ArmResource, view: ClusterView): ArmResource {
  const count = (state: string) => view.nodes.filter((node) => node.state === state).length
  return {
    ...compute,
    properties: {
      ...compute.properties,
      provisioningState: view.provisioningState,
      provisioningErrors: null,
      properties: {
        ...machinesOf(compute),
        allocationState: view.allocationState,
        allocationStateTransitionTime: armDate(view.transitionAt),
        errors: view.errors.length > 0 ? view.errors.map((error) => ({ error })) : null,
        currentNodeCount: view.nodes.length,
        targetNodeCount: view.targetNodeCount,
        nodeStateCounts: {
          idleNodeCount: count('idle'),
          runningNodeCount: count('running'),
          preparingNodeCount: count('preparing'),
          unusableNodeCount: 0,
          leavingNodeCount: count('leaving'),
          preemptedNodeCount: count('preempted'),
        },
      },
    },
  }
}
