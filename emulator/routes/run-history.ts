import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import { type ArtifactFolder, artifactFolder } from '../artifact-folder.ts'
import type { StoredBlob } from '../blob/blob-store.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { jobToWire } from '../jobs/job-wire.ts'
import { workspacePath } from '../rbac.ts'
import type { Experiment } from '../runs/experiment-store.ts'
import { pageToWire } from '../runs/data-page.ts'
import { historyDetails, historyRun } from '../runs/history-wire.ts'
import { callerOf, checkExperiment, ownRunOf, runFor, type RunCaller } from '../runs/run-access.ts'
import { artifactBlob, artifactPath, artifactToWire, listArtifacts, readInfo } from '../runs/run-artifacts.ts'
import type { Run } from '../runs/run-store.ts'
import { registerRunLists, runPage } from './run-lists.ts'

/** The three ways in which the path of a run may begin; the experiment is checked where it is given. */
const runPaths = [
  '/runs/:runId',
  '/experiments/:experimentName/runs/:runId',
  '/experimentids/:experimentId/runs/:runId',
]

const runDataBody = z.object({
  runId: z.string(),
  selectRunMetadata: z.boolean().default(false),
  selectRunDefinition: z.boolean().default(false),
  selectJobSpecification: z.boolean().default(false),
})
type RunDataRequest = z.output<typeof runDataBody>

type HistoryParams = { runId: string; experimentName?: string; experimentId?: string }
type HistoryQuery = { path?: string; continuationToken?: string }

/** Run history: status, times, log files and artifacts of runs. Any `api-version` in the query is ignored. */
export function registerRunHistory(app: FastifyInstance, ctx: EmulatorContext): void {
  app.register(
    function history(scope, _options, done) {
      for (const base of runPaths) {
        registerRun(scope, ctx, base)
        registerRunArtifacts(scope, ctx, `${base}/artifacts`)
      }
      registerRunLists(scope, ctx)
      registerRunData(scope, ctx)
      registerExperiments(scope, ctx)
      done()
    },
    { prefix: `/history/v1.0${workspacePath}` },
  )
}

/** The run a path names. @throws ServiceError 404 also when it is not of the experiment in the path */
function target(ctx: EmulatorContext, request: FastifyRequest): { caller: RunCaller; run: Run } {
  const caller = callerOf(ctx, request, 'read')
  const { runId, experimentName, experimentId } = request.params as HistoryParams // See runPaths.
  const run = runFor(ctx, caller, runId)
  const experiment = ctx.runs.experiments.get(caller.workspaceId, run.experimentId)
  const isElsewhere =
    (experimentName !== undefined && experimentName !== experiment?.name) ||
    (experimentId !== undefined && experimentId !== run.experimentId)
  if (isElsewhere) throw new ServiceError(404, 'ResourceNotFound', `Run '${runId}' is not in that experiment.`)
  return { caller, run }
}

function registerRun(scope: FastifyInstance, ctx: EmulatorContext, base: string) {
  scope.get(base, (request) => {
    const { caller, run } = target(ctx, request)
    return historyRun(ctx, caller.workspaceId, run)
  })
  scope.get(`${base}/details`, (request) => {
    const { caller, run } = target(ctx, request)
    return historyDetails(ctx, caller.workspaceId, run)
  })
  scope.get(`${base}/children`, (request) => {
    const { caller, run } = target(ctx, request)
    return runPage(ctx, request, caller, { parentRunId: run.runId }, 'runNumber')
  })
}

