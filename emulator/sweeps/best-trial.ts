import type { Goal } from './early-termination.ts'

type Scored = Readonly<{ score: number | null; outcome: string | null }>

/** A failed trial has no model to take; one that was ended comes after those that went, or go, all the way. */
const rankOf = ({ outcome }: Scored) => (outcome === 'Failed' ? undefined : outcome === 'Canceled' ? 1 : 0)

/**
 * The trial with the best value of the primary metric, the first one where several share it.
 * @param trials `score` is null while a trial has logged no finite value; `outcome` is its final status
 */
export function bestTrial<T extends Scored>(trials: readonly T[], goal: Goal): T | undefined {
  const sign = goal === 'Minimize' ? 1 : -1
  return trials
    .flatMap((trial) => {
      const rank = rankOf(trial)
      return rank === undefined || trial.score === null ? [] : [{ trial, rank, loss: sign * trial.score }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.loss - b.loss)
    .at(0)?.trial
}
