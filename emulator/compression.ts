import type { FastifyInstance } from 'fastify'
import { constants, gzip } from 'node:zlib'
import { pathOf } from './planes.ts'
import type { Switches } from './switches.ts'

/** Shorter answers are sent as quickly as they are, and fit into a few packets. */
const worthBytes = 8192

/** The fastest level: on the same machine nothing is won by fewer bytes. */
const options = { level: constants.Z_BEST_SPEED }

/**
 * Metric history in pages of 25,000 points takes longer to compress than to send, so on one machine it goes out as it
 * is: a million points would take a second more.
 */
const isHistory = (url: string) => /\/mlflow\/metrics\/get-history/i.test(pathOf(url))

/** Compresses long answers for clients that take gzip, as Azure does. To be added after what looks at answers. */
export function registerCompression(app: FastifyInstance, switches: Switches): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const isLong = typeof payload === 'string' && payload.length >= worthBytes
    if (!isLong || !/\bgzip\b/.test(String(request.headers['accept-encoding']))) return done(null, payload)
    if (isHistory(request.url) && !switches.compressHistory) return done(null, payload)
    gzip(payload, options, (error, packed) => {
      if (error) return done(error)
      const vary = reply.getHeader('vary')
      reply
        .header('content-encoding', 'gzip')
        .header('vary', vary ? `${String(vary)}, accept-encoding` : 'accept-encoding')
      // The length of what it was, when somebody has set it.
      reply.removeHeader('content-length')
      return done(null, packed)
    })
  })
}
