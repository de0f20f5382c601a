import { useEffect, useState, type RefObject } from 'react'

/** Where there is no layout to measure. */
const usualWidth = 720

/** Pixels that a frame is wide, whenever that changes. */
export function useFrameWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(usualWidth)
  useEffect(() => {
    const element = frame.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || usualWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return width
}
