export type Goal = 'Minimize' | 'Maximize'

/**
 * When a trial that does badly is ended before its time. Intervals are counted in values of the primary metric that a
 * trial has logged: the policy looks at every multiple of `interval` from `delay` on.
 * https://learn.microsoft.com/azure/machine-learning/how-to-tune-hyperparameters#early-termination
 */
export type Policy = Readonly<{ interval: number; delay: number }> &
  Readonly<
    | { kind: 'bandit'; slackFactor: number; slackAmount: number }
    | { kind: 'median' }
    | { kind: 'truncation'; percentage: number }
  >

/** Values of the primary metric that a trial has logged, in order. */
export type History = Readonly<{ values: readonly number[]; hasEnded: boolean }>

/** The intervals at which a policy looks, among those after `from` up to `to`. */
export function intervalsToJudge({ interval, delay }: Policy, from: number, to: number): number[] {
  const all = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index + 1)
  return all.filter((reached) => reached % interval === 0 && reached >= delay)
}

/**
 * Why a trial should be ended, judged at one interval.
 * @param own the trial's values, which is one of `all`
 * @param all those of every trial of the sweep
 * @returns undefined when it may go on
 */
export function reasonToEnd(
  policy: Policy,
  goal: Goal,
  { own, all, interval }: { own: History; all: readonly History[]; interval: number },
): string | undefined {
  const isWorse = (a: number, b: number) => (goal === 'Minimize' ? a > b : a < b)
  const mine = bestOf(own.values.slice(0, interval), goal)
  if (mine === undefined) return undefined
  const at = `at interval ${interval}`

  if (policy.kind === 'bandit') {
    const best = bestOf(
      all.flatMap(({ values }) => values.slice(0, interval)),
      goal,
    )
    if (best === undefined) return undefined
    const limit = banditLimit(policy, goal, best)
    return isWorse(mine, limit) ? `${mine} is outside the slack ${limit} of the best value ${best} ${at}` : undefined
  }
  if (policy.kind === 'median') {
    const averages = all.flatMap(({ values }) => average(values.slice(0, interval)) ?? [])
    const middle = median(averages)
    return isWorse(mine, middle) ? `${mine} is worse than ${middle}, the median of the averages ${at}` : undefined
  }
  const rivals = all.filter(({ values, hasEnded }) => !hasEnded && values.length >= interval)
  const scoreOf = ({ values }: History) =>
    bestOf(values.slice(0, interval), goal) ?? (goal === 'Minimize' ? Infinity : -Infinity)
  const worstFirst = rivals.toSorted(
    (a, b) => Number(isWorse(scoreOf(b), scoreOf(a))) - Number(isWorse(scoreOf(a), scoreOf(b))),
  )
  const count = Math.floor((rivals.length * policy.percentage) / 100)
  return worstFirst.slice(0, count).includes(own)
    ? `${mine} is among the lowest ${policy.percentage} % of ${rivals.length} running trials ${at}`
    : undefined
}

/** A factor widens the distance from the best in its bad direction, also for a metric below zero. */
function banditLimit(
  { slackFactor, slackAmount }: { slackFactor: number; slackAmount: number },
  goal: Goal,
  best: number,
) {
  if (slackFactor === 0) return goal === 'Minimize' ? best + slackAmount : best - slackAmount
  const grows = (goal === 'Minimize') === best >= 0
  return grows ? best * (1 + slackFactor) : best / (1 + slackFactor)
}

/** The best finite value; undefined when there is none. */
export function bestOf(values: readonly number[], goal: Goal): number | undefined {
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) return undefined
  return finite.reduce((a, b) => (goal === 'Minimize' ? Math.min(a, b) : Math.max(a, b)))
}

function average(values: readonly number[]): number | undefined {
  const finite = values.filter(Number.isFinite)
  return finite.length === 0 ? undefined : finite.reduce((sum, value) => sum + value, 0) / finite.length
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? 0
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? 0) + upper) / 2 : upper
}
