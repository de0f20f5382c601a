/** What the browser lets a page tell beside the page: nothing, or not yet asked, or no, or yes. */
export type NotifyState = 'unsupported' | NotificationPermission

export const notifyState = (): NotifyState =>
  typeof Notification === 'undefined' ? 'unsupported' : Notification.permission

/** Asks the browser's question once; call it from a press of a button, for browsers refuse it elsewhere. */
export async function askToNotify(): Promise<NotifyState> {
  if (notifyState() !== 'default') return notifyState()
  return Notification.requestPermission().catch(() => 'denied' as const)
}

/**
 * Shows a notification of the browser.
 * @param tag what it is about: a second one about the same replaces the first
 * @returns whether it could be shown
 */
export function notify(
  title: string,
  { body, tag, onOpen }: { body: string; tag: string; onOpen: () => void },
): boolean {
  if (notifyState() !== 'granted') return false
  try {
    const shown = new Notification(title, { body, tag, icon: '/favicon.svg' })
    shown.addEventListener('click', () => {
      shown.close()
      focus()
      onOpen()
    })
    return true
  } catch {
    // Browsers on phones have the name and the permission, and let service workers alone show one.
    return false
  }
}
