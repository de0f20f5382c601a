import type { JobResource } from '../../api/jobs.ts'
import type { ListViewType } from '../../api/resource.ts'
import { experimentOf } from '../../domain/job-experiment.ts'
import { isTerminal, phaseOf } from '../../domain/job-status.ts'

/** What the jobs page shows; it lives in the URL. */
export type JobFilter = Readonly<{
  text: string
  /** A status, `active` for every job that has not ended, or all. */
  status: string
  experiment: string
  archived: boolean
}>

export const parseJobFilter = (params: URLSearchParams): JobFilter => ({
  text: params.get('q') ?? '',
  status: params.get('status') ?? '',
  experiment: params.get('experiment') ?? '',
  archived: params.get('view') === 'archived',
})

/** Archived jobs come in a list of their own. */
export const listViewOf = ({ archived }: JobFilter): ListViewType => (archived ? 'ArchivedOnly' : 'ActiveOnly')

export const isFiltered = ({ text, status, experiment }: JobFilter) => text !== '' || status !== '' || experiment !== ''

/** The service filters by none of these, so the page does. Every word of the text must be found somewhere. */
export function matchesJob(job: JobResource, { text, status, experiment }: JobFilter): boolean {
  const current = jobStatus(job)
  if (status === 'active' ? isTerminal(current) : status !== '' && status !== current) return false
  if (experiment !== '' && experimentOf(job) !== experiment) return false
  const { displayName, experimentName, tags } = job.properties
  const haystack = [job.name, displayName, experimentName, computeNameOf(job), job.systemData?.createdBy, current]
    .concat(Object.entries(tags ?? {}).map(([key, value]) => `${key}=${value ?? ''}`))
    .join('\n')
    .toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word))
}

export const jobStatus = (job: JobResource): string => job.properties.status ?? 'Unknown'

export const jobTitle = (job: JobResource): string => job.properties.displayName || job.name

/** Name of the compute, or undefined for a serverless job. */
export const computeNameOf = (job: JobResource): string | undefined =>
  job.properties.computeId?.split('/').at(-1) || undefined

/** Whether any of the jobs can change by itself, so that looking often is worth it. */
export const somethingMoves = (jobs: readonly JobResource[]): boolean =>
  jobs.some((job) => ['waiting', 'active'].includes(phaseOf(jobStatus(job))))

/** Milliseconds between two looks at the list. */
export const pollJobs = (jobs: readonly JobResource[]): number => (somethingMoves(jobs) ? 3_000 : 30_000)

/**
 * The list as it is now, out of pages loaded earlier and the newest page loaded just now: asking for one page keeps a
 * refresh at one request. Of what the newest page covers, only what it holds is left.
 */
export function mergeNewest(
  pages: readonly { value: JobResource[] }[],
  newest: { value: JobResource[]; nextLink?: string | null } | undefined,
): JobResource[] {
  const loaded = pages.flatMap(({ value }) => value)
  if (!newest) return loaded
  if (!newest.nextLink) return newest.value
  // A page can be empty and yet not be the last one; it covers nothing.
  if (newest.value.length === 0) return loaded
  const names = new Set(newest.value.map(({ name }) => name))
  const oldest = createdAt(newest.value.at(-1))
  return [...newest.value, ...loaded.filter((job) => !names.has(job.name) && createdAt(job) <= oldest)]
}

const createdAt = (job: JobResource | undefined): number => Date.parse(job?.systemData?.createdAt ?? '') || 0

/**
 * When a job ran (in ms), as far as its resource tells: ARM has no times of its own, but the service notes them in the job's
 * properties, in UTC without saying so (`2026-01-31 10:00:00`).
 */
export function jobTimes(job: JobResource): { start: number | undefined; end: number | undefined } {
  return { start: utc(job.properties.properties?.StartTimeUtc), end: utc(job.properties.properties?.EndTimeUtc) }
}

function utc(text: string | null | undefined): number | undefined {
  if (!text) return undefined
  const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(' ', 'T')}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