function registerRunArtifacts(scope: FastifyInstance, ctx: EmulatorContext, base: string) {
  const { blobs } = ctx
  const folderOf = (request: FastifyRequest): ArtifactFolder => {
    const { caller, run } = target(ctx, request)
    return artifactFolder(ctx.resources, caller.workspaceId, run.runId)
  }
  const blobOf = (request: FastifyRequest) => {
    const folder = folderOf(request)
    const { path = '' } = request.query as HistoryQuery // Fastify's query is an object of strings.
    return { folder, blob: artifactBlob(blobs, folder, path) }
  }
  const page = (toWire: (folder: ArtifactFolder, blob: StoredBlob) => object) => (request: FastifyRequest) => {
    const folder = folderOf(request)
    const { path = '', continuationToken } = request.query as HistoryQuery
    const found = listArtifacts(blobs, folder, artifactPath(path), continuationToken)
    const value = found.blobs.map((blob) => toWire(folder, blob))
    return pageToWire(ctx, request, found.continuationToken, value)
  }
  const metadata = (request: FastifyRequest) => {
    const { folder, blob } = blobOf(request)
    return artifactToWire(folder, blob)
  }

  scope.get(base, page(artifactToWire))
  scope.get(`${base}/path`, metadata)
  scope.get(`${base}/metadata`, metadata)
  scope.get(`${base}/contentinfo`, (request) => {
    const { folder, blob } = blobOf(request)
    return readInfo(ctx, folder, blob)
  })
  scope.get(`${base}/artifacturi`, (request, reply) => {
    const { folder, blob } = blobOf(request)
    // A JSON string, which Fastify would send as plain text.
    return reply.type('application/json').send(JSON.stringify(readInfo(ctx, folder, blob).contentUri))
  })
  scope.get(
    `${base}/prefix/contentinfo`,
    page((folder, blob) => readInfo(ctx, folder, blob)),
  )
}

function registerRunData(scope: FastifyInstance, ctx: EmulatorContext) {
  scope.post('/rundata', (request) => {
    const caller = callerOf(ctx, request, 'read')
    return runData(ctx, caller, parseBody(runDataBody, request.body))
  })
  scope.post('/batchrundata', (request) => {
    const caller = callerOf(ctx, request, 'read')
    const { requests } = parseBody(z.object({ requests: z.record(z.string(), runDataBody) }), request.body)
    const successfulResults: Record<string, object> = {}
    const failedResults: Record<string, object> = {}
    for (const [key, asked] of Object.entries(requests)) {
      try {
        successfulResults[key] = runData(ctx, caller, asked)
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error
        failedResults[key] = { error: { code: error.code, message: error.message } }
      }
    }
    return { successfulResults, failedResults }
  })
}

function runData(ctx: EmulatorContext, caller: RunCaller, asked: RunDataRequest) {
  const { workspaceId } = caller
  const run = runFor(ctx, caller, asked.runId)
  const job = run.isJob ? ctx.resources.get(`${workspaceId}/jobs/${run.runId}`) : undefined
  const { command, environmentId, environmentVariables } = job?.properties ?? {}
  return {
    runMetadata: asked.selectRunMetadata ? historyRun(ctx, workspaceId, run) : null,
    runDefinition: asked.selectRunDefinition && job ? { command, environmentId, environmentVariables } : null,
    jobSpecification: asked.selectJobSpecification && job ? { job: jobToWire(ctx, job).properties } : null,
  }
}

function registerExperiments(scope: FastifyInstance, ctx: EmulatorContext) {
  scope.get('/experiments', (request) => {
    const caller = callerOf(ctx, request, 'read')
    const all = { filter: '', orderBy: [], lifecycles: ['active', 'deleted'], limit: 10_000, offset: 0 } as const
    const ownRun = ownRunOf(caller)
    const own = ownRun === undefined ? undefined : ctx.runs.get(caller.workspaceId, ownRun)?.experimentId
    const found = ctx.runs.experiments.search(caller.workspaceId, all)
    const shown = ownRun === undefined ? found : found.filter(({ id }) => id === own)
    return pageToWire(ctx, request, null, shown.map(experimentToWire))
  })
  scope.get('/experiments/:experimentName', (request) => {
    const caller = callerOf(ctx, request, 'read')
    const { experimentName: name } = request.params as { experimentName: string } // See the path.
    const experiment = ctx.runs.experiments.byName(caller.workspaceId, name)
    if (!experiment) throw new ServiceError(404, 'ResourceNotFound', `Experiment '${name}' was not found.`)
    checkExperiment(ctx, caller, experiment.id)
    return experimentToWire(experiment)
  })
}

const experimentToWire = (experiment: Experiment) => ({
  experimentId: experiment.id,
  name: experiment.name,
  createdUtc: new Date(experiment.createdAt).toISOString(),
  latestModifiedUtc: new Date(experiment.updatedAt).toISOString(),
  archivedTime: experiment.lifecycle === 'deleted' ? new Date(experiment.updatedAt).toISOString() : null,
  tags: experiment.tags,
})

/** @throws ServiceError 400 that names the first field that is wrong */
function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new ServiceError(400, 'BadArgument', `Invalid body at '${field}': ${issue?.message}`, { target: field })
}
