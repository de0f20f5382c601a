import type { FastifyInstance } from 'fastify'
import { artifactFolder } from '../artifact-folder.ts'
import { createClusterStore } from '../computes/cluster-store.ts'
import type { EmulatorContext } from '../context.ts'
import { withAddresses } from '../data-addresses.ts'
import { notFound, ServiceError, userError } from '../errors.ts'
import { allBlobs } from '../jobs/data-location.ts'
import { checkJobName, parseJobBody } from '../jobs/job-body.ts'
import { checkReferences, withFullIds } from '../jobs/job-references.ts'
import { newJobResource, updatedJobResource } from '../jobs/job-resource.ts'
import { jobToWire } from '../jobs/job-wire.ts'
import { isFinal } from '../jobs/job-table.ts'
import { createOperations } from '../operations.ts'
import { type Page, pageAfter, armPage } from '../paging.ts'
import { logFolders } from '../runs/history-wire.ts'
import { authorize, authorizedWorkspace, type WorkspaceParams, workspacePath } from '../rbac.ts'
import { type ArmResource, inTransaction } from '../store.ts'
import { systemDataOf } from '../system-data.ts'

const pageSize = 50

type JobParams = { Params: WorkspaceParams & { job: string } }
type Query = Readonly<Record<string, string | undefined>>

/** Jobs: PUT, GET, list, cancel and DELETE. */
export function registerJobs(app: FastifyInstance, ctx: EmulatorContext): void {
  const { blobs, clock, db, jobs, resources, runs, settings } = ctx
  const clusters = createClusterStore(ctx)
  const operations = createOperations(db)

  /** @throws ServiceError 404 */
  function find(workspace: ArmResource, name: string): ArmResource {
    const job = resources.get(`${workspace.id}/jobs/${name}`)
    if (!job) throw notFound(`Job ${name} not found.`)
    return job
  }

  app.put<JobParams>(`${workspacePath}/jobs/:job`, (request, reply) => {
    const { principal, params } = request
    const workspace = authorizedWorkspace(ctx, principal, params, 'jobs/write')
    checkJobName(params.job)
    const body = withFullIds(resources, workspace.id, parseJobBody(request.body))
    const stored = resources.get(`${workspace.id}/jobs/${params.job}`)
    const systemData = systemDataOf(principal, clock.now(), stored?.systemData)
    const made = newJobResource(workspace.id, params.job, { body, systemData })
    const job = { ...made, properties: withAddresses(made.properties, blobs.durableUrl) }
    if (stored) {
      const updated = updatedJobResource(stored, job)
      resources.put(updated)
      return jobToWire(ctx, updated)
    }
    checkReferences(resources, workspace.id, body, (compute) => {
      const view = clusters.view(compute)
      return view !== undefined && view.provisioningState !== 'Deleting'
    })
    inTransaction(db, () => {
      resources.put(job)
      runs.ensureExperiment(workspace.id, String(job.properties['experimentName']))
      runs.ensureJobRun(workspace.id, job.name)
      jobs.submit(workspace.id, job.name)
    })
    // As it is now: a job that waits for its environment is not in the queue.
    return reply.code(201).send(jobToWire(ctx, find(workspace, job.name)))
  })

  app.get<JobParams>(`${workspacePath}/jobs/:job`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'jobs/read')
    return jobToWire(ctx, find(workspace, request.params.job))
  })

  app.get<{ Params: WorkspaceParams; Querystring: Query }>(`${workspacePath}/jobs`, (request) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'jobs/read')
    const page = listJobs(ctx, workspace.id, request.query)
    const items = page.items.map((job) => jobToWire(ctx, job))
    return armPage(settings.origins.cloud, request.url, { ...page, items })
  })

  app.post<JobParams>(`${workspacePath}/jobs/:job/cancel`, (request, reply) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'jobs/cancel/action')
    const job = find(workspace, request.params.job)
    // Before the call, which may end the job: then only its status is still written.
    if (!isFinal(statusOf(job))) {
      resources.put({ ...job, systemData: systemDataOf(request.principal, clock.now(), job.systemData) })
    }
    jobs.cancel(workspace.id, job.name)
    // A job that was queued has ended with this call; one that was final stays as it is, so a retry does no harm.
    if (isFinal(statusOf(find(workspace, job.name)))) return reply.code(200).send()
    const id = operations.start(job.id, clock.now(), clock.now())
    const subscription = workspace.id.split('/')[2]
    const at =
      `${settings.origins.cloud}/subscriptions/${subscription}/providers/Microsoft.MachineLearningServices` +
      `/locations/${workspace.location}/mfeOperationResults/${id}?api-version=2025-09-01`
    return reply.code(202).header('location', at).header('retry-after', '10').send()
  })

  app.delete<JobParams>(`${workspacePath}/jobs/:job`, async (request, reply) => {
    const workspace = authorizedWorkspace(ctx, request.principal, request.params, 'jobs/delete')
    const job = resources.get(`${workspace.id}/jobs/${request.params.job}`)
    if (!job) return reply.code(204).send()
    if (!isFinal(statusOf(job))) {
      throw new ServiceError(409, 'UserError', `Job ${job.name} is ${statusOf(job)}. Cancel it before deleting it.`, {
        innerCode: 'JobNotFinal',
      })
    }
    const sweep = runs.get(workspace.id, job.name)?.parentRunId
    if (sweep != null && jobs.trials(workspace.id, sweep).includes(job.name)) {
      throw new ServiceError(409, 'UserError', `Job ${job.name} is a trial of ${sweep}. Delete that one.`, {
        innerCode: 'JobIsTrial',
      })
    }
    for (const name of [...jobs.trials(workspace.id, job.name), job.name]) await deleteJob(ctx, workspace.id, name)
    return reply.code(200).send()
  })

  app.get<{ Params: { subscriptionId: string; id: string } }>(
    '/subscriptions/:subscriptionId/providers/Microsoft.MachineLearningServices/locations/:location/mfeOperationResults/:id',
    (request, reply) => {
      const { subscriptionId, id } = request.params
      const scope = `/subscriptions/${subscriptionId}`
      authorize(ctx, request.principal, 'Microsoft.MachineLearningServices/locations/mfeOperationResults/read', scope)
      const operation = operations.get(id)
      if (!operation?.resourceId.toLowerCase().startsWith(`${scope}/`.toLowerCase())) {
        throw new ServiceError(404, 'OperationNotFound', `There is no operation '${id}'.`)
      }
      const job = resources.get(operation.resourceId)
      if (!job) return reply.code(204).send()
      if (isFinal(statusOf(job))) return jobToWire(ctx, job)
      return reply.code(202).header('location', request.url).header('retry-after', '10').send()
    },
  )
}

