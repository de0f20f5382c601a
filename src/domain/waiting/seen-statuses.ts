/** A status of a job, and when a page saw it first and last, in milliseconds since 1970. */
export type SeenStatus = Readonly<{ status: string; first: number; last: number }>

/** A job has a dozen changes of status; what would grow without end is not a job's life. */
const mostKept = 40

/** What was seen so far, with one more look. A status that is still the same only grows. */
export function withLook(seen: readonly SeenStatus[], status: string, at: number): readonly SeenStatus[] {
  const newest = seen.at(-1)
  if (newest && at <= newest.last) return seen
  const next =
    newest?.status === status
      ? [...seen.slice(0, -1), { ...newest, last: at }]
      : [...seen, { status, first: at, last: at }]
  return next.slice(-mostKept)
}

/** Reads what was kept as text; anything else than a list of seen statuses counts as none. */
export function parseSeen(text: string | null): readonly SeenStatus[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(kept) && kept.every(isSeen) ? kept : []
  } catch {
    return []
  }
}

const isSeen = (value: unknown): value is SeenStatus =>
  typeof value === 'object' &&
  value !== null &&
  'status' in value &&
  typeof value.status === 'string' &&
  'first' in value &&
  Number.isFinite(value.first) &&
  'last' in value &&
  Number.isFinite(value.last)
