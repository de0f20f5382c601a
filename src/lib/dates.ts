const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })
const timeOfDay = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false })
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** `Nov 23, 2025, 3:02:07 PM`, in the reader's time zone. */
export const formatDateTime = (ms: number): string => absolute.format(ms)

/** `15:02`, in the reader's time zone. */
export const formatTimeOfDay = (ms: number): string => timeOfDay.format(ms)

/** Milliseconds since 1970 of a date as text; undefined for one that is missing or unreadable. */
export function msOf(date: string | null | undefined): number | undefined {
  const ms = Date.parse(date ?? '')
  return Number.isNaN(ms) ? undefined : ms
}

/** How long ago, in the largest unit: `3 minutes ago`, `yesterday`. Clocks differ: a near future counts as now. */
export function formatRelative(ms: number, now: number): string {
  const seconds = (ms - now) / 1000
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** In seconds, the largest first. */
export const unitsForPeople = [
  ['d', 86_400],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
] as const

/** Seconds for people, in the two largest units that matter: `1 h 5 min`, `42 s`. */
export function humanDuration(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds))
  const first = unitsForPeople.findIndex(([, size]) => rest >= size)
  if (first === -1) return '0 s'
  const parts: string[] = []
  for (const [unit, size] of unitsForPeople.slice(first, first + 2)) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}`)
  }
  return parts.join(' ')
}
