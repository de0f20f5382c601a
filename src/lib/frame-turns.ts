/** Work that waits for its turn. */
export type Turn = Readonly<{
  run: () => void
  /** Whether it goes before work that is not; asked anew each time a turn is given. */
  isUrgent: () => boolean
}>

/**
 * For costly work that becomes due all at once, as the drawing of every chart of a page: it is done in the order it was
 * asked for, urgent work first, and no more of it in one frame than fits, so that the page answers in between.
 *
 * @param budgetMs once this has passed the rest waits for the next frame; at least one turn a frame is given
 * @returns asks for a turn, and returns what gives it up again
 */
export function createFrameTurns(
  budgetMs: number,
  nextFrame: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback),
): (turn: Turn) => () => void {
  const waiting: Turn[] = []
  let isAwaitingFrame = false

  function awaitFrame() {
    if (isAwaitingFrame || waiting.length === 0) return
    isAwaitingFrame = true
    nextFrame(onFrame)
  }

  function onFrame() {
    isAwaitingFrame = false
    const begun = performance.now()
    try {
      do {
        const urgent = waiting.findIndex(({ isUrgent }) => isUrgent())
        waiting.splice(Math.max(0, urgent), 1)[0]?.run()
      } while (waiting.length > 0 && performance.now() - begun < budgetMs)
    } finally {
      // Work that fails must not hold up what waits behind it.
      awaitFrame()
    }
  }

  return (turn) => {
    waiting.push(turn)
    awaitFrame()
    return () => {
      const place = waiting.indexOf(turn)
      if (place >= 0) waiting.splice(place, 1)
    }
  }
}
