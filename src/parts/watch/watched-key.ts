/**
 * Whether anybody watches a job in this browser is asked on every page, so this file holds that alone: what follows the
 * jobs loads when it is needed.
 */
export const watchedKey = (accountId: string) => `trainyard.watched.${accountId}`

/** Told to this page when its own list changes; the browser tells other pages of a change, but not the one that made it. */
const changed = 'trainyard-watched'

export const tellWatchers = () => dispatchEvent(new Event(changed))

export function subscribeToWatched(listener: () => void): () => void {
  addEventListener(changed, listener)
  addEventListener('storage', listener)
  return () => {
    removeEventListener(changed, listener)
    removeEventListener('storage', listener)
  }
}

/** The list as it is stored; null where there is none or storage is blocked. */
export function storedWatched(accountId: string): string | null {
  try {
    return localStorage.getItem(watchedKey(accountId))
  } catch {
    return null
  }
}
