import { explainFailure } from './explain-failure.ts'
import type { Failure, ServiceError } from './failure.ts'

/** A trial of a sweep, as run history lists it. */
type Trial = Readonly<{ status?: string | null; error?: Readonly<{ error: ServiceError }> | null }>

/** A cause, and the trials that failed of it. */
export type TrialCause<T extends Trial> = Readonly<{ failure: Failure; trials: readonly [T, ...T[]] }>

/**
 * What the failed trials of a sweep failed of, as far as their errors say: the most frequent cause first.
 *
 * @param ownModules names of modules in the user's code, where it is known
 */
export function trialCauses<T extends Trial>(trials: readonly T[], ownModules?: readonly string[]): TrialCause<T>[] {
  const byTitle = new Map<string, TrialCause<T>>()
  for (const trial of trials.filter(({ status }) => status === 'Failed')) {
    const failure = explainFailure({ status: 'Failed', error: trial.error?.error, isTrial: true, ownModules, logs: [] })
    const alike = byTitle.get(failure.title)
    byTitle.set(failure.title, alike ? { ...alike, trials: [...alike.trials, trial] } : { failure, trials: [trial] })
  }
  return [...byTitle.values()].toSorted((a, b) => b.trials.length - a.trials.length)
}
