/**
 * Whether anybody watches a job in this browser is asked on every page, so this file holds that alone: what follows the
 * jobs loads when it is needed.
 */
export const watchedKey = (accountId: string) => `trainyard.watched.${accountId}`

/** Browsers tell other pages of a change by `storage`, but not the page that made it: that one tells itself the same way. */
export function subscribeToWatched(listener: () => void): () => void {
  addEventListener('storage', listener)
  return () => removeEventListener('storage', listener)
}

/** The list as it is stored; null where there is none or storage is blocked. */
export function storedWatched(accountId: string): string | null {
  try {
    return localStorage.getItem(watchedKey(accountId))
  } catch {
    return null
  }
}
