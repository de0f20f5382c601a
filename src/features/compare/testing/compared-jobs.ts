import type { ComparedJob } from '../../../domain/compare/compared-job.ts'
import { comparedRuns, isLoaded, type LoadedRun } from '../runs/compared-run.ts'

/** For tests: a command job that completed, with what its run logged. */
export function aComparedJob(
  name: string,
  { params = {}, metrics = {} }: { params?: Record<string, string>; metrics?: Record<string, number> } = {},
): ComparedJob {
  return {
    name,
    resource: {
      name,
      properties: { jobType: 'Command', status: 'Completed', command: 'python train.py', environmentId: 'e' },
    },
    logged: {
      params: new Map(Object.entries(params)),
      metrics: new Map(Object.entries(metrics).map(([metric, value]) => [metric, { value, step: 10, time: 0 }])),
      tags: new Map(),
    },
  }
}

/** The jobs as a page shows them on which nothing was changed. */
export const asRuns = (jobs: readonly ComparedJob[]): LoadedRun[] =>
  comparedRuns(
    jobs.map(({ name }, look) => ({ name, look, label: undefined, isHidden: false })),
    jobs,
  ).filter(isLoaded)
