import type { FastifyInstance, FastifyReply } from 'fastify'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ServiceError } from './errors.ts'
import { pathOf } from './planes.ts'

/** A failure asked for by a test or a demo: what goes wrong, where, and how often. */
export const faultSchema = z
  .strictObject({
    /** Regular expression over path and query as they are sent, without regard to case. */
    path: z.string().min(1),
    method: z.string().toUpperCase().optional(),
    /** Which server it hits: sign-in, ARM and data plane, or blob storage, which knows `status`, `drop` and `lose`. */
    server: z.enum(['cloud', 'blob']).default('cloud'),
    count: z.int().min(1).default(1),
    /** Hits each so many of the requests that fit: 20 for every twentieth. */
    every: z.int().min(1).default(1),
    /**
     * `status`: answer with it, the handler never runs · `delay`: wait, then go on · `drop`: cut the connection, the
     * handler never runs · `lose`: carry out the request, then cut · `truncate`: half an answer · `html`: the page of
     * a proxy
     */
    kind: z.enum(['status', 'delay', 'drop', 'lose', 'truncate', 'html']),
    status: z.int().min(400).max(599).default(503),
    code: z.string().default('ServiceUnavailable'),
    delayMs: z.int().min(0).max(120_000).default(2000),
    /** Seconds for a `Retry-After` header. */
    retryAfter: z.int().min(0).optional(),
  })
  .refine(({ path }) => isRegExp(path), { path: ['path'], message: 'is not a regular expression' })
  .refine(({ server, kind }) => server === 'cloud' || ['status', 'drop', 'lose'].includes(kind), {
    path: ['kind'],
    message: 'is not known to blob storage',
  })

export type Fault = z.infer<typeof faultSchema>

export type Faults = {
  add(fault: Fault): void
  clear(): void
  /** The first fault that fits, counted down; undefined when all is well. */
  take(method: string, url: string, server?: Fault['server']): Fault | undefined
}

export function createFaults(): Faults {
  let active: { fault: Fault; pattern: RegExp; left: number; passed: number }[] = []
  return {
    add: (fault) => active.push({ fault, pattern: new RegExp(fault.path, 'i'), left: fault.count, passed: 0 }),
    clear: () => (active = []),
    take(method, url, server = 'cloud') {
      const hit = active.find(
        ({ fault, pattern }) =>
          fault.server === server && (!fault.method || fault.method === method) && pattern.test(url),
      )
      if (!hit) return undefined
      hit.passed += 1
      if (hit.passed % hit.fault.every !== 0) return undefined
      hit.left -= 1
      active = active.filter(({ left }) => left > 0)
      return hit.fault
    },
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What goes wrong with this request on purpose. */
    fault: Fault | undefined
  }
}

/** Lets the faults loose on every request but those of the control API, which must be able to end them. */
export function registerFaults(app: FastifyInstance, faults: Faults): void {
  app.decorateRequest('fault')

  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS' || pathOf(request.url).startsWith('/_trainyard/')) return
    const fault = faults.take(request.method, request.url)
    if (!fault) return
    request.fault = fault
    if (fault.kind === 'delay') await delay(fault.delayMs)
    else if (fault.kind === 'drop') {
      // Nothing after this hook runs: the answer is ours, and there is none.
      reply.hijack()
      request.raw.socket.destroy()
    } else if (fault.kind === 'status' || fault.kind === 'html') answerInstead(fault, reply)
  })

  app.addHook('onSend', async (request, reply, payload) => {
    if (request.fault?.kind === 'lose') request.raw.socket.destroy()
    if (request.fault?.kind !== 'truncate' || typeof payload !== 'string') return payload
    reply.header('content-length', Buffer.byteLength(payload))
    return Readable.from(halfOf(payload))
  })
}

function answerInstead({ kind, status, code, retryAfter }: Fault, reply: FastifyReply) {
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  if (kind === 'status') throw new ServiceError(status, code, 'This failure was asked for.')
  // A hook that has sent an answer ends the request.
  reply.code(status).type('text/html').send('<html><body><h1>Bad gateway</h1></body></html>')
}

async function* halfOf(payload: string) {
  yield payload.slice(0, payload.length / 2)
  throw new Error('The rest of this answer was taken away on purpose.')
}

function isRegExp(text: string): boolean {
  try {
    return Boolean(new RegExp(text))
  } catch {
    return false
  }
}
