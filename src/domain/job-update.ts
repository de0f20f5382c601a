import type { JobBaseResource, JobBaseUnion } from '../api/generated/arm.ts'
import { isTerminal } from './job-status.ts'

/** What the functions below look at of a job. */
type Job = Readonly<{ properties: JobBaseUnion }>

/**
 * One change that somebody means: of the name, of the description or of one tag. `from` is what was there when they
 * began; undefined is nothing.
 */
export type JobChange = Readonly<{
  field: 'displayName' | 'description' | 'tag'
  /** Which tag. */
  name?: string
  from: string | undefined
  to: string | undefined
}>

/** A change of something that somebody else has changed meanwhile, to `now`. */
export type JobConflict = Readonly<{ change: JobChange; now: string | undefined }>

/** Somebody changed the same meanwhile. Nothing was sent: only a person can say which version is meant. */
export class JobConflictError extends Error {
  override readonly name = 'JobConflictError'
  readonly conflicts: readonly JobConflict[]

  constructor(conflicts: readonly JobConflict[]) {
    super('Somebody changed this job meanwhile')
    this.conflicts = conflicts
  }
}

/** What a job has at the place of a change. An empty text counts as none. */
export function valueAt({ properties }: Job, { field, name }: Pick<JobChange, 'field' | 'name'>): string | undefined {
  const value = field === 'tag' ? ownTag(properties.tags, name) : properties[field]
  return field === 'tag' ? (value ?? undefined) : value || undefined
}

const ownTag = (tags: JobBaseUnion['tags'], name = '') =>
  tags && Object.hasOwn(tags, name) ? (tags[name] ?? '') : undefined

/** The changes that lead from some tags to others: those added, changed and taken away. */
export function tagChanges(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const at = (tags: Readonly<Record<string, string>>, name: string) =>
    Object.hasOwn(tags, name) ? tags[name] : undefined
  return [...names]
    .map((name): JobChange => ({ field: 'tag', name, from: at(before, name), to: at(after, name) }))
    .filter(({ from, to }) => from !== to)
}

/** Which of the changes meet a change of somebody else. Where both mean the same there is nothing to ask. */
export const conflictsOf = (newest: Job, changes: readonly JobChange[]): JobConflict[] =>
  changes
    .map((change) => ({ change, now: valueAt(newest, change) }))
    .filter(({ change: { from, to }, now }) => now !== from && now !== to)

/** The same changes, made in the knowledge of what is there now. */
export const overwriting = (changes: readonly JobChange[], conflicts: readonly JobConflict[]): JobChange[] =>
  changes.map((change) => {
    const conflict = conflicts.find((other) => isSamePlace(other.change, change))
    return conflict ? { ...change, from: conflict.now } : change
  })

const isSamePlace = (a: JobChange, b: JobChange) => a.field === b.field && a.name === b.name

/** The request that makes the changes of a job as it is now. Call it with the newest version, for tags are replaced whole. */
export function withChanges(newest: Job, changes: readonly JobChange[]): JobBaseResource {
  const tags = new Map(Object.entries(newest.properties.tags ?? {}))
  const texts: { displayName?: string | null; description?: string | null } = {}
  for (const { field, name = '', to } of changes) {
    if (field !== 'tag') texts[field] = to ?? null
    else if (to === undefined) tags.delete(name)
    else tags.set(name, to)
  }
  return updateOf(newest, { ...texts, tags: Object.fromEntries(tags) })
}

/** The request that archives a job or brings it back. There is no operation of its own for it. */
export const withArchived = (newest: Job, isArchived: boolean): JobBaseResource => updateOf(newest, { isArchived })

type Updatable = Partial<Pick<JobBaseUnion, 'displayName' | 'description' | 'tags' | 'isArchived'>>

/**
 * A PUT on a job that is there wants its whole definition, unaltered but for these fields; else the service answers
 * `JobPropertyImmutable`. What is the service's own to write is left out.
 */
function updateOf({ properties }: Job, changes: Updatable): JobBaseResource {
  const { status: _, ...definition } = properties
  return { properties: { ...withoutParameters(definition), ...changes } }
}

function withoutParameters<T extends object>(definition: T): T {
  if (!('parameters' in definition)) return definition
  const { parameters: _, ...rest } = definition
  return rest as unknown as T // it is optional and read-only
}

/** The reason to show beside a disabled Delete, or undefined when the job can be deleted. */
export const whyNotDelete = (status: string): string | undefined =>
  isTerminal(status) ? undefined : 'Cancel it first: only a job that has ended can be deleted.'
