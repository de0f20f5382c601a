import { lazy, Suspense, useSyncExternalStore } from 'react'
import { whenIdle } from '../lib/when-idle.ts'
import { useAccount } from '../parts/account.ts'
import { storedWatched, subscribeToWatched } from '../parts/watch/watched-key.ts'

const WatchBell = lazy(async () => {
  // What is on screen comes first.
  await whenIdle()
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
