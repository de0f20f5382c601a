import { differencesOf } from '../../../domain/compare/differences.ts'
import type { PlotRow } from '../../../parts/parallel/parallel-axes.ts'
import type { Direction } from '../compare-view.ts'
import type { KnownDirection } from '../metrics/metric-direction.ts'
import type { LoadedRun } from '../runs/compared-run.ts'

/** A parameter or an input whose value is not the same for all, with the value of each job. */
export type Parameter = Readonly<{ name: string; values: readonly (string | undefined)[] }>

/** What differs of what the jobs were given. An input that is logged as a parameter as well is one of them. */
export function differingParameters(runs: readonly LoadedRun[]): Parameter[] {
  const sections = differencesOf(runs.map(({ job }) => job))
  const rows = (['parameters', 'inputs'] as const).flatMap(
    (wanted) => sections.find(({ id }) => id === wanted)?.rows.filter(({ isEqual }) => !isEqual) ?? [],
  )
  const byName = new Map<string, Parameter>()
  for (const { label, values } of rows) if (!byName.has(label)) byName.set(label, { name: label, values })
  return [...byName.values()]
}

/** The jobs as lines through what they were given to what came of it: the newest value of a metric. */
export function plotRows(
  runs: readonly LoadedRun[],
  parameters: readonly Parameter[],
  metric: string,
  direction: Direction | undefined,
): PlotRow[] {
  const scores = runs.map(({ job }) => finite(job.logged?.metrics.get(metric)?.value))
  const known = scores.filter((score) => score !== undefined)
  const best = direction === 'lower' ? Math.min(...known) : direction === 'higher' ? Math.max(...known) : undefined
  return runs.map(({ name, title }, index) => ({
    name,
    label: title,
    values: Object.fromEntries(
      parameters.flatMap(({ name: parameter, values }) => {
        const value = values[index]
        return value === undefined ? [] : [[parameter, value]]
      }),
    ),
    score: scores[index],
    isBest: best !== undefined && scores[index] === best,
  }))
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? value : undefined)

/**
 * The metric to begin with, where none is chosen: the objective of a sweep, then what was measured on held-out data, then
 * any whose direction is known.
 */
export function targetOf(
  metrics: readonly string[],
  directionOf: (metric: string) => KnownDirection | undefined,
  chosen: string | undefined,
): string | undefined {
  if (chosen !== undefined && metrics.includes(chosen)) return chosen
  const known = metrics.filter((metric) => directionOf(metric))
  return (
    known.find((metric) => directionOf(metric)?.source === 'objective') ??
    known.find((metric) => /^(?:val|valid|validation|eval|test|dev)[^a-z]/i.test(metric)) ??
    known[0] ??
    metrics[0]
  )
}