/** Removes a job that is final, its run and its logs. */
async function deleteJob({ blobs, db, jobs, resources, runs }: EmulatorContext, workspaceId: string, jobName: string) {
  await jobs.remove(workspaceId, jobName)
  inTransaction(db, () => {
    resources.delete(`${workspaceId}/jobs/${jobName}`)
    runs.deleteRun(workspaceId, jobName)
  })
  // Outputs stay: registered models point at them.
  const { container, prefix } = artifactFolder(resources, workspaceId, jobName)
  for (const logs of logFolders) {
    for (const { name } of allBlobs(blobs, container, prefix + logs)) await blobs.delete(container, name)
  }
}

const statusOf = (job: ArmResource) => String(job.properties['status'])

/** One page, newest first, of the jobs that a list's query asks for. */
function listJobs({ resources }: EmulatorContext, workspaceId: string, query: Query): Page<ArmResource> {
  const wanted = jobFilter(query)
  const items: ArmResource[] = []
  let { after } = pageAfter(query['$skip'])
  do {
    const limit = pageSize - items.length
    const page = resources.list(`${workspaceId}/jobs`, { limit, ...(after === undefined ? {} : { after }) })
    items.push(...page.items.filter((job) => wanted(job.properties)))
    after = page.next
  } while (after !== undefined && items.length < pageSize)
  return { items, next: after }
}

function jobFilter(query: Query): (job: ArmResource['properties']) => boolean {
  const { listViewType = 'ActiveOnly', jobType, tag, properties } = query
  if (!['ActiveOnly', 'ArchivedOnly', 'All'].includes(listViewType)) {
    throw userError('BadArgument', 'listViewType is ActiveOnly, ArchivedOnly or All.', 'listViewType')
  }
  // `name` or `name=value`, separated by commas.
  const pairs = properties?.split(',').map((pair) => pair.trim().split('=')) ?? []
  return (job) => {
    const archived = job['isArchived'] === true
    if (listViewType !== 'All' && archived !== (listViewType === 'ArchivedOnly')) return false
    if (jobType !== undefined && job['jobType'] !== jobType) return false
    const own = job['properties'] as Record<string, string | null>
    if (tag !== undefined && !Object.hasOwn(job['tags'] as object, tag)) return false
    return pairs.every(([name = '', value]) => Object.hasOwn(own, name) && (value === undefined || own[name] === value))
  }
}
