import { inNameOrder } from '../../lib/name-order.ts'
import { comparableFacts, type ComparableFact } from './comparable-facts.ts'
import type { ComparedJob } from './compared-job.ts'
import { sectionTitles, type FactKind, type SectionId } from './fact.ts'

/** One fact of all the jobs that are compared. */
export type FactRow = Readonly<{
  /** The same for the same fact of other jobs. */
  id: string
  label: string
  kind: FactKind
  /** Of each job, in their order; undefined where a job has no such fact. Secrets are taken out. */
  values: readonly (string | undefined)[]
  /** Of each job, what its value is compared by: equal keys are equal facts. Not to be shown: secrets are in here. */
  keys: readonly (string | undefined)[]
  isEqual: boolean
}>

export type FactSection = Readonly<{
  id: SectionId
  title: string
  /** What differs first: what all jobs have, then what some lack, then what is another for each. */
  rows: readonly FactRow[]
}>

/** All that is known of jobs beyond their metrics, fact by fact; sections without a fact are left out. */
export function differencesOf(jobs: readonly ComparedJob[]): FactSection[] {
  const tables = new Map<SectionId, Map<string, (ComparableFact | undefined)[]>>()
  for (const [index, job] of jobs.entries()) {
    for (const fact of comparableFacts(job)) {
      const table = entryOf(tables, fact.section, () => new Map<string, (ComparableFact | undefined)[]>())
      const facts = entryOf(table, fact.label, () => jobs.map((): ComparableFact | undefined => undefined))
      facts[index] = fact
    }
  }
  // The table of titles is written with the ids as keys.
  return (Object.keys(sectionTitles) as SectionId[]).flatMap((id) => {
    const table = tables.get(id)
    if (!table) return []
    const rows = Array.from(table, ([label, facts]) => rowOf(`${id}/${label}`, label, facts))
    return [{ id, title: sectionTitles[id], rows: rows.toSorted(byTelling) }]
  })
}

/**
 * Of each job, whether its value is marked as another: than the baseline's or, without one, than the value that half of
 * the jobs have or more. Where there is none, or two, nothing is marked.
 *
 * @param baseline index of the job that the others are held against
 */
export function differsFrom({ keys }: FactRow, baseline: number | undefined): boolean[] {
  if (baseline !== undefined) return keys.map((key) => key !== keys[baseline])
  const counts = new Map<string | undefined, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const [first, second] = Array.from(counts).toSorted(([, a], [, b]) => b - a)
  const isCommon = first !== undefined && first[1] * 2 >= keys.length && first[1] > (second?.[1] ?? 0)
  return keys.map((key) => isCommon && key !== first[0])
}

function rowOf(id: string, label: string, facts: readonly (ComparableFact | undefined)[]): FactRow {
  const present = facts.filter((fact) => fact !== undefined)
  const isNumber = present.every((fact) => fact.isNumber)
  const [{ kind } = { kind: 'text' as const }] = present
  const keys = facts.map((fact) => fact?.comparedBy)
  return {
    id,
    label,
    kind: isNumber ? 'number' : kind === 'value' ? 'text' : kind,
    values: facts.map((fact) => fact?.value),
    keys,
    isEqual: keys.every((key) => key === keys[0]),
  }
}

function byTelling(a: FactRow, b: FactRow): number {
  return rankOf(a) - rankOf(b) || inNameOrder(a.label, b.label)
}

function rankOf({ isEqual, kind, keys }: FactRow): number {
  if (isEqual) return 3
  // A path or an id that is another for each job tells of the jobs, not of what was tried.
  if (keys.includes(undefined)) return 1
  return kind !== 'number' && keys.length > 2 && new Set(keys).size === keys.length ? 2 : 0
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const made = make()
  map.set(key, made)
  return made
}
