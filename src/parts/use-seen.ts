import { useEffect, useRef, useState } from 'react'

/** How far below the window something counts as nearly in sight. */
const margin = '200px'

/**
 * Whether an element has been in sight, or close to it, so that what it shows is worth asking for. Stays true.
 * @returns the ref to put on the element, and the answer
 */
export function useSeen<T extends Element>() {
  const element = useRef<T>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!element.current) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: margin },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, seen }
}
