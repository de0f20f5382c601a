import { useEffect, useRef, useState } from 'react'

/** How far outside of the window something is made ready before it is scrolled to. */
const margin = '300px'

/** Who scrolls past something does not look at it. */
const dwellMs = 90

/**
 * Whether an element is in sight or nearly so: for what costs something as long as it is shown. What holds the focus
 * stays, so that nobody's place on the page is lost.
 * @returns the ref to put on the element, and the answer
 */
export function useInSight<T extends HTMLElement>() {
  const element = useRef<T>(null)
  const [isInSight, setInSight] = useState(false)
  useEffect(() => {
    const watched = element.current
    if (!watched) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let isNear: boolean | undefined
    const leave = () => {
      if (!isNear && !watched.contains(document.activeElement)) setInSight(false)
    }
    const observer = new IntersectionObserver(
      (entries) => {
        const isFirst = isNear === undefined
        isNear = entries.at(-1)?.isIntersecting ?? false
        clearTimeout(timer)
        if (!isNear) leave()
        else if (isFirst) setInSight(true)
        else timer = setTimeout(() => setInSight(true), dwellMs)
      },
      { rootMargin: margin },
    )
    observer.observe(watched)
    // The focus has moved on only after the event.
    const onFocusOut = () => setTimeout(leave)
    watched.addEventListener('focusout', onFocusOut)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      watched.removeEventListener('focusout', onFocusOut)
    }
  }, [])
  return { element, isInSight }
}
