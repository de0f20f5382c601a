/** What the user chose; `system` follows the device. */
export type ThemeChoice = 'system' | 'light' | 'dark'

/** Also read by `public/theme.js`, which sets the theme before the first paint. */
export const themeStorageKey = 'trainyard.theme'

const listeners = new Set<() => void>()

const isThemeChoice = (text: string | null): text is ThemeChoice =>
  text === 'light' || text === 'dark' || text === 'system'

export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(themeStorageKey)
  return isThemeChoice(stored) ? stored : 'system'
}

export function chooseTheme(choice: ThemeChoice) {
  if (choice === 'system') {
    localStorage.removeItem(themeStorageKey)
    delete document.documentElement.dataset['theme']
  } else {
    localStorage.setItem(themeStorageKey, choice)
    document.documentElement.dataset['theme'] = choice
  }
  for (const listener of listeners) listener()
}

/** Whether dark colours are on screen now. */
export const isDark = () => {
  const choice = themeChoice()
  return choice === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : choice === 'dark'
}

/** Calls back when the colours on screen may have changed; for `useSyncExternalStore`. */
export function subscribeToTheme(listener: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)')
  listeners.add(listener)
  media.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    media.removeEventListener('change', listener)
  }
}
