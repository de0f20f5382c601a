import { useEffect, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { createFrameTurns } from '../../lib/frame-turns.ts'

/** Of the sixteen milliseconds of a frame; the browser needs the rest to lay out and paint what was made. */
const budgetMs = 8

const askForTurn = createFrameTurns(budgetMs)

/**
 * Whether it is a component's turn to show what takes long to make. Those of the whole page take turns, what is in the
 * window before what is not; once it was its turn, it stays.
 *
 * @param element where it will be
 * @param isWanted it waits as long as this holds, and loses its turn when it does no more
 */
export function useTurn(element: RefObject<Element | null>, isWanted = true): boolean {
  const [isTurn, setTurn] = useState(false)
  useEffect(() => {
    if (!isWanted) return undefined
    const giveUp = askForTurn({
      // In this very frame, or several turns would be drawn as one.
      run: () => flushSync(() => setTurn(true)),
      isUrgent: () => isInWindow(element.current),
    })
    return () => {
      giveUp()
      setTurn(false)
    }
  }, [element, isWanted])
  return isTurn && isWanted
}

function isInWindow(element: Element | null): boolean {
  const { top, bottom } = element?.getBoundingClientRect() ?? { top: 0, bottom: -1 }
  return bottom >= 0 && top <= innerHeight
}
