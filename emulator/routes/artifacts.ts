import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { type ArtifactFolder, artifactFolder } from '../artifact-folder.ts'
import type { StoredBlob } from '../blob/blob-store.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { workspacePath } from '../rbac.ts'
import { pageToWire } from '../runs/data-page.ts'
import { callerOf, runFor } from '../runs/run-access.ts'
import {
  artifactBlob,
  artifactPath,
  artifactToWire,
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

/** The folder that a container of the path stands for, and the query. */
function target(ctx: EmulatorContext, request: FastifyRequest, access: 'read' | 'write') {
  const caller = callerOf(ctx, request, access)
  const { origin, container } = request.params as { origin: string; container: string } // See the prefix.
  const runId = /^dcid\.(.+)$/.exec(container)?.[1]
  if (origin.toLowerCase() !== 'experimentrun' || runId === undefined) {
    throw new ServiceError(404, 'ResourceNotFound', `There are no artifacts of '${origin}/${container}' here.`)
  }
  runFor(ctx, caller, runId)
  const query = request.query as Query // Fastify's query is an object of strings.
  const folder = artifactFolder(ctx.resources, caller.workspaceId, runId)
  return { folder, query, path: query.path ?? '' }
}

function registerReads(scope: FastifyInstance, ctx: EmulatorContext) {
  const { blobs } = ctx
  const page = (toWire: (folder: ArtifactFolder, blob: StoredBlob) => object) => (request: FastifyRequest) => {
    const { folder, query, path } = target(ctx, request, 'read')
    const found = listArtifacts(blobs, folder, artifactPath(path), query.continuationToken)
    const value = found.blobs.map((blob) => toWire(folder, blob))
    return pageToWire(ctx, request, found.continuationToken, value)
  }
  scope.get('/', page(artifactToWire))
  scope.get(
    '/prefix/contentinfo',
    page((folder, blob) => readInfo(ctx, folder, blob)),
  )
  scope.get('/metadata', (request) => {
    const { folder, path } = target(ctx, request, 'read')
    return artifactToWire(folder, artifactBlob(blobs, folder, path))
  })
  scope.get('/contentinfo', (request) => {
    const { folder, path } = target(ctx, request, 'read')
    return readInfo(ctx, folder, artifactBlob(blobs, folder, path))
  })
  scope.get('/content', (request, reply) => {
    const { folder, path } = target(ctx, request, 'read')
    return sendBlob(reply, blobs, artifactBlob(blobs, folder, path))
  })
}

function registerWrites(scope: FastifyInstance, ctx: EmulatorContext) {
  const { blobs } = ctx
  scope.get('/write', (request) => {
    const { folder, path } = target(ctx, request, 'write')
    return contentInfo(ctx, folder, writablePath(path), 'rcw')
  })
  scope.post('/batch/metadata', async (request) => {
    const { folder } = target(ctx, request, 'write')
    const body = batchBody.safeParse(request.body)
    if (!body.success) throw new ServiceError(400, 'BadArgument', 'The body must hold paths, at most 500 of them.')
    const paths = body.data.paths.map(({ path }) => writablePath(path))
    const made = await Promise.all(paths.map((path) => emptyArtifact(ctx, folder, path)))
    return {
      artifacts: Object.fromEntries(made.map((blob, i) => [paths[i], artifactToWire(folder, blob)])),
      artifactContentInformation: Object.fromEntries(
        paths.map((path) => [path, contentInfo(ctx, folder, path, 'rcw')]),
      ),
      errors: {},
    }
  })
  scope.register(function content(proxied, _options, done) {
    // Files of any type and size go to disk as they arrive.
    proxied.removeAllContentTypeParsers()
    proxied.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    proxied.post('/content', async (request) => {
      const { folder, query, path } = target(ctx, request, 'write')
      if (query.append?.toLowerCase() === 'true') {
        throw new ServiceError(501, 'NotImplementedByEmulator', 'The local Azure ML does not append to artifacts.')
      }
      const name = folder.prefix + writablePath(path)
      if (query.allowOverwrite?.toLowerCase() === 'false' && blobs.get(folder.container, name)) {
        throw new ServiceError(409, 'ResourceConflict', `Run '${folder.runId}' already has an artifact '${path}'.`)
      }
      const body = request.body as Readable | undefined // Left as it comes by the parser above.
      await blobs.put(folder.container, name, body ?? '')
      return artifactToWire(folder, artifactBlob(blobs, folder, path))
    })
    done()
  })
}

/** The artifact at a path, made without content if it is not there. */
async function emptyArtifact({ blobs }: EmulatorContext, folder: ArtifactFolder, path: string) {
  const name = folder.prefix + path
  if (!blobs.get(folder.container, name)) await blobs.put(folder.container, name, '')
  return artifactBlob(blobs, folder, path)
}
