export type Later = Readonly<{
  /** Does this after the pause, in place of what was waiting. */
  set: (action: () => void) => void
  /** Does at once what is waiting, if anything. */
  flush: () => void
  /** Forgets what is waiting. */
  drop: () => void
}>

/** For what follows every keystroke and costs something: only the last of a quick succession is done. */
export function createLater(pauseMs: number): Later {
  let waiting: { action: () => void; timer: ReturnType<typeof setTimeout> } | undefined

  function drop() {
    clearTimeout(waiting?.timer)
    waiting = undefined
  }

  function flush() {
    const action = waiting?.action
    drop()
    action?.()
  }

  return {
    set(action) {
      clearTimeout(waiting?.timer)
      waiting = { action, timer: setTimeout(flush, pauseMs) }
    },
    flush,
    drop,
  }
}
