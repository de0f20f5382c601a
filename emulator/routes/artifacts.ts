import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { artifactContainer, type EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { workspacePath } from '../rbac.ts'
import { pageToWire } from '../runs/data-page.ts'
import { callerOf, runFor } from '../runs/run-access.ts'
import {
  artifactBlob,
  artifactPath,
  artifactToWire,
  blobNameOf,
  contentInfo,
  listArtifacts,
  readInfo,
  writablePath,
} from '../runs/run-artifacts.ts'
import { sendBlob } from '../runs/send-blob.ts'

type Query = { path?: string; continuationToken?: string; allowOverwrite?: string; append?: string }

const batchBody = z.object({ paths: z.array(z.looseObject({ path: z.string() })).max(500) })

/**
 * The artifact service: files of runs by origin `ExperimentRun` and container `dcid.{run}`. Content is read and written
 * at addresses of the blob storage, each good for one blob.
 */
export function registerArtifacts(app: FastifyInstance, ctx: EmulatorContext): void {
  app.register(
    function artifacts(scope, _options, done) {
      registerReads(scope, ctx)
      registerWrites(scope, ctx)
      done()
    },
    { prefix: `/artifact/v2.0${workspacePath}/artifacts/:origin/:container` },
  )
}

/** The run that a container belongs to, and the query. */
function target(ctx: EmulatorContext, request: FastifyRequest, access: 'read' | 'write') {
  const caller = callerOf(ctx, request, access)
  const { origin, container } = request.params as { origin: string; container: string } // See the prefix.
  const runId = /^dcid\.(.+)$/.exec(container)?.[1]
  if (origin.toLowerCase() !== 'experimentrun' || runId === undefined) {
    throw new ServiceError(404, 'ResourceNotFound', `There are no artifacts of '${origin}/${container}' here.`)
  }
  runFor(ctx, caller, runId)
  const query = request.query as Query // Fastify's query is an object of strings.
  return { runId, query, path: query.path ?? '' }
}

function registerReads(scope: FastifyInstance, ctx: EmulatorContext) {
  const { blobs } = ctx
  scope.get('/', (request) => {
    const { runId, query, path } = target(ctx, request, 'read')
    const page = listArtifacts(blobs, runId, artifactPath(path), query.continuationToken)
    return pageToWire(
      ctx,
      request,
      page.continuationToken,
      page.blobs.map((blob) => artifactToWire(runId, blob)),
    )
  })
  scope.get('/prefix/contentinfo', (request) => {
    const { runId, query, path } = target(ctx, request, 'read')
    const page = listArtifacts(blobs, runId, artifactPath(path), query.continuationToken)
    return pageToWire(
      ctx,
      request,
      page.continuationToken,
      page.blobs.map((blob) => readInfo(ctx, runId, blob)),
    )
  })
  scope.get('/metadata', (request) => {
    const { runId, path } = target(ctx, request, 'read')
    return artifactToWire(runId, artifactBlob(blobs, runId, path))
  })
  scope.get('/contentinfo', (request) => {
    const { runId, path } = target(ctx, request, 'read')
    return readInfo(ctx, runId, artifactBlob(blobs, runId, path))
  })
  scope.get('/content', (request, reply) => {
    const { runId, path } = target(ctx, request, 'read')
    return sendBlob(reply, blobs, artifactBlob(blobs, runId, path))
  })
}

function registerWrites(scope: FastifyInstance, ctx: EmulatorContext) {
  const { blobs } = ctx
  scope.get('/write', (request) => {
    const { runId, path } = target(ctx, request, 'write')
    return contentInfo(ctx, runId, writablePath(path), 'rcw')
  })
  scope.post('/batch/metadata', async (request) => {
    const { runId } = target(ctx, request, 'write')
    const body = batchBody.safeParse(request.body)
    if (!body.success) throw new ServiceError(400, 'BadArgument', 'The body must hold paths, at most 500 of them.')
    const paths = body.data.paths.map(({ path }) => writablePath(path))
    const made = await Promise.all(paths.map((path) => emptyArtifact(ctx, runId, path)))
    return {
      artifacts: Object.fromEntries(made.map((blob, i) => [paths[i], artifactToWire(runId, blob)])),
      artifactContentInformation: Object.fromEntries(paths.map((path) => [path, contentInfo(ctx, runId, path, 'rcw')])),
      errors: {},
    }
  })
  scope.register(function content(proxied, _options, done) {
    // Files of any type and size go to disk as they arrive.
    proxied.removeAllContentTypeParsers()
    proxied.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    proxied.post('/content', async (request) => {
      const { runId, query, path } = target(ctx, request, 'write')
      if (query.append?.toLowerCase() === 'true') {
        throw new ServiceError(501, 'NotImplementedByEmulator', 'The local Azure ML does not append to artifacts.')
      }
      const name = blobNameOf(runId, writablePath(path))
      if (query.allowOverwrite?.toLowerCase() === 'false' && blobs.get(artifactContainer, name)) {
        throw new ServiceError(409, 'ResourceConflict', `Run '${runId}' already has an artifact '${path}'.`)
      }
      const body = request.body as Readable | undefined // Left as it comes by the parser above.
      await blobs.put(artifactContainer, name, body ?? '')
      return artifactToWire(runId, artifactBlob(blobs, runId, path))
    })
    done()
  })
}

/** The artifact at a path, made without content if it is not there. */
async function emptyArtifact({ blobs }: EmulatorContext, runId: string, path: string) {
  const name = blobNameOf(runId, path)
  if (!blobs.get(artifactContainer, name)) await blobs.put(artifactContainer, name, '')
  return artifactBlob(blobs, runId, path)
}
