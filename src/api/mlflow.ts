import { workspaceId, type JobRef, type WorkspaceRef } from '../domain/refs.ts'
import { dataPlane } from './data-plane.ts'

/** One logged value. `value` is NaN, Infinity or -Infinity where the job logged that; `timestamp` is in ms. */
export type Metric = { key: string; value: number; timestamp: number; step: number }

export type MlflowRun = {
  info: { runId: string; runName: string; experimentId: string; status: string; startTime?: number; endTime?: number }
  /** Of each metric the last value only. */
  metrics: Metric[]
  params: Array<{ key: string; value: string }>
  tags: Array<{ key: string; value: string }>
}

/** Older MLflow writes 64-bit integers as strings; values that are not finite are strings everywhere. */
type WireNumber = number | string
type WireMetric = { key: string; value: WireNumber; timestamp: WireNumber; step?: WireNumber }
type WireRun = {
  info: {
    run_id: string
    run_name?: string
    experiment_id: string
    status: string
    start_time?: WireNumber
    end_time?: WireNumber
  }
  data?: {
    metrics?: WireMetric[] | null
    params?: Array<{ key: string; value: string }> | null
    tags?: Array<{ key: string; value: string }> | null
  } | null
}

const path = ({ workspace }: Pick<JobRef, 'workspace'>, call: string) =>
  `/mlflow/v2.0${workspaceId(workspace)}/api/2.0/mlflow/${call}`

export const mlflow = {
  /** A job's run has the job's name as its id. @throws ArmError 404 before the job has logged or started */
  async getRun(ref: JobRef, signal?: AbortSignal): Promise<MlflowRun> {
    const client = await dataPlane(ref.workspace)
    const { run } = await client.get<{ run: WireRun }>(path(ref, 'runs/get'), {
      query: { run_id: ref.jobName },
      signal,
    })
    return runFromWire(run)
  },
  /** The id of an experiment, which searches go by. @throws ArmError 404 where nothing has that name */
  async experimentId(workspace: WorkspaceRef, name: string, signal?: AbortSignal): Promise<string> {
    const client = await dataPlane(workspace)
    const { experiment } = await client.get<{ experiment: { experiment_id: string } }>(
      path({ workspace }, 'experiments/get-by-name'),
      { query: { experiment_name: name }, signal },
    )
    return experiment.experiment_id
  },
  /**
   * Runs by their ids, in one request: those that are there, in no order.
   * @param query.runIds names of jobs, a thousand at most
   * @throws ArmError 400 from a service that cannot search by ids
   */
  async searchRuns(
    workspace: WorkspaceRef,
    { experimentIds, runIds }: { experimentIds: readonly string[]; runIds: readonly string[] },
    signal?: AbortSignal,
  ): Promise<MlflowRun[]> {
    const client = await dataPlane(workspace)
    const ids = runIds.map((id) => `'${id}'`).join(', ')
    const { runs } = await client.post<{ runs?: WireRun[] }>(
      path({ workspace }, 'runs/search'),
      { experiment_ids: experimentIds, filter: `attributes.run_id IN (${ids})`, max_results: 1_000 },
      { signal },
    )
    return (runs ?? []).map(runFromWire)
  },
  /**
   * A page of one metric's history as the service wrote it, `{metrics: [{key, value, timestamp, step}], next_page_token}`:
   * long enough to be read in a worker.
   * @param maxResults points at most; how many a service allows is not documented for Azure
   */
  async metricPage(
    ref: JobRef,
    key: string,
    { maxResults, pageToken, signal }: { maxResults: number; pageToken?: string | undefined; signal?: AbortSignal },
  ): Promise<ArrayBuffer> {
    const client = await dataPlane(ref.workspace)
    const query = { run_id: ref.jobName, metric_key: key, max_results: maxResults, page_token: pageToken }
    return client.getBytes(path(ref, 'metrics/get-history'), { query, signal })
  },
}

const runFromWire = ({ info, data }: WireRun): MlflowRun => ({
  info: {
    runId: info.run_id,
    runName: info.run_name ?? info.run_id,
    experimentId: info.experiment_id,
    status: info.status,
    ...(info.start_time ? { startTime: Number(info.start_time) } : {}),
    ...(info.end_time ? { endTime: Number(info.end_time) } : {}),
  },
  metrics: (data?.metrics ?? []).map(metricFromWire),
  params: data?.params ?? [],
  tags: data?.tags ?? [],
})

const metricFromWire = ({ key, value, timestamp, step = 0 }: WireMetric): Metric => ({
  key,
  value: Number(value),
  timestamp: Number(timestamp),
  step: Number(step),
})
