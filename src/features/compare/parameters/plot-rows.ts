import type { ComparedJob } from '../../../domain/compare/compared-job.ts'
import { searchedValues, valuesTag } from '../../../domain/searched-values.ts'
import { withoutSecrets } from '../../../domain/without-secrets.ts'
import { inNameOrder } from '../../../lib/name-order.ts'
import type { PlotRow } from '../../../parts/parallel/parallel-axes.ts'
import type { Direction } from '../compare-view.ts'
import type { KnownDirection } from '../metrics/metric-direction.ts'
import type { LoadedRun } from '../runs/compared-run.ts'

/** A parameter or an input whose value is not the same for all, with the value of each job. */
export type Parameter = Readonly<{ name: string; values: readonly (string | undefined)[] }>

/**
 * What differs of what the jobs were given. An input that is logged as a parameter as well is one of them. All that is
 * known of the jobs (`differencesOf`) would say the same, but takes its time; axes are drawn as one points at them.
 */
export function differingParameters(runs: readonly LoadedRun[]): Parameter[] {
  const table = new Map<string, (string | undefined)[]>()
  for (const [index, { job }] of runs.entries()) {
    for (const [name, value] of givenTo(job)) {
      const values = table.get(name) ?? runs.map(() => undefined)
      values[index] = value
      table.set(name, values)
    }
  }
  return Array.from(table, ([name, values]) => ({ name, values }))
    .filter(({ values }) => values.some((value) => !isSame(value, values[0])))
    .toSorted((a, b) => inNameOrder(a.name, b.name))
}

function givenTo({ resource: { properties }, logged }: ComparedJob): [name: string, value: string][] {
  const inputs = 'inputs' in properties ? (properties.inputs ?? {}) : {}
  return [
    ...Object.entries(inputs).flatMap(([name, input]): [string, string][] =>
      input ? [[name, input.jobInputType === 'literal' ? input.value : input.uri]] : [],
    ),
    ...Object.entries(searchedValues(properties.tags?.[valuesTag] ?? logged?.tags.get(valuesTag))),
    ...(logged?.params ?? []),
  ]
}

/** `0.10` and `1e-1` are one number: how it is written depends on who writes. */
const isSame = (a: string | undefined, b: string | undefined) =>
  a === b || (a !== undefined && b !== undefined && a.trim() !== '' && Number(a) === Number(b))

/**
 * The jobs as lines through what they were given to what came of it: the newest value of a metric.
 *
 * @param parameters those that are drawn; secrets among their values are taken out
 */
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
        return value === undefined ? [] : [[parameter, String(withoutSecrets(value, parameter))]]
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
