import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import type { Lifecycle } from './experiment-store.ts'
import { callerOf, type RunCaller } from './run-access.ts'

/** What an endpoint needs to answer: the emulator, and who calls about which workspace. */
export type MlflowCall = Readonly<{ ctx: EmulatorContext; caller: RunCaller }>

export type MlflowEndpoint = (scope: FastifyInstance, ctx: EmulatorContext) => void

/**
 * One call of MLflow's REST API. GET carries its message in the query, POST in the body; both are one JSON object.
 * @param path below `/api/2.0/mlflow/`
 */
export const mlflowEndpoint =
  <S extends z.ZodType>(
    method: 'GET' | 'POST',
    path: string,
    access: 'read' | 'write',
    schema: S,
    answer: (call: MlflowCall, message: z.output<S>) => object,
  ): MlflowEndpoint =>
  (scope, ctx) => {
    scope.route({
      method,
      url: `/api/2.0/mlflow/${path}`,
      handler: (request, reply) => {
        const caller = callerOf(ctx, request, access)
        const message = parseMessage(schema, method === 'GET' ? request.query : (request.body ?? {}))
        return reply.send(answer({ ctx, caller }, message))
      },
    })
  }

/** @throws ServiceError 400 INVALID_PARAMETER_VALUE that names the first field that is wrong */
function parseMessage<S extends z.ZodType>(schema: S, message: unknown): z.output<S> {
  const parsed = schema.safeParse(message)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw invalid(`Invalid value for parameter '${issue?.path.join('.')}': ${issue?.message}`)
}

export const invalid = (message: string) => new ServiceError(400, 'INVALID_PARAMETER_VALUE', message)

/** Which runs or experiments to list: by name in JSON, by number from some clients. */
export const viewType = z
  .enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL', '1', '2', '3'])
  .default('ACTIVE_ONLY')
  .transform((view): readonly Lifecycle[] => {
    if (view === 'ALL' || view === '3') return ['active', 'deleted']
    return view === 'DELETED_ONLY' || view === '2' ? ['deleted'] : ['active']
  })

/** Page tokens of searches hold how many rows came before. */
export function offsetOf(pageToken: string): number {
  const offset = pageToken === '' ? 0 : Number(Buffer.from(pageToken, 'base64url').toString('latin1'))
  if (!Number.isSafeInteger(offset) || offset < 0) throw invalid(`Invalid page token '${pageToken}'`)
  return offset
}

/**
 * Cuts a page of `limit` out of at least one item more.
 * @param items those from `offset` on
 */
export function pageOf<T>(items: T[], offset: number, limit: number): { page: T[]; next_page_token?: string } {
  if (items.length <= limit) return { page: items }
  const token = Buffer.from(String(offset + limit), 'latin1').toString('base64url')
  return { page: items.slice(0, limit), next_page_token: token }
}
