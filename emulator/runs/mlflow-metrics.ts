import * as z from 'zod'
import { ServiceError } from '../errors.ts'
import type { Place } from './metric-points.ts'
import { longestPage } from './metric-store.ts'
import { invalid, mlflowEndpoint, type MlflowEndpoint } from './mlflow-endpoint.ts'
import { int64, metricToWire, runRef } from './mlflow-wire.ts'
import { runFor } from './run-access.ts'

/** Of one run, in the call that MLflow's own pages make. */
const mostSampledSteps = 2500
const mostSampledRuns = 100

/** Such a token stays good however many points are logged meanwhile. MLflow's own holds how many came before. */
const placeToToken = (place: Place) => Buffer.from(place.join(' ')).toString('base64url')

/** @throws ServiceError 400 INVALID_PARAMETER_VALUE */
function placeOfToken(token: string): Place | undefined {
  if (token === '') return undefined
  const [timestamp, step, value, seq, ...rest] = Buffer.from(token, 'base64url').toString().split(' ').map(Number)
  const isPlace = [timestamp, step, seq].every(Number.isSafeInteger) && !Number.isNaN(value) && rest.length === 0
  if (!isPlace || timestamp === undefined || step === undefined || value === undefined || seq === undefined) {
    throw invalid(`Invalid page token '${token}'`)
  }
  return [timestamp, step, value, seq]
}

/**
 * Azure has refused long pages, in these words: https://github.com/mlflow/mlflow/issues/10694
 * @throws ServiceError 400 BAD_REQUEST
 */
function checkPageLength(asked: number, most: number | null) {
  if (most === null || asked <= most) return
  throw new ServiceError(
    400,
    'BAD_REQUEST',
    `MaxResults = ${asked} is invalid: MaxResults must be less than ${most + 1}.`,
  )
}

/** @throws ServiceError 400 INVALID_PARAMETER_VALUE, as MLflow's server refuses a range */
function rangeOf(from: number | undefined, to: number | undefined) {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined || to === undefined)
    throw invalid('start_step and end_step belong together: give both or none.')
  if (from > to) throw invalid(`end_step must not be below start_step. Found start_step=${from} and end_step=${to}.`)
  return { from, to }
}

export const metricEndpoints: readonly MlflowEndpoint[] = [
  mlflowEndpoint(
    'GET',
    'metrics/get-history',
    'read',
    z.object({
      ...runRef,
      metric_key: z.string().min(1),
      max_results: int64.pipe(z.int().min(1)).default(longestPage),
      page_token: z.string().default(''),
    }),
    ({ ctx, caller }, message) => {
      const run = runFor(ctx, caller, message.run_id ?? message.run_uuid ?? '')
      const after = placeOfToken(message.page_token)
      checkPageLength(message.max_results, ctx.switches.historyMaxResults)
      // Longer pages would hold up everybody else.
      const limit = Math.min(message.max_results, longestPage)
      const { metrics, next } = ctx.runs.metrics.history(run.seq, message.metric_key, limit, after)
      return { metrics: metrics.map(metricToWire), ...(next && { next_page_token: placeToToken(next) }) }
    },
  ),
  // https://github.com/mlflow/mlflow/blob/master/mlflow/server/handlers.py, get_metric_history_bulk_interval_handler
  mlflowEndpoint(
    'GET',
    'metrics/get-history-bulk-interval',
    'read',
    z.object({
      run_ids: z
        .union([z.string().transform((id) => [id]), z.array(z.string())])
        .refine((ids) => ids.length <= mostSampledRuns, `must be at most ${mostSampledRuns}`),
      metric_key: z.string().min(1),
      start_step: int64.optional(),
      end_step: int64.optional(),
      max_results: int64.pipe(z.int().min(1).max(mostSampledSteps)).default(mostSampledSteps),
    }),
    ({ ctx, caller }, message) => {
      const { run_ids: runIds, metric_key: key, max_results: limit } = message
      const range = rangeOf(message.start_step, message.end_step)
      const runs = runIds.map((runId) => runFor(ctx, caller, runId).seq)
      const byRun = ctx.runs.metrics.sampled(runs, key, range, limit)
      return {
        metrics: byRun.flatMap((metrics, i) =>
          metrics.map((metric) => ({ ...metricToWire(metric), run_id: runIds[i] })),
        ),
      }
    },
  ),
]
