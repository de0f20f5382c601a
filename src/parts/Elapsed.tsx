import { useSyncExternalStore } from 'react'
import { humanDuration } from '../lib/dates.ts'

function subscribeToSeconds(listener: () => void): () => void {
  const timer = setInterval(listener, 1000)
  return () => clearInterval(timer)
}
const never = () => () => undefined
const currentSecond = () => Math.floor(Date.now() / 1000) * 1000

/** The time between two moments (in ms); without an end it goes on counting. Nothing without a start. */
export function Elapsed({ start, end }: { start: number | undefined; end: number | undefined }) {
  const now = useSyncExternalStore(end === undefined ? subscribeToSeconds : never, currentSecond)
  if (start === undefined) return null
  return humanDuration(((end ?? now) - start) / 1000)
}
