import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Clock } from '../clock.ts'
import type { Settings } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import type { Fault, Faults } from '../faults.ts'
import { isOwnHost } from '../own-host.ts'
import { parseBlobPath } from './blob-address.ts'
import { statFile } from './blob-files.ts'
import { readAnswer, runBlobOperation, type BlobAnswer } from './blob-operations.ts'
import type { BlobAccount } from './blob-store.ts'
import { errorXml } from './blob-xml.ts'
import { sampleAccount, sampleFile } from './samples.ts'

export type BlobServerContext = Readonly<{
  settings: Settings
  clock: Clock
  blobs: BlobAccount
  /** What goes wrong on purpose. */
  faults?: Pick<Faults, 'take'>
}>

/**
 * A subset of the Blob REST API for one storage account, in path style. Every call needs a service SAS; only the public
 * sample data can be read without.
 * @returns a server that does not listen yet
 */
export function createBlobServer(ctx: BlobServerContext): Server {
  // An upload takes as long as it takes. Idle connections outlive the pause between two polls of a page.
  return createServer(
    { requestTimeout: 0, keepAliveTimeout: 60_000 },
    (request, response) => void serve(ctx, request, response),
  )
}

async function serve(ctx: BlobServerContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID()
  const common = { ...commonHeaders(request, requestId), ...corsHeaders(ctx, request) }
  const isPreflight = request.method === 'OPTIONS'
  const fault = isPreflight ? undefined : ctx.faults?.take(request.method ?? '', request.url ?? '', 'blob')
  if (fault?.kind === 'drop') return void request.socket.destroy()
  try {
    if (fault?.kind === 'status') throw askedFor(fault)
    const answered = await answer(ctx, request)
    if (fault?.kind === 'lose') return void request.socket.destroy()
    await send(response, common, answered)
  } catch (error) {
    // Nobody is left to hear it: the caller went away in the middle of a body.
    if (request.destroyed && !request.complete) return
    if (response.headersSent) return void response.destroy()
    await send(response, common, errorAnswer(error, requestId, ctx.clock.now()))
  }
}

const askedFor = ({ status, code, retryAfter }: Fault) =>
  new ServiceError(status, code, 'This failure was asked for.', {
    headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  })

async function answer(ctx: BlobServerContext, request: IncomingMessage): Promise<BlobAnswer> {
  checkHost(ctx, request)
  const origin = request.headers.origin
  if (origin !== undefined && origin !== ctx.settings.origins.studio) {
    throw new ServiceError(403, 'CorsPreflightFailure', 'CORS not enabled or no matching rule found for this request.')
  }
  if (request.method === 'OPTIONS') return preflight(request)

  const [, path = '', search = ''] = /^([^?]*)\??(.*)$/s.exec(request.url ?? '') ?? []
  const address = parseBlobPath(path)
  if (!address) throw new ServiceError(400, 'InvalidUri', 'The requested URI does not represent any resource.')
  const { account, container, name = '' } = address
  if (account === sampleAccount) return readSample(request, `${container}/${name}`)
  if (account !== ctx.settings.storageAccount) {
    throw new ServiceError(404, 'ResourceNotFound', `There is no storage account '${account}' here.`)
  }
  const query = new URLSearchParams(search)
  if (!query.has('sig')) {
    throw new ServiceError(409, 'PublicAccessNotPermitted', 'Public access is not permitted on this storage account.')
  }
  const permissions = ctx.blobs.verifySas(query, { container, name })
  return runBlobOperation({ blobs: ctx.blobs, request, query, container, name, permissions })
}

/** A page of a foreign name that was made to point at this machine must not read anything here (DNS rebinding). */
function checkHost({ settings }: BlobServerContext, request: IncomingMessage): void {
  if (isOwnHost(request.headers.host, settings.origins.blob)) return
  throw new ServiceError(421, 'InvalidHost', 'This server answers to localhost only.')
}

