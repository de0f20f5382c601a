import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import * as z from 'zod'
import { artifactFolder } from '../artifact-folder.ts'
import type { StoredBlob } from '../blob/blob-store.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { mlflowEndpoint, type MlflowEndpoint } from './mlflow-endpoint.ts'
import { artifactUri, runRef } from './mlflow-wire.ts'
import { callerOf, runFor } from './run-access.ts'
import { artifactBlob, artifactPath, listFolder, writablePath } from './run-artifacts.ts'
import { sendBlob } from './send-blob.ts'

type ListedFile = { path: string; is_dir: boolean; file_size?: number }

/** Files and folders with their paths behind the first `cut` characters of their blobs' names. */
const filesToWire = ({ blobs, prefixes }: { blobs: StoredBlob[]; prefixes: string[] }, cut: number): ListedFile[] =>
  [
    ...prefixes.map((name) => ({ path: name.slice(cut, -1), is_dir: true })),
    ...blobs.map((blob) => ({ path: blob.name.slice(cut), is_dir: false, file_size: blob.size })),
  ].sort((a, b) => (a.path < b.path ? -1 : 1))

/** Paths in this list are from the run's root. */
export const artifactEndpoints: readonly MlflowEndpoint[] = [
  mlflowEndpoint(
    'GET',
    'artifacts/list',
    'read',
    z.object({ ...runRef, path: z.string().default(''), page_token: z.string().optional() }),
    ({ ctx, caller }, message) => {
      const run = runFor(ctx, caller, message.run_id ?? message.run_uuid ?? '')
      const folder = artifactFolder(ctx.resources, caller.workspaceId, run.runId)
      const page = listFolder(ctx.blobs, folder, artifactPath(message.path), message.page_token)
      return {
        root_uri: artifactUri(run),
        files: filesToWire(page, folder.prefix.length),
        ...(page.next !== null && { next_page_token: page.next }),
      }
    },
  ),
]

/**
 * The proxy through which MLflow clients read and write artifacts: `{experiment}/{run}/artifacts/{path}` stands for the
 * same blob that run history and the artifact service show.
 */
export function registerArtifactProxy(scope: FastifyInstance, ctx: EmulatorContext): void {
  const base = '/api/2.0/mlflow-artifacts/artifacts'

  /** The run's folder and the path in it that a proxied address names, after the check of the caller. */
  function target(request: FastifyRequest, address: string, access: 'read' | 'write') {
    const caller = callerOf(ctx, request, access)
    const [experimentId, runId = '', root, ...path] = artifactPath(address).split('/')
    if (root !== 'artifacts') throw notThere(address)
    const run = runFor(ctx, caller, runId)
    if (run.experimentId !== experimentId) throw notThere(address)
    return { folder: artifactFolder(ctx.resources, caller.workspaceId, runId), path: path.join('/') }
  }

  const addressOf = (request: FastifyRequest) => (request.params as { '*': string })['*'] // The routes below have one.

  const upload = async (request: FastifyRequest, reply: FastifyReply) => {
    const { folder, path } = target(request, addressOf(request), 'write')
    const contentType = request.headers['content-type']
    const body = request.body as Readable | undefined // Left as it comes by the parser below.
    const name = folder.prefix + writablePath(path)
    await ctx.blobs.put(folder.container, name, body ?? '', contentType === undefined ? {} : { contentType })
    return reply.send({})
  }

  scope.register(function proxy(proxied, _options, done) {
    // Files of any type and size go to disk as they arrive.
    proxied.removeAllContentTypeParsers()
    proxied.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    proxied.put(`${base}/*`, upload)
    proxied.post(`${base}/*`, upload)
    done()
  })

  scope.get(base, (request) => {
    const { path: address = '' } = request.query as { path?: string } // Fastify's query is an object of strings.
    const { folder, path } = target(request, address, 'read')
    // This list has no pages: clients take it for the whole folder.
    const prefix = folder.prefix + (path === '' ? '' : `${path}/`)
    const all = ctx.blobs.list(folder.container, { prefix, delimiter: '/', limit: 100_000 })
    return { files: filesToWire(all, prefix.length) }
  })
  scope.get(`${base}/*`, (request, reply) => {
    const { folder, path } = target(request, addressOf(request), 'read')
    return sendBlob(reply, ctx.blobs, artifactBlob(ctx.blobs, folder, path))
  })
  scope.delete(`${base}/*`, async (request) => {
    const { folder, path } = target(request, addressOf(request), 'write')
    const name = folder.prefix + writablePath(path)
    const below = ctx.blobs.list(folder.container, { prefix: `${name}/`, limit: 100_000 }).blobs
    for (const blob of below) await ctx.blobs.delete(folder.container, blob.name)
    const deleted = await ctx.blobs.delete(folder.container, name)
    if (!deleted && below.length === 0) throw notThere(path)
    return {}
  })
  // The client compares the beginning of this message to decide for a plain upload.
  scope.post('/api/2.0/mlflow-artifacts/mpu/*', () => {
    throw new ServiceError(
      501,
      'NOT_IMPLEMENTED',
      'Multipart upload is not supported for the current artifact repository',
    )
  })
}

const notThere = (address: string) => new ServiceError(404, 'ResourceNotFound', `There is no artifact '${address}'.`)
