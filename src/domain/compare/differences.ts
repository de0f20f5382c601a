import type { ComparedJob } from './compared-job.ts'

/** How a fact is read: numbers are compared as numbers, times are shown in the reader's own. */
export type FactKind = 'number' | 'text' | 'code' | 'time'

/** One fact of the jobs that are compared. */
export type FactRow = Readonly<{
  /** The same for the same fact of other jobs. */
  id: string
  label: string
  kind: FactKind
  /** Of each job, in their order; undefined where a job has no such fact. Secrets are taken out. */
  values: readonly (string | undefined)[]
  /** Of each job, what its value is compared by: equal keys are equal facts. */
  keys: readonly (string | undefined)[]
  isEqual: boolean
}>

export type FactSection = Readonly<{
  id: string
  title: string
  /** What differs first. */
  rows: readonly FactRow[]
  /** Nobody looks here first. */
  isAside: boolean
}>

/** All that is known of jobs beyond their metrics, fact by fact; sections without a fact are left out. */
export function differencesOf(jobs: readonly ComparedJob[]): FactSection[] {
  return jobs.length === 0 ? [] : []
}
