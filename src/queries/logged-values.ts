import type { QueryClient } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import { mlflow, type MlflowRun } from '../api/mlflow.ts'
import type { LastValue, LoggedValues } from '../domain/compare/compared-job.ts'
import type { WorkspaceRef } from '../domain/refs.ts'
import { mapConcurrent } from '../lib/concurrency.ts'
import { workspaceKey } from './workspace-key.ts'

/** What is asked of a run: its id, and the experiment that its job names. */
type RunOfJob = Readonly<{ name: string; experimentName: string }>

/** Requests under way at once where a service has to be asked for each run by itself. */
const mostAtOnce = 6

/**
 * What the runs of jobs are and have logged, by the names of the jobs. A run that is not there yet is left out. All in
 * one request, besides one for each experiment that nobody has asked for yet; by single runs where the service refuses
 * to search.
 *
 * @throws as the data plane answers
 */
export async function readRuns(
  client: QueryClient,
  workspace: WorkspaceRef,
  jobs: readonly RunOfJob[],
  signal: AbortSignal,
): Promise<Map<string, MlflowRun>> {
  if (jobs.length === 0) return new Map()
  const names = jobs.map(({ name }) => name)
  let runs: readonly (MlflowRun | undefined)[]
  try {
    const experiments = [...new Set(jobs.map(({ experimentName }) => experimentName))]
    const experimentIds = await mapConcurrent(experiments, mostAtOnce, (name) =>
      client.query({
        queryKey: ['experiment-ids', workspaceKey(workspace), name],
        queryFn: () => mlflow.experimentId(workspace, name),
        staleTime: Infinity,
      }),
    )
    runs = await mlflow.searchRuns(workspace, { experimentIds, runIds: names }, signal)
  } catch (error) {
    if (!isUnsupported(error)) throw error
    runs = await mapConcurrent(names, mostAtOnce, (name) => oneRun(workspace, name, signal))
  }
  return new Map(runs.flatMap((run) => (run ? [[run.info.runId, run]] : [])))
}

/** A service that knows no such search or experiment; it may still know the runs. */
const isUnsupported = (error: unknown) => error instanceof ArmError && [400, 404, 405, 501].includes(error.status)

async function oneRun(workspace: WorkspaceRef, jobName: string, signal: AbortSignal): Promise<MlflowRun | undefined> {
  try {
    return await mlflow.getRun({ workspace, jobName }, signal)
  } catch (error) {
    if (error instanceof ArmError && error.status === 404) return undefined
    throw error
  }
}

/**
 * What a run has logged, by name.
 *
 * @param before what it had logged when it was last read: what is equal in it stays the same object
 */
export function loggedOf({ params, metrics, tags }: MlflowRun, before?: LoggedValues): LoggedValues {
  const lastValues = metrics.map(({ key, value, step, timestamp }) => [key, { value, step, time: timestamp }] as const)
  const now: LoggedValues = {
    params: kept(before?.params, new Map(params.map(({ key, value }) => [key, value])), Object.is),
    metrics: kept(before?.metrics, new Map(lastValues), isSameValue),
    tags: kept(before?.tags, new Map(tags.map(({ key, value }) => [key, value])), Object.is),
  }
  const isSame = before?.params === now.params && before.metrics === now.metrics && before.tags === now.tags
  return isSame ? before : now
}

type Same<Value> = (a: Value, b: Value) => boolean

function kept<Value>(
  before: ReadonlyMap<string, Value> | undefined,
  now: ReadonlyMap<string, Value>,
  isSame: Same<Value>,
): ReadonlyMap<string, Value> {
  if (before?.size !== now.size) return now
  for (const [name, value] of now) {
    const last = before.get(name)
    if (last === undefined || !isSame(last, value)) return now
  }
  return before
}

/** `Object.is`, as not a number is what a metric may be twice. */
const isSameValue: Same<LastValue> = (a, b) => a.time === b.time && a.step === b.step && Object.is(a.value, b.value)
