import { mostRuns } from '../../../domain/compare/run-list.ts'
import { mostLooks, type ViewedRun } from '../compare-view.ts'

type Runs = readonly ViewedRun[]

/** The jobs with one of them changed. */
export const withRun = (runs: Runs, name: string, change: Partial<Omit<ViewedRun, 'name'>>): ViewedRun[] =>
  runs.map((run) => (run.name === name ? { ...run, ...change } : run))

export const withoutRun = (runs: Runs, name: string): ViewedRun[] => runs.filter((run) => run.name !== name)

/** More jobs behind those that are there, each with the look that is least in use. Beyond the hundredth none is taken. */
export function withMoreRuns(runs: Runs, names: readonly string[]): ViewedRun[] {
  const all = [...runs]
  const uses = Array.from({ length: mostLooks }, (_, look) => all.filter((run) => run.look === look).length)
  for (const name of new Set(names)) {
    if (all.length >= mostRuns || all.some((run) => run.name === name)) continue
    const look = uses.indexOf(Math.min(...uses))
    uses[look] = (uses[look] ?? 0) + 1
    all.push({ name, label: undefined, look, isHidden: false })
  }
  return all
}

/** A job moved by so many places, as far as there are some. */
export function withRunMoved(runs: Runs, name: string, by: number): ViewedRun[] {
  const from = runs.findIndex((run) => run.name === name)
  const run = runs[from]
  if (!run) return [...runs]
  const to = Math.min(runs.length - 1, Math.max(0, from + by))
  return withoutRun(runs, name).toSpliced(to, 0, run)
}
