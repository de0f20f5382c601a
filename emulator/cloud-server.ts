import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { registerCompression } from './compression.ts'
import { armError, mlflowError } from './error-envelope.ts'
import { ServiceError } from './errors.ts'
import type { EmulatorContext } from './context.ts'
import { registerFaults, type Faults } from './faults.ts'
import { isOwnHost } from './own-host.ts'
import { needsApiVersion, pathOf, planeOf } from './planes.ts'
import { registerRecorder } from './recorder.ts'
import type { Switches } from './switches.ts'

export type CloudServerOptions = Readonly<{
  faults: Faults
  /** Absolute path of a file that gets every ARM exchange. */
  recordFile?: string | undefined
  registerRoutes: (app: FastifyInstance) => void
}>

const exposedHeaders = [
  'location',
  'azure-asyncoperation',
  'retry-after',
  'etag',
  'x-ms-request-id',
  'x-ms-correlation-request-id',
  'x-ms-ratelimit-remaining-subscription-reads',
  'x-ms-ratelimit-remaining-subscription-writes',
].join(', ')

/**
 * The server of sign-in, ARM and data plane: checks and headers that are the same for every path. It does not listen
 * yet. The order of the hooks is part of the threat model: a foreign host or origin is refused before anything else
 * looks at the request.
 */
export function createCloudServer(ctx: EmulatorContext, options: CloudServerOptions): FastifyInstance {
  const app = Fastify({
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 300 },
    bodyLimit: 4 * 1024 * 1024,
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
  })
  // Set before any handler that needs it; see the declaration in rbac.ts.
  app.decorateRequest('principal', null as never)

  addBodyParsers(app)
  app.setErrorHandler((error, request, reply) => sendError(ctx, error, request, reply))
  app.setNotFoundHandler((request) => {
    const message = `The local Azure ML does not implement ${request.method} ${pathOf(request.url)}.`
    throw new ServiceError(501, 'NotImplementedByEmulator', message)
  })

  app.addHook('onRequest', (request, reply, done) => {
    setCommonHeaders(ctx, request, reply)
    if (isOwnHost(request.headers.host, ctx.settings.origins.cloud)) return done()
    done(new ServiceError(421, 'MisdirectedRequest', `This server does not answer for '${request.headers.host}'.`))
  })
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    if (!origin) return done()
    const { studio, cloud } = ctx.settings.origins
    const isAllowed = origin === studio || (origin === cloud && planeOf(request.routeOptions.url) === 'signIn')
    if (!isAllowed)
      return done(new ServiceError(403, 'OriginNotAllowed', `Pages of '${origin}' may not call this server.`))
    allowOrigin(request, reply, origin, ctx.switches)
    // A preflight carries no token and must be answered without one.
    if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) return reply.code(204).send()
    return done()
  })
  registerFaults(app, options.faults)
  app.addHook('onRequest', async (request) => {
    const path = pathOf(request.url)
    const plane = planeOf(request.routeOptions.url)
    if (plane === 'open' || plane === 'signIn') return
    request.principal = await ctx.tokens.verify(request.headers.authorization, plane)
    if (!needsApiVersion(path)) return
    checkSegments(path)
    checkApiVersion(request.query)
  })
  if (options.recordFile) registerRecorder(app, options.recordFile, ctx.settings.origins.cloud)
  registerCompression(app, ctx.switches)

  options.registerRoutes(app)
  return app
}

function addBodyParsers(app: FastifyInstance) {
  app.removeContentTypeParser('application/json')
  // Clients post actions with a JSON type and no body, which Fastify's own parser refuses.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body ? JSON.parse(String(body)) : undefined)
    } catch {
      done(
        new ServiceError(
          400,
          'InvalidRequestContent',
          'The request content was invalid and could not be parsed as JSON.',
        ),
      )
    }
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => {
    // A form needs no preflight, so a page anywhere could send one; only the sign-in reads forms.
    if (planeOf(request.routeOptions.url) !== 'signIn') {
      return done(new ServiceError(415, 'UnsupportedMediaType', 'The content type must be application/json.'))
    }
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
}

function setCommonHeaders(ctx: EmulatorContext, request: FastifyRequest, reply: FastifyReply) {
  reply.header('x-ms-request-id', request.id)
  reply.header('cache-control', 'no-cache')
  reply.header('x-content-type-options', 'nosniff')
  if (!needsApiVersion(request.url)) return
  const correlation = String(request.headers['x-ms-correlation-request-id'] ?? request.id)
  const time = new Date(ctx.clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const kind = request.method === 'GET' || request.method === 'HEAD' ? 'reads' : 'writes'
  reply.header('x-ms-correlation-request-id', correlation)
  reply.header('x-ms-routing-request-id', `LOCAL:${time}:${correlation}`)
  // The buckets of ARM's throttling are always full here; a fault stands in for a throttled moment.
  reply.header(`x-ms-ratelimit-remaining-subscription-${kind}`, kind === 'reads' ? '249' : '199')
}

function allowOrigin(request: FastifyRequest, reply: FastifyReply, origin: string, switches: Switches) {
  reply.header('access-control-allow-origin', origin).header('vary', 'origin')
  if (request.method !== 'OPTIONS') {
    if (switches.exposeHeaders) reply.header('access-control-expose-headers', exposedHeaders)
    return
  }
  reply.header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
  reply.header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
  reply.header('access-control-max-age', '3600')
}

/** An escaped slash inside a name would make it a path of its own once names are joined to resource ids. */
function checkSegments(path: string) {
  if (/%(2f|5c|00)/i.test(path)) throw new ServiceError(400, 'InvalidUri', 'A name in the path holds an escaped slash.')
}

/** @throws ServiceError 400 when the version is missing or not of the date form; any date is served alike */
function checkApiVersion(query: unknown) {
  const version = (query as Record<string, unknown>)['api-version'] // Fastify's query is always an object
  if (typeof version !== 'string' || version === '') {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.'
    throw new ServiceError(400, 'MissingApiVersionParameter', message)
  }
  if (!/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(version)) {
    const message = `The api-version '${version}' is invalid. It must have the form YYYY-MM-DD, with -preview after it or not.`
    throw new ServiceError(400, 'InvalidApiVersionParameter', message)
  }
}

function sendError(ctx: EmulatorContext, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = serviceErrorOf(error)
  if (known.status === 500)
    process.stderr.write(
      `${request.method} ${pathOf(request.url)}: ${String(error instanceof Error ? error.stack : error)}\n`,
    )
  const body = /^\/mlflow\//i.test(request.url) ? mlflowError(known) : armError(known, ctx.clock.now())
  return reply.code(known.status).headers(known.headers).send(body)
}

/** Fastify's own refusals (size, media type) carry a status; anything else unknown is a bug of ours. */
function serviceErrorOf(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (error instanceof Error && status < 500) return new ServiceError(status, 'InvalidRequestContent', error.message)
  return new ServiceError(500, 'InternalServerError', 'The local Azure ML failed on this request; its log says more.')
}