function readSample(request: IncomingMessage, path: string): BlobAnswer {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new ServiceError(403, 'AuthorizationFailure', 'The public samples can only be read.')
  }
  const file = sampleFile(path)
  if (!file) throw new ServiceError(404, 'ResourceNotFound', 'The specified resource does not exist.')
  const { size, etag, modified } = statFile(file)
  const headers = { contentType: 'text/csv' }
  const blob = { container: '', name: path, kind: 'BlockBlob', size, etag, lastModified: modified } as const
  return readAnswer(request, { ...blob, headers, ...headers, metadata: {} }, (range) => createReadStream(file, range))
}

const commonHeaders = (request: IncomingMessage, requestId: string): Record<string, string> => {
  const clientRequestId = request.headers['x-ms-client-request-id']
  return {
    'x-ms-request-id': requestId,
    'x-ms-version': String(request.headers['x-ms-version'] ?? '2024-11-04'),
    ...(typeof clientRequestId === 'string' && { 'x-ms-client-request-id': clientRequestId }),
    // Jobs write these bytes: whatever they hold must not run as a page of this origin.
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // A growing log keeps its address; a browser's cache would show yesterday's, and keep a copy of every upload.
    'cache-control': 'no-store',
  }
}

const exposedHeaders = (
  'etag last-modified content-length content-range accept-ranges content-disposition x-ms-request-id ' +
  'x-ms-client-request-id x-ms-version x-ms-error-code x-ms-blob-type x-ms-blob-append-offset'
).split(' ')

function corsHeaders({ settings }: BlobServerContext, request: IncomingMessage): Record<string, string> {
  if (request.headers.origin !== settings.origins.studio) return { vary: 'origin' }
  return { vary: 'origin', 'access-control-allow-origin': settings.origins.studio }
}

function preflight(request: IncomingMessage): BlobAnswer {
  const headers = request.headers['access-control-request-headers']
  if (request.headers.origin === undefined || !request.headers['access-control-request-method']) {
    throw new ServiceError(400, 'InvalidHeaderValue', 'A preflight names its origin and its method.')
  }
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, PUT, DELETE',
      'access-control-max-age': '1800',
      ...(headers && { 'access-control-allow-headers': headers }),
    },
  }
}

function errorAnswer(error: unknown, requestId: string, now: number): BlobAnswer {
  const known =
    error instanceof ServiceError
      ? error
      : new ServiceError(500, 'InternalError', 'The server encountered an internal error. Please retry the request.')
  if (known !== error) process.stderr.write(`blob storage: ${error instanceof Error ? error.stack : String(error)}\n`)
  return {
    status: known.status,
    headers: { ...known.headers, 'content-type': 'application/xml', 'x-ms-error-code': known.code },
    body: errorXml(known, requestId, now),
  }
}

async function send(response: ServerResponse, common: Record<string, string>, answered: BlobAnswer): Promise<void> {
  const headers: Record<string, string> = { ...common, ...answered.headers }
  if (headers['access-control-allow-origin']) {
    // Metadata headers are exposed by name, since the wildcard form is not a prefix in browsers.
    const metadata = Object.keys(headers).filter((name) => name.startsWith('x-ms-meta-'))
    headers['access-control-expose-headers'] = [...exposedHeaders, ...metadata].join(', ')
  }
  const { body } = answered
  if (typeof body === 'string') headers['content-length'] = String(Buffer.byteLength(body))
  else if (!body && headers['content-length'] === undefined && answered.status !== 304) headers['content-length'] = '0'
  response.writeHead(answered.status, headers)
  if (body === undefined || typeof body === 'string') response.end(body)
  else await sendStream(response, body, Number(headers['content-length']))
}

/** A file that shrank meanwhile ends before what was promised: the caller hears of it at once, instead of waiting. */
async function sendStream(response: ServerResponse, body: Readable, promised: number) {
  let sent = 0
  body.on('data', (chunk: Buffer) => (sent += chunk.length))
  await pipeline(body, response, { end: false })
  if (sent < promised) response.destroy()
  else response.end()
}
