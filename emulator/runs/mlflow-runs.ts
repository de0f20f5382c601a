import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { ServiceError } from '../errors.ts'
import { followOpenJobs } from './job-runs.ts'
import {
  invalid,
  mlflowEndpoint,
  offsetOf,
  pageOf,
  viewType,
  type MlflowCall,
  type MlflowEndpoint,
} from './mlflow-endpoint.ts'
import { int64, metricBody, paramBody, runInfoToWire, runRef, runsToWire, runToWire, tagBody } from './mlflow-wire.ts'
import { checkExperiment, ownRunOf, runFor } from './run-access.ts'
import type { Run, RunStatus } from './run-store.ts'

type RunRef = { run_id?: string | undefined; run_uuid?: string | undefined }

const runOf = ({ ctx, caller }: MlflowCall, { run_id, run_uuid }: RunRef): Run => {
  const runId = run_id || run_uuid
  if (!runId) throw invalid("Missing value for required parameter 'run_id'.")
  return runFor(ctx, caller, runId)
}

/** A run to write to. @throws ServiceError 400 INVALID_STATE when it was deleted */
function writableRun(call: MlflowCall, ref: RunRef): Run {
  const run = runOf(call, ref)
  if (run.lifecycle === 'active') return run
  throw new ServiceError(400, 'INVALID_STATE', `The run ${run.runId} must be in the 'active' state; it is deleted.`)
}

const statusByNumber: Readonly<Record<string, RunStatus>> = {
  1: 'RUNNING',
  2: 'SCHEDULED',
  3: 'FINISHED',
  4: 'FAILED',
  5: 'KILLED',
}
const runStatus = z.union([
  z.enum(['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED']),
  z.int().transform((number) => statusByNumber[number] ?? 'RUNNING'),
])

/** Limits: https://github.com/mlflow/mlflow/blob/master/mlflow/utils/validation.py */
const batchMessage = z
  .object({
    ...runRef,
    metrics: z.array(metricBody).max(1000, 'has at most 1000 metrics').default([]),
    params: z.array(paramBody).max(100, 'has at most 100 params').default([]),
    tags: z.array(tagBody).max(100, 'has at most 100 tags').default([]),
  })
  .refine(({ metrics, params, tags }) => metrics.length + params.length + tags.length <= 1000, {
    path: ['metrics'],
    message: 'a batch has at most 1000 metrics, params and tags in all',
  })

const nothing = { metrics: [], params: [], tags: [] }
const notes = z.array(z.looseObject({})).default([])

/** A run that a job starts hangs below the job's own, or the job's token would not open it. */
function parentTag({ caller }: MlflowCall, tags: Record<string, string>): Record<string, string> {
  const ownRun = ownRunOf(caller)
  return ownRun === undefined || tags['mlflow.parentRunId'] !== undefined ? {} : { 'mlflow.parentRunId': ownRun }
}

