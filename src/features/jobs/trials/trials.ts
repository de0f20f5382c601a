import type { SweepJob } from '../../../api/generated/arm.ts'
import type { JobResource } from '../../../api/jobs.ts'
import type { Run } from '../../../api/run-history.ts'
import { distributionFromRest } from '../../../domain/job-spec/jobs/sweep-search-space-rest.ts'
import { searchedValues, valuesTag } from '../../../domain/searched-values.ts'
import { msOf } from '../../../lib/dates.ts'
import type { Spread } from '../../../parts/parallel/parallel-axes.ts'

/** One trial of a sweep. */
export type Trial = Readonly<{
  name: string
  /** From 1 on, in the order they were begun. */
  number: number
  status: string
  /** What the search space gave it, by name, as text. */
  values: Readonly<Record<string, string>>
  /** The best value of the primary metric that it has logged so far. */
  score: number | undefined
  /** Milliseconds since 1970. */
  start: number | undefined
  end: number | undefined
  /** Why it was stopped, where the sweep stopped it. */
  reason: string | undefined
  isBest: boolean
}>

export const sweepOf = ({ properties }: JobResource): SweepJob | undefined =>
  properties.jobType === 'Sweep' ? properties : undefined

/** The trial that is best so far. The service notes it on the sweep (azure-ai-ml, `constants/_common.py`). */
export const bestTrialOf = ({ properties }: Pick<JobResource, 'properties'>): string | undefined =>
  properties.properties?.best_child_run_id ?? undefined

/**
 * The trials behind the children of a sweep. The service writes the values of a trial into its tag `hyperparameters`
 * and its score into the property `score`; a trial without them is shown all the same.
 */
export const trialsOf = (children: readonly Run[], bestName: string | undefined): Trial[] =>
  children.map((run, index) => ({
    name: run.runId,
    number: index + 1,
    status: run.status ?? 'Unknown',
    values: searchedValues(run.tags?.[valuesTag]),
    score: numberOf(run.properties?.score),
    start: msOf(run.startTimeUtc),
    end: msOf(run.endTimeUtc),
    reason: run.cancelationReason ?? undefined,
    isBest: run.runId === bestName,
  }))

/** The names that the trials have values for, in the order of the first trial that has them. */
export const searchedNames = (trials: readonly Trial[]): string[] => [
  ...new Set(trials.flatMap(({ values }) => Object.keys(values))),
]

/** How the search space draws the values of a name; undefined where it does not know it. */
export function spreadOf({ searchSpace }: Pick<SweepJob, 'searchSpace'>, name: string): Spread | undefined {
  const type = distributionFromRest(searchSpace[name])?.type
  if (type === undefined || type === 'choice') return type
  return type.includes('log') ? 'log' : 'linear'
}

/** Best first; trials without a score keep their order behind those with one. */
export function byScore(trials: readonly Trial[], goal: string): Trial[] {
  const sign = goal.toLowerCase() === 'maximize' ? -1 : 1
  return trials.toSorted((a, b) => {
    if (a.score === undefined || b.score === undefined)
      return Number(a.score === undefined) - Number(b.score === undefined)
    return sign * (a.score - b.score)
  })
}

function numberOf(text: string | undefined): number | undefined {
  const value = Number(text ?? NaN)
  return Number.isFinite(value) ? value : undefined
}
