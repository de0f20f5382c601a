import { useSyncExternalStore } from 'react'
import { formatDateTime, formatRelative } from '../lib/dates.ts'

const tickMs = 15_000

function subscribeToTicks(listener: () => void): () => void {
  const timer = setInterval(listener, tickMs)
  return () => clearInterval(timer)
}

/** The same value between two ticks, as a snapshot has to be. */
const currentTick = () => Math.floor(Date.now() / tickMs) * tickMs

/** A date as people say it (`3 minutes ago`), exact on hover. Shows nothing for a date that is missing or unreadable. */
export function When({ date }: { date: string | number | null | undefined }) {
  const now = useSyncExternalStore(subscribeToTicks, currentTick)
  const ms = typeof date === 'number' ? date : Date.parse(date ?? '')
  if (Number.isNaN(ms)) return null
  return (
    <time dateTime={new Date(ms).toISOString()} title={formatDateTime(ms)}>
      {formatRelative(ms, now)}
    </time>
  )
}
