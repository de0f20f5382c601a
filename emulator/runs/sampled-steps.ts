/**
 * Which steps of several runs are shown when all would be too many: steps that were logged, evenly spread over those of
 * all runs, and beside them the first and the last step of each run. So there may be a few more than `limit`.
 *
 * These are the rules of MLflow's server, `get_metric_history_bulk_interval_impl`, but for one: where a range begins
 * behind many steps it leaves out some of those it has picked, by a slip that nobody can want.
 * https://github.com/mlflow/mlflow/blob/master/mlflow/server/handlers.py
 * @param byRun steps of each run, in any order
 * @param range both ends belong to it; from 0 to the last step when not said
 */
export function sampledSteps(
  byRun: readonly (readonly number[])[],
  range: { from: number; to: number } | undefined,
  limit: number,
): number[] {
  const all = [...new Set(byRun.flat())].toSorted((a, b) => a - b)
  const { from, to } = range ?? { from: 0, to: all.at(-1) ?? 0 }
  const isIn = (step: number) => step >= from && step <= to
  const ends = byRun.flatMap((steps) => (steps.length > 0 ? [least(steps), greatest(steps)] : []))
  const within = all.filter(isIn)
  return [...new Set([...evenly(within, limit), ...ends.filter(isIn)])].toSorted((a, b) => a - b)
}

/** @returns `limit` of them and the last; all when they are no more than that */
function evenly(steps: readonly number[], limit: number): readonly number[] {
  if (steps.length <= limit) return steps
  const picked = Array.from({ length: limit }, (_, i) => steps[Math.floor((i * steps.length) / limit)] ?? 0)
  return [...picked, steps.at(-1) ?? 0]
}

// Spread into Math.min, a million steps would be too many arguments.
const least = (steps: readonly number[]) => steps.reduce((a, b) => Math.min(a, b))
const greatest = (steps: readonly number[]) => steps.reduce((a, b) => Math.max(a, b))
