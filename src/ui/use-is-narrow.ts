import { useSyncExternalStore } from 'react'

/** As in the style sheets: a phone. */
const narrow = '(max-width: 720px)'

function subscribe(listener: () => void) {
  const media = matchMedia(narrow)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Whether the window has no room for words that a wider one shows. */
export const useIsNarrow = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(narrow).matches)
