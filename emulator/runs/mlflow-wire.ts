import * as z from 'zod'
import type { Settings } from '../contracts.ts'
import type { Experiment } from './experiment-store.ts'
import type { Metric } from './metric-store.ts'
import type { RunDetails } from './run-details.ts'
import type { Run, Runs } from './run-store.ts'

/**
 * MLflow's messages as JSON: snake_case names; 64-bit integers as numbers or, from older clients, as strings; doubles
 * that JSON lacks as the strings NaN, Infinity and -Infinity.
 * https://github.com/mlflow/mlflow/blob/master/mlflow/protos/service.proto
 */
export const int64 = z
  .union([z.int(), z.string().regex(/^-?\d{1,16}$/, 'must be a whole number')])
  .transform(Number)
  .refine(Number.isSafeInteger, 'must be a whole number below 2^53')

const doubleText = /^(?:-?Infinity|NaN|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i
const double = z
  .union([z.number(), z.string().regex(doubleText, 'must be a number, or NaN, Infinity or -Infinity')])
  .transform(Number)

/**
 * Names become files in some stores, so they must not resolve to another name: no `..`, no `//`, no slash at an end.
 * https://github.com/mlflow/mlflow/blob/master/mlflow/utils/validation.py
 */
const isPlainName = (name: string) => name.split('/').every((part) => part !== '' && part !== '.' && part !== '..')

/** Of a metric, a parameter or a tag. */
export const dataName = z
  .string()
  .min(1)
  .max(250, 'has at most 250 characters')
  .regex(
    /^[/\p{L}\p{N}_.\-: ]+$/u,
    'may hold letters, digits, underscores, dashes, periods, colons, spaces and slashes',
  )
  .refine(isPlainName, 'must not resolve to another name')

export const metricBody = z.object({ key: dataName, value: double, timestamp: int64, step: int64.default(0) })
export const paramBody = z.object({ key: dataName, value: z.coerce.string().max(6000, 'has at most 6000 characters') })
export const tagBody = z.object({ key: dataName, value: z.coerce.string().max(8000, 'has at most 8000 characters') })

/** A run by its present name or its older one. */
export const runRef = { run_id: z.string().optional(), run_uuid: z.string().optional() }

/** Pages hold thousands, so a point that JSON can say as it is goes out as it is. */
export const metricToWire = (metric: Metric) =>
  Number.isFinite(metric.value) ? metric : { ...metric, value: String(metric.value) }

/**
 * Where MLflow clients find a workspace. Azure answers `azureml://`, which a plugin turns into https; plain http is what
 * a stock client here can use.
 */
export const trackingUri = ({ origins }: Settings, workspaceId: string) => `${origins.cloud}/mlflow/v1.0${workspaceId}`

export const artifactUri = (run: Run) => `mlflow-artifacts:/${run.experimentId}/${run.runId}/artifacts`

const listOf = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }))

export const runInfoToWire = (run: Run) => ({
  run_id: run.runId,
  run_uuid: run.runId,
  run_name: run.name,
  experiment_id: run.experimentId,
  user_id: run.userId,
  status: run.status,
  ...(run.startTime !== null && { start_time: run.startTime }),
  ...(run.endTime !== null && { end_time: run.endTime }),
  artifact_uri: artifactUri(run),
  lifecycle_stage: run.lifecycle,
})

/** Runs with all that was logged into them. */
export function runsToWire(runs: Runs, found: readonly Run[]) {
  const details = runs.details(found)
  return found.map((run, i) => runWithDetails(run, details[i]))
}

export const runToWire = (runs: Runs, run: Run) => runWithDetails(run, runs.details([run])[0])

const runWithDetails = (run: Run, details: RunDetails | undefined) => ({
  info: runInfoToWire(run),
  data: {
    metrics: details?.metrics.map(metricToWire) ?? [],
    params: details?.params ?? [],
    tags: details?.tags ?? [],
  },
  inputs: { dataset_inputs: details?.notes('datasetInput') ?? [], model_inputs: details?.notes('modelInput') ?? [] },
  outputs: { model_outputs: details?.notes('modelOutput') ?? [] },
})

export const experimentToWire = (experiment: Experiment) => ({
  experiment_id: experiment.id,
  name: experiment.name,
  artifact_location: `mlflow-artifacts:/${experiment.id}`,
  lifecycle_stage: experiment.lifecycle,
  creation_time: experiment.createdAt,
  last_update_time: experiment.updatedAt,
  tags: listOf(experiment.tags),
})
