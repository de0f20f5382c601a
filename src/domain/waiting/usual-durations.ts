import { msOf } from '../../lib/dates.ts'
import type { ListedRun } from './facts.ts'

/** How long something took in past jobs, in seconds. */
export type UsualDuration = Readonly<{
  /** Of how many jobs. */
  jobs: number
  median: number
  /** Half of the jobs took between these. */
  lower: number
  upper: number
}>

/** Of fewer jobs nothing can be said to be usual. */
const fewest = 3

/** The usual duration among some, in seconds; undefined when there are too few. */
export function usualOf(seconds: readonly number[]): UsualDuration | undefined {
  const sorted = seconds.filter((value) => Number.isFinite(value) && value >= 0).toSorted((a, b) => a - b)
  if (sorted.length < fewest) return undefined
  return {
    jobs: sorted.length,
    median: quantile(sorted, 0.5),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
  }
}

function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return below + (above - below) * (place - Math.floor(place))
}

/** Seconds from submission to start, of the runs that started. The one in question is left out. */
export const waitsOf = (runs: readonly ListedRun[], except: string): number[] =>
  secondsBetween(runs, except, 'createdTimeUtc', 'startTimeUtc')

/** Seconds from start to end, of the runs that completed: one that failed or was stopped says little of the others. */
export const runTimesOf = (runs: readonly ListedRun[], except: string): number[] =>
  secondsBetween(
    runs.filter(({ status }) => status === 'Completed'),
    except,
    'startTimeUtc',
    'endTimeUtc',
  )

type Time = 'createdTimeUtc' | 'startTimeUtc' | 'endTimeUtc'

const secondsBetween = (runs: readonly ListedRun[], except: string, from: Time, to: Time): number[] =>
  runs
    .filter(({ runId }) => runId !== except)
    .flatMap((run) => {
      const [start, end] = [msOf(run[from]), msOf(run[to])]
      return start === undefined || end === undefined || end < start ? [] : [(end - start) / 1000]
    })

/** Less than this many seconds past what is usual is nothing to speak of. */
const noteworthy = 15

/**
 * Whether a duration (in seconds) is unusually long: past the upper quartile by one and a half times the distance of the
 * quartiles (Tukey's fence), and longer than the median by half, so that jobs which all take alike long raise no alarm.
 */
export const isUnusuallyLong = (seconds: number, { median, lower, upper }: UsualDuration): boolean =>
  seconds > upper + 1.5 * (upper - lower) && seconds > 1.5 * median && seconds > median + noteworthy
