import type { FastifyInstance } from 'fastify'
import { appendFileSync } from 'node:fs'
import { needsApiVersion, pathOf } from './planes.ts'
import { StartError } from './start-error.ts'

/** One request to ARM and its answer, as the conformance test reads them back. */
export type Exchange = {
  method: string
  /** Absolute, with its query. */
  url: string
  /** Without the token. */
  requestHeaders: Record<string, unknown>
  /** Missing where there was none. */
  requestBody?: unknown
  status: number
  responseHeaders: Record<string, unknown>
  /** Parsed when it is JSON, else text; missing where there was none. */
  responseBody?: unknown
}

/**
 * Makes sure that a recording can be written before anybody is answered: every answer waits for its line.
 * @throws StartError
 */
export function checkRecordFile(file: string): void {
  try {
    appendFileSync(file, '')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new StartError(3, `The recording ${file} (TRAINYARD_RECORD) cannot be written: ${why}`)
  }
}

/** A SAS is a key to the storage; a recording that is kept must not carry one. */
const withoutSas = (text: string) => text.replaceAll(/[^"?\s]*\bsig=[^"\s\\]*/g, 'sas-removed')

/**
 * Appends every exchange with ARM to a file, one JSON object a line, for the conformance test to hold against the
 * published spec.
 * @param file absolute path; a line is on disk before the answer leaves
 * @param origin the cloud's own
 */
export function registerRecorder(app: FastifyInstance, file: string, origin: string): void {
  app.addHook('onSend', async (request, reply, payload) => {
    // What a fault answers is no word of the service.
    if (!needsApiVersion(pathOf(request.url)) || request.method === 'OPTIONS' || request.fault) return payload
    const { authorization: _, ...requestHeaders } = request.headers
    const exchange: Exchange = {
      method: request.method,
      url: `${origin}${request.url}`,
      requestHeaders,
      requestBody: request.body ?? undefined,
      status: reply.statusCode,
      responseHeaders: reply.getHeaders(),
      responseBody: typeof payload === 'string' && payload ? tryJson(payload) : undefined,
    }
    appendFileSync(file, `${withoutSas(JSON.stringify(exchange))}\n`)
    return payload
  })
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
