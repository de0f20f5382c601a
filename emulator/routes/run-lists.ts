import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import { badQuery } from '../runs/history-filter.ts'
import { historyRun } from '../runs/history-wire.ts'
import { followOpenJobs } from '../runs/job-runs.ts'
import { callerOf, checkExperiment, ownRunOf, type RunCaller } from '../runs/run-access.ts'
import type { RunQuery, RunScope } from '../runs/run-list.ts'

/** The name under which runs without a compute of their own are listed, which is also their `target`. */
const serverless = 'serverless'
const newestFirst = 'createdTimeUtc desc'

/** Runs on a page when nobody says how many, and at most: each costs the reading of its job, tags and parameters. */
const usualPage = 500
const largestPage = 1000

const queryBody = z
  .object({
    filter: z.string().nullish(),
    orderBy: z.string().nullish(),
    top: z.int().nullish(),
    continuationToken: z.string().nullish(),
  })
  .nullish()

/** Lists of runs: those on a compute, and those of an experiment that a query finds. */
export function registerRunLists(scope: FastifyInstance, ctx: EmulatorContext) {
  scope.get<{ Params: { computeName: string } }>('/computes/:computeName/runs', (request) => {
    const caller = listCaller(ctx, request)
    const { computeName } = request.params
    const compute = computeName.toLowerCase() === serverless ? null : `${caller.workspaceId}/computes/${computeName}`
    return runPage(ctx, request, caller, { compute }, newestFirst)
  })
  // A double colon is Fastify's way to write one.
  scope.post<{ Params: { experimentId: string } }>('/experimentids/:experimentId/runs::query', (request) => {
    const caller = callerOf(ctx, request, 'read')
    return found(ctx, request, caller, request.params.experimentId)
  })
  scope.post<{ Params: { experimentName: string } }>('/experiments/:experimentName/runs::query', (request) => {
    const caller = callerOf(ctx, request, 'read')
    const { experimentName } = request.params
    return found(ctx, request, caller, ctx.runs.experiments.byName(caller.workspaceId, experimentName)?.id)
  })
}

/** @throws ServiceError 403 for a job, whose token opens its own run only */
function listCaller(ctx: EmulatorContext, request: FastifyRequest): RunCaller {
  const caller = callerOf(ctx, request, 'read')
  if (ownRunOf(caller) === undefined) return caller
  throw new ServiceError(403, 'Forbidden', 'The token of a job does not open lists of runs.')
}

/** Runs of an experiment by the query in the body. @throws ServiceError 404 when there is no such experiment */
function found(ctx: EmulatorContext, request: FastifyRequest, caller: RunCaller, experimentId: string | undefined) {
  const { workspaceId } = caller
  if (experimentId === undefined || !ctx.runs.experiments.get(workspaceId, experimentId)) {
    throw new ServiceError(404, 'ResourceNotFound', 'The experiment was not found.')
  }
  checkExperiment(ctx, caller, experimentId)
  const body = queryBody.safeParse(request.body)
  if (!body.success) throw badQuery('the body may hold filter, orderBy, top and continuationToken')
  const { filter, orderBy, top, continuationToken } = body.data ?? {}
  const query = {
    filter: filter ?? '',
    orderBy: orderBy || newestFirst,
    top: pageSize(top ?? undefined),
    token: continuationToken || undefined,
  }
  const page = runsOf(ctx, workspaceId, { experimentId }, query)
  return { ...page, nextLink: null }
}

/**
 * A page of runs by `$filter`, `$orderby`, `$sortorder`, `$top` and `$continuationtoken` of the query.
 * @param usualOrder when the query names none
 * @throws ServiceError 400 BadArgument
 */
export function runPage(
  ctx: EmulatorContext,
  request: FastifyRequest,
  { workspaceId }: RunCaller,
  scope: RunScope,
  usualOrder: string,
) {
  const address = new URL(request.url, ctx.settings.origins.cloud)
  const given = Array.from(address.searchParams)
  // Names of OData options are written in either case; of those given twice the last one counts.
  const { $filter, $orderby, $sortorder, $top, $continuationtoken } = Object.fromEntries(
    given.map(([name, value]): [string, string | undefined] => [name.toLowerCase(), value]),
  )
  const query = {
    filter: $filter ?? '',
    orderBy: $orderby ? `${$orderby} ${$sortorder ?? ''}` : usualOrder,
    top: pageSize($top === undefined ? undefined : Number($top)),
    token: $continuationtoken || undefined,
  }
  const page = runsOf(ctx, workspaceId, scope, query)
  if (page.continuationToken === null) return { ...page, nextLink: null }
  for (const [name] of given) if (name.toLowerCase() === '$continuationtoken') address.searchParams.delete(name)
  address.searchParams.set('$continuationtoken', page.continuationToken)
  return { ...page, nextLink: address.href }
}

function pageSize(top: number | undefined): number {
  if (top === undefined) return usualPage
  if (!Number.isInteger(top) || top < 1) throw badQuery(`'${top}' is no number of runs`)
  return Math.min(top, largestPage)
}

function runsOf(ctx: EmulatorContext, workspaceId: string, scope: RunScope, query: RunQuery) {
  followOpenJobs(ctx, workspaceId)
  const { runs, token } = ctx.runs.list(workspaceId, scope, query)
  return { value: runs.map((run) => historyRun(ctx, workspaceId, run)), continuationToken: token }
}
