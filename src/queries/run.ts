import { queryOptions } from '@tanstack/react-query'
import { artifacts } from '../api/artifacts.ts'
import { mlflow, type Metric } from '../api/mlflow.ts'
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
  /** Every point of one metric. */
  metricHistory: (ref: JobRef, key: string) =>
    queryOptions({
      queryKey: [...runKeys.all(ref), 'metric', key],
      queryFn: async ({ signal }) => {
        const points: Metric[] = []
        let pageToken: string | undefined
        do {
          // oxlint-disable-next-line no-await-in-loop -- each page names the next one
          const page = await mlflow.metricHistory(ref, key, { pageToken, signal })
          points.push(...page.metrics)
          pageToken = page.nextPageToken
        } while (pageToken)
        return points
      },
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
