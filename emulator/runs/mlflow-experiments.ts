import * as z from 'zod'
import { ServiceError } from '../errors.ts'
import type { Experiment } from './experiment-store.ts'
import { mlflowEndpoint, offsetOf, pageOf, viewType, type MlflowCall, type MlflowEndpoint } from './mlflow-endpoint.ts'
import { experimentToWire, int64, tagBody } from './mlflow-wire.ts'
import { checkExperiment, ownRunOf } from './run-access.ts'

const experimentRef = { experiment_id: z.string() }
const experimentName = z.string().trim().min(1).max(256, 'has at most 256 characters')

const searchMessage = z.object({
  filter: z.string().default(''),
  order_by: z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()).default([])),
  view_type: viewType,
  max_results: int64.pipe(z.int().min(1).max(50_000)).default(1000),
  page_token: z.string().default(''),
})

const missing = (what: string) => new ServiceError(404, 'ResourceNotFound', `No Experiment with ${what} exists.`)

function experimentFor({ ctx, caller }: MlflowCall, id: string): Experiment {
  const experiment = ctx.runs.experiments.get(caller.workspaceId, id)
  if (!experiment) throw missing(`id=${id}`)
  checkExperiment(ctx, caller, id)
  return experiment
}

function search(call: MlflowCall, message: z.output<typeof searchMessage>) {
  const { ctx, caller } = call
  const offset = offsetOf(message.page_token)
  const { filter, order_by: orderBy, view_type: lifecycles, max_results: limit } = message
  const query = { filter, orderBy, lifecycles, limit: limit + 1, offset }
  const found = ctx.runs.experiments.search(caller.workspaceId, query)
  const ownRun = ownRunOf(caller)
  const own = ownRun === undefined ? undefined : ctx.runs.get(caller.workspaceId, ownRun)?.experimentId
  const { page, ...next } = pageOf(found, offset, limit)
  const shown = ownRun === undefined ? page : page.filter((experiment) => experiment.id === own)
  return { experiments: shown.map(experimentToWire), ...next }
}

/** A job may not reshape what its run is filed under, so these are for people: a job's own experiment exists already. */
function refuseJob(call: MlflowCall) {
  const jobName = ownRunOf(call.caller)
  if (jobName !== undefined) {
    throw new ServiceError(403, 'Forbidden', `The token of job '${jobName}' does not change experiments.`)
  }
}

/** Changes an experiment, which must be there, on behalf of a person. */
const change =
  <M extends { experiment_id: string }>(run: (call: MlflowCall, message: M) => void) =>
  (call: MlflowCall, message: M) => {
    refuseJob(call)
    experimentFor(call, message.experiment_id)
    run(call, message)
    return {}
  }

export const experimentEndpoints: readonly MlflowEndpoint[] = [
  mlflowEndpoint('GET', 'experiments/get', 'read', z.object(experimentRef), (call, message) => ({
    experiment: experimentToWire(experimentFor(call, message.experiment_id)),
  })),
  mlflowEndpoint(
    'GET',
    'experiments/get-by-name',
    'read',
    z.object({ experiment_name: z.string() }),
    (call, { experiment_name: name }) => {
      const { ctx, caller } = call
      const found = ctx.runs.experiments.byName(caller.workspaceId, name)
      if (!found) throw missing(`name='${name}'`)
      return { experiment: experimentToWire(experimentFor(call, found.id)) }
    },
  ),
  mlflowEndpoint('GET', 'experiments/search', 'read', searchMessage, search),
  mlflowEndpoint('POST', 'experiments/search', 'read', searchMessage, search),
  mlflowEndpoint(
    'POST',
    'experiments/create',
    'write',
    z.object({ name: experimentName, tags: z.array(tagBody).default([]) }),
    (call, { name, tags }) => {
      refuseJob(call)
      const { ctx, caller } = call
      const byKey = Object.fromEntries(tags.map(({ key, value }) => [key, value]))
      return { experiment_id: ctx.runs.experiments.create(caller.workspaceId, name, byKey) }
    },
  ),
  mlflowEndpoint(
    'POST',
    'experiments/delete',
    'write',
    z.object(experimentRef),
    change(({ ctx, caller }, message) =>
      ctx.runs.experiments.update(caller.workspaceId, message.experiment_id, { lifecycle: 'deleted' }),
    ),
  ),
  mlflowEndpoint(
    'POST',
    'experiments/restore',
    'write',
    z.object(experimentRef),
    change(({ ctx, caller }, message) =>
      ctx.runs.experiments.update(caller.workspaceId, message.experiment_id, { lifecycle: 'active' }),
    ),
  ),
  mlflowEndpoint(
    'POST',
    'experiments/set-experiment-tag',
    'write',
    tagBody.extend(experimentRef),
    change(({ ctx, caller }, { experiment_id: id, key, value }) =>
      ctx.runs.experiments.setTag(caller.workspaceId, id, key, value),
    ),
  ),
  mlflowEndpoint(
    'POST',
    'experiments/delete-experiment-tag',
    'write',
    z.object({ ...experimentRef, key: z.string() }),
    change(({ ctx, caller }, { experiment_id: id, key }) =>
      ctx.runs.experiments.deleteTag(caller.workspaceId, id, key),
    ),
  ),
]
