import type { FastifyRequest } from 'fastify'
import type { EmulatorContext } from '../context.ts'

/** A page as the data plane sends it; `nextLink` is the request's own address with the token in it. */
export function pageToWire<T>(ctx: EmulatorContext, request: FastifyRequest, token: string | null, value: T[]) {
  const next = new URL(request.url, ctx.settings.origins.cloud)
  if (token !== null) next.searchParams.set('continuationToken', token)
  return { value, continuationToken: token, nextLink: token === null ? null : next.href }
}
