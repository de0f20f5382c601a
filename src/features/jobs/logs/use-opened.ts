import { useMemo, useSyncExternalStore } from 'react'

type Closable = Readonly<{ close: () => void }>

/** Opens with the first who asks, closes with the last. */
function createLease<Opened extends Closable>(open: () => Opened) {
  let opened: Opened | undefined
  let holders = 0
  return {
    current: () => opened,
    hold: (listener: () => void) => {
      holders += 1
      opened ??= open()
      listener()
      return () => {
        holders -= 1
        if (holders > 0) return
        opened?.close()
        opened = undefined
      }
    },
  }
}

/**
 * Something that is open while a component is on the page.
 * @param open called again, after the last one was closed, when it is another function
 * @returns undefined for the moment until it is open
 */
export function useOpened<Opened extends Closable>(open: () => Opened): Opened | undefined {
  const lease = useMemo(() => createLease(open), [open])
  return useSyncExternalStore(lease.hold, lease.current)
}