export const runEndpoints: readonly MlflowEndpoint[] = [
  mlflowEndpoint(
    'POST',
    'runs/create',
    'write',
    z.object({
      experiment_id: z.string().default('0'),
      user_id: z.string().optional(),
      run_name: z.string().optional(),
      start_time: int64.optional(),
      tags: z.array(tagBody).default([]),
    }),
    (call, message) => {
      const { ctx, caller } = call
      const experiment = ctx.runs.experiments.get(caller.workspaceId, message.experiment_id)
      if (!experiment) {
        throw new ServiceError(404, 'ResourceNotFound', `No Experiment with id=${message.experiment_id} exists.`)
      }
      checkExperiment(ctx, caller, experiment.id)
      const given = Object.fromEntries(message.tags.map(({ key, value }) => [key, value]))
      const tags = { ...given, ...parentTag(call, given) }
      // The parent decides who may reach the run, so it must be there and the caller's to use.
      if (tags['mlflow.parentRunId'] !== undefined) runFor(ctx, caller, tags['mlflow.parentRunId'])
      const runId = randomUUID()
      const { principal } = caller
      const run = ctx.runs.create(caller.workspaceId, {
        runId,
        experimentId: experiment.id,
        name: message.run_name || tags['mlflow.runName'] || runId,
        userId: message.user_id || (principal.kind === 'job' ? principal.jobName : principal.name),
        startTime: message.start_time ?? ctx.clock.now(),
        tags,
      })
      return { run: runToWire(ctx.runs, run) }
    },
  ),
  mlflowEndpoint('GET', 'runs/get', 'read', z.object(runRef), (call, message) => ({
    run: runToWire(call.ctx.runs, runOf(call, message)),
  })),
  mlflowEndpoint(
    'POST',
    'runs/update',
    'write',
    z.object({
      ...runRef,
      status: runStatus.optional(),
      end_time: int64.optional(),
      run_name: z.string().optional(),
    }),
    (call, message) => {
      const run = writableRun(call, message)
      // What a job does, only the job says: its script's FINISHED is not the end, nor its name the display name.
      if (run.isJob) return { run_info: runInfoToWire(run) }
      call.ctx.runs.update(run, {
        ...(message.status && { status: message.status }),
        ...(message.end_time !== undefined && { endTime: message.end_time }),
        ...(message.run_name && { name: message.run_name }),
      })
      return { run_info: runInfoToWire(runOf(call, message)) }
    },
  ),
  mlflowEndpoint('POST', 'runs/delete', 'write', z.object(runRef), (call, message) => {
    call.ctx.runs.update(runOf(call, message), { lifecycle: 'deleted' })
    return {}
  }),
  mlflowEndpoint('POST', 'runs/restore', 'write', z.object(runRef), (call, message) => {
    call.ctx.runs.update(runOf(call, message), { lifecycle: 'active' })
    return {}
  }),
  mlflowEndpoint(
    'POST',
    'runs/search',
    'read',
    z.object({
      experiment_ids: z.array(z.string()).default([]),
      filter: z.string().default(''),
      run_view_type: viewType,
      max_results: int64.pipe(z.int().min(1).max(50_000)).default(1000),
      order_by: z.array(z.string()).default([]),
      page_token: z.string().default(''),
    }),
    ({ ctx, caller }, message) => {
      followOpenJobs(ctx, caller.workspaceId)
      const offset = offsetOf(message.page_token)
      const limit = message.max_results
      const found = ctx.runs.search(caller.workspaceId, {
        experimentIds: message.experiment_ids,
        filter: message.filter,
        orderBy: message.order_by,
        lifecycles: message.run_view_type,
        below: ownRunOf(caller),
        limit: limit + 1,
        offset,
      })
      const { page, ...next } = pageOf(found, offset, limit)
      return { runs: runsToWire(ctx.runs, page), ...next }
    },
  ),
  mlflowEndpoint('POST', 'runs/log-metric', 'write', metricBody.extend(runRef), (call, message) => {
    const { key, value, timestamp, step } = message
    call.ctx.runs.log(writableRun(call, message), { ...nothing, metrics: [{ key, value, timestamp, step }] })
    return {}
  }),
  mlflowEndpoint('POST', 'runs/log-parameter', 'write', paramBody.extend(runRef), (call, message) => {
    call.ctx.runs.log(writableRun(call, message), { ...nothing, params: [[message.key, message.value]] })
    return {}
  }),
  mlflowEndpoint('POST', 'runs/set-tag', 'write', tagBody.extend(runRef), (call, message) => {
    call.ctx.runs.log(writableRun(call, message), { ...nothing, tags: [[message.key, message.value]] })
    return {}
  }),
  mlflowEndpoint('POST', 'runs/delete-tag', 'write', z.object({ ...runRef, key: z.string() }), (call, message) => {
    const run = writableRun(call, message)
    if (call.ctx.runs.deleteTag(run, message.key)) return {}
    throw new ServiceError(404, 'ResourceNotFound', `No tag with name: ${message.key} in run with id ${run.runId}`)
  }),
  mlflowEndpoint('POST', 'runs/log-batch', 'write', batchMessage, (call, message) => {
    const { metrics, params, tags } = message
    call.ctx.runs.log(writableRun(call, message), {
      metrics,
      params: params.map(({ key, value }) => [key, value]),
      tags: tags.map(({ key, value }) => [key, value]),
    })
    return {}
  }),
  mlflowEndpoint(
    'POST',
    'runs/log-inputs',
    'write',
    z.object({ ...runRef, datasets: notes, models: notes }),
    (call, message) => {
      const run = writableRun(call, message)
      call.ctx.runs.addNotes(run, 'datasetInput', message.datasets)
      call.ctx.runs.addNotes(run, 'modelInput', message.models)
      return {}
    },
  ),
  mlflowEndpoint('POST', 'runs/outputs', 'write', z.object({ ...runRef, models: notes }), (call, message) => {
    call.ctx.runs.addNotes(writableRun(call, message), 'modelOutput', message.models)
    return {}
  }),
  mlflowEndpoint(
    'POST',
    'runs/log-model',
    'write',
    z.object({ ...runRef, model_json: z.string() }),
    (call, message) => {
      const run = writableRun(call, message)
      const model: unknown = parseModel(message.model_json)
      // MLflow's own server keeps the models of a run in this tag, and its clients read them there.
      const tag = 'mlflow.log-model.history'
      const before = JSON.parse(call.ctx.runs.tags(run)[tag] ?? '[]') as unknown[]
      call.ctx.runs.log(run, { ...nothing, tags: [[tag, JSON.stringify([...before, model])]] })
      return {}
    },
  ),
]

function parseModel(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw invalid('Malformed model info. It is no JSON.')
  }
}
