import * as z from 'zod'
import { invalid, mlflowEndpoint, type MlflowEndpoint } from './mlflow-endpoint.ts'
import { int64, metricToWire, runRef } from './mlflow-wire.ts'
import { runFor } from './run-access.ts'

/** The largest page that the open-source server gives; longer ones would hold up everybody else. */
const largestPage = 25_000
/** Points of one run in the calls that MLflow's own pages make. */
const largestSample = 2500

export const metricEndpoints: readonly MlflowEndpoint[] = [
  mlflowEndpoint(
    'GET',
    'metrics/get-history',
    'read',
    z.object({
      ...runRef,
      metric_key: z.string(),
      max_results: int64.pipe(z.int().min(1)).default(largestPage),
      page_token: z.string().default(''),
    }),
    ({ ctx, caller }, message) => {
      const run = runFor(ctx, caller, message.run_id ?? message.run_uuid ?? '')
      const { page_token: token, max_results: limit, metric_key: key } = message
      if (!/^(-?\d+\.-?\d+\.\d+)?$/.test(token)) throw invalid(`Invalid page token '${token}'`)
      const { metrics, next } = ctx.runs.metrics.history(run.seq, key, Math.min(limit, largestPage), token || undefined)
      return { metrics: metrics.map(metricToWire), ...(next !== undefined && { next_page_token: next }) }
    },
  ),
  mlflowEndpoint(
    'GET',
    'metrics/get-history-bulk-interval',
    'read',
    z.object({
      run_ids: z.union([z.string().transform((id) => [id]), z.array(z.string()).max(100)]),
      metric_key: z.string(),
      start_step: int64.optional(),
      end_step: int64.optional(),
      max_results: int64.pipe(z.int().min(1).max(largestSample)).default(320),
    }),
    ({ ctx, caller }, message) => ({
      metrics: message.run_ids.flatMap((runId) => {
        const run = runFor(ctx, caller, runId)
        const range = {
          from: message.start_step ?? Number.MIN_SAFE_INTEGER,
          to: message.end_step ?? Number.MAX_SAFE_INTEGER,
          limit: message.max_results,
        }
        const points = ctx.runs.metrics.sampled(run.seq, message.metric_key, range)
        return points.map((metric) => ({ ...metricToWire(metric), run_id: runId }))
      }),
    }),
  ),
]
