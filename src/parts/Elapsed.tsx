import { useSyncExternalStore } from 'react'
import { humanDuration } from '../lib/dates.ts'

function subscribeToSeconds(listener: () => void): () => void {
  const timer = setInterval(listener, 1000)
  return () => clearInterval(timer)
}
const never = () => () => undefined
const currentSecond = () => Math.floor(Date.now() / 1000) * 1000

/** Milliseconds since 1970, to the second; it stands still where nothing `isMoving`. */
export const useNow = (isMoving: boolean): number =>
  useSyncExternalStore(isMoving ? subscribeToSeconds : never, currentSecond)

/** The time between two moments (in ms); without an end it goes on counting. Nothing without a start. */
export function Elapsed({ start, end }: { start: number | undefined; end: number | undefined }) {
  const now = useNow(end === undefined)
  if (start === undefined) return null
  return humanDuration(((end ?? now) - start) / 1000)
}
