import { useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels of a row that hold no text: its paddings, its edge and the blank behind the number. */
const emptyPixels = 44

/**
 * How many characters of a line fit into a row.
 * @param widths in characters, of the numbers and of what stands before the lines of a merged view
 * @param onResize told of every change of the frame's size
 */
export function useLogColumns(
  frame: RefObject<HTMLDivElement | null>,
  widths: Readonly<{ digits: number; lane: number }>,
  onResize: () => void,
): number {
  const [characters, setCharacters] = useState(80)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const measure = () => {
      setCharacters(Math.floor((element.clientWidth - emptyPixels) / characterWidth(element)))
      onResize()
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, onResize])
  return Math.max(10, characters - widths.digits - widths.lane)
}

/** Width of one character of the element's monospaced font, in pixels. */
function characterWidth(element: HTMLElement): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return 8
  const { fontSize, fontFamily } = getComputedStyle(element)
  context.font = `${fontSize} ${fontFamily}`
  return context.measureText('0'.repeat(100)).width / 100 || 8
}
