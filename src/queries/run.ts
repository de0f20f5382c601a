import { queryOptions } from '@tanstack/react-query'
import { artifacts } from '../api/artifacts.ts'
import { mlflow } from '../api/mlflow.ts'
import { runHistory } from '../api/run-history.ts'
import type { JobRef } from '../domain/refs.ts'
import { workspaceKey } from './workspace-key.ts'

export const runKeys = {
  all: (ref: JobRef) => ['runs', workspaceKey(ref.workspace), ref.jobName] as const,
}

/** The history of a job: what the data plane knows beyond the job resource. */
export const runQueries = {
  /** Why a job still waits, and the sweep it belongs to; the details do not say. */
  run: (ref: JobRef) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'run'],
      queryFn: ({ signal }) => runHistory.get(ref, signal),
    }),
  /** Times, errors and the addresses of log files, which expire: ask again rather than keep them. */
  details: (ref: JobRef) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'details'],
      queryFn: ({ signal }) => runHistory.details(ref, signal),
    }),
  /** Parameters, tags and the last value of each metric. */
  mlflowRun: (ref: JobRef) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'mlflow'],
      queryFn: ({ signal }) => mlflow.getRun(ref, signal),
    }),
  /** The trials of a sweep, in the order they were begun. */
  children: (ref: JobRef) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'children'],
      queryFn: ({ signal }) => runHistory.children(ref, signal),
    }),
  artifacts: (ref: JobRef) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'artifacts'],
      queryFn: () => artifacts.list(ref),
    }),
}
