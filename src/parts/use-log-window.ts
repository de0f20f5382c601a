import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject, type UIEvent } from 'react'
import type { GrowingText } from '../lib/growing-text.ts'
import { layOutLog, type LogLayout } from './log-rows.ts'

/** Pixels; the style sheet's line height is the same. */
const rowHeight = 20
/** Rows kept ready above and below, so that quick scrolling shows no blanks. */
const spareRows = 20
/** Closer than this to the end counts as being there: browsers round scroll positions. */
const nearEnd = 8
/** Left and right padding of a row together. */
const rowPadding = 24

type Viewport = Readonly<{ top: number; height: number; columns: number }>

/**
 * Which rows of a log are in sight, and where the scroll position goes when the log changes.
 *
 * Following ends when the reader scrolls up and begins when they reach the end. Growth of the log never moves the
 * position up, so the two cannot be confused.
 */
export function useLogWindow(frame: RefObject<HTMLDivElement | null>, log: GrowingText, wraps: boolean) {
  const lastTop = useRef(0)
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 600, columns: 80 })
  const [following, setFollowing] = useState(true)
  const columns = wraps ? viewport.columns : undefined
  const layout = useMemo(() => layOutLog(log.lines, columns), [log.lines, columns])
  const height = layout.rowCount * rowHeight

  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setViewport(viewportOf(element)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])

  // The scroll event that follows brings the rows there into sight.
  useLayoutEffect(() => {
    if (following) frame.current?.scrollTo({ top: height })
  }, [frame, following, height])

  // Earlier lines that come in above push the rest down; the position goes along, so the text stands still.
  const before = useRef(log)
  useLayoutEffect(() => {
    const added = rowsAbove(before.current, log, layout)
    before.current = log
    if (added > 0) frame.current?.scrollBy({ top: added * rowHeight })
  }, [frame, log, layout])

  function onScroll({ currentTarget: element }: UIEvent<HTMLDivElement>) {
    const { scrollTop, scrollHeight, clientHeight } = element
    if (scrollTop + clientHeight >= scrollHeight - nearEnd) setFollowing(true)
    else if (scrollTop < lastTop.current) setFollowing(false)
    lastTop.current = scrollTop
    setViewport((now) => ({ ...now, top: scrollTop }))
  }

  function showRow(row: number) {
    setFollowing(false)
    frame.current?.scrollTo({ top: Math.max(0, row * rowHeight - viewport.height / 3) })
  }

  return {
    layout,
    rowHeight,
    height,
    first: Math.max(0, Math.floor(viewport.top / rowHeight) - spareRows),
    last: Math.min(layout.rowCount, Math.ceil((viewport.top + viewport.height) / rowHeight) + spareRows),
    following,
    follow: setFollowing,
    showRow,
    onScroll,
  }
}

/** Rows of the lines that are new before what was the first one. */
function rowsAbove(before: GrowingText, now: GrowingText, layout: LogLayout): number {
  const oldFirst = before.lines[0]
  if (!oldFirst || now.start >= before.start) return 0
  return layout.rowOf(
    Math.max(
      0,
      now.lines.findIndex(({ offset }) => offset >= oldFirst.offset),
    ),
  )
}

const viewportOf = (element: HTMLElement): Viewport => ({
  top: element.scrollTop,
  height: element.clientHeight,
  columns: Math.max(10, Math.floor((element.clientWidth - rowPadding) / characterWidth(element))),
})

/** Width of one character of the element's monospaced font, in pixels. */
function characterWidth(element: HTMLElement): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return 8
  const { fontSize, fontFamily } = getComputedStyle(element)
  context.font = `${fontSize} ${fontFamily}`
  return context.measureText('0'.repeat(100)).width / 100 || 8
}
