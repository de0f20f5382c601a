import { lazy, Suspense, useSyncExternalStore } from 'react'
import { useAccount } from '../parts/account.ts'
import { storedWatched, subscribeToWatched } from '../parts/watch/watched-key.ts'

const WatchBell = lazy(async () => {
  // What is on screen comes first. Some browsers cannot say when they are idle.
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve))
  return { default: (await import('../parts/watch/WatchBell.tsx')).WatchBell }
})

/** The place of the watched jobs, empty and free while there are none. */
export function WatchSlot() {
  const { id } = useAccount()
  const isNeeded = useSyncExternalStore(subscribeToWatched, () => storedWatched(id) !== null)
  return isNeeded ? (
    <Suspense>
      <WatchBell />
    </Suspense>
  ) : null
}
