import type { Direction } from '../compare-view.ts'
import type { LoadedRun } from '../runs/compared-run.ts'

/** The job with the best of the values that were logged last, the first of several; undefined where none is finite. */
export function bestRun(
  runs: readonly LoadedRun[],
  metric: string,
  direction: Direction,
): { run: LoadedRun; value: number } | undefined {
  const values = runs.flatMap((run) => {
    const value = run.job.logged?.metrics.get(metric)?.value
    return value !== undefined && Number.isFinite(value) ? [{ run, value }] : []
  })
  const sign = direction === 'lower' ? 1 : -1
  return values.toSorted((a, b) => sign * (a.value - b.value))[0]
}
