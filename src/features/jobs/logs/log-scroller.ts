import type { LogAnchor, LogPlace, LogView, LogWindow } from '../../../lib/log/log-types.ts'
import { layOut, type LogRow } from './log-layout.ts'
import { likelyTop, placeWindow, rowHeight, rowOf, rowOfLine, topOfKnown } from './log-scroll.ts'

/** Rows drawn above and below what is in sight, so that quick scrolling shows no blanks. */
const spareRows = 20
/** Drawn rows change in steps of as many, not with every pixel. */
const stepRows = 10
/** Lines kept ready on either side of what is in sight. */
const spareLines = 150
/** Closer than this to the end counts as being there: browsers round scroll positions. */
const nearEnd = 8

/** What of a scrolled element is needed. */
export type Frame = { scrollTop: number; readonly clientHeight: number; readonly scrollHeight: number }

/** How lines become rows. @field columns characters in a row; undefined when lines are not wrapped */
export type Look = Readonly<{ columns: number | undefined; showsStamps: boolean }>

export type Scrolled = Readonly<{
  /** Nothing is known before the first answer. */
  window: LogWindow | undefined
  rows: readonly LogRow[]
  /** Pixels: where the rows stand, and the height of all that is scrolled. */
  top: number
  height: number
  /** The rows to draw: indexes into `rows`, the end not included. */
  from: number
  to: number
  /** The line that was gone to, which need not begin where the place did. */
  target: LogPlace | undefined
  /** Why the lines in sight could not be read. */
  problem: unknown
}>

/** Where the scroll position goes once new rows are in the page. */
type Move = Readonly<{ by: number } | { to: number }> | 'end'
type Settled = Readonly<{ top: number; move?: Move }>
type Settle = (window: LogWindow, rows: readonly LogRow[]) => Settled

export type LogScroller = Readonly<{
  snapshot: () => Scrolled
  subscribe: (listener: () => void) => () => void
  /**
   * Begins at the end of the text.
   * @returns ends it: nothing is read afterwards
   */
  open: (element: Frame) => () => void
  goTo: (at: LogAnchor) => void
  /** Whether the end is followed from now on. */
  follow: (on: boolean) => void
  /** Lays the same lines out anew; the one at the top stays there. */
  restyle: (next: Look) => void
  /** To be called when new rows are in the page: moves the position as they need it. */
  settle: () => void
  onScroll: () => void
  onResize: () => void
  retry: () => void
}>

const nothing: Scrolled = {
  window: undefined,
  rows: [],
  top: 0,
  height: 0,
  from: 0,
  to: 0,
  target: undefined,
  problem: undefined,
}

/**
 * Moves through a log of any length. Only a window of lines around what is in sight is known; scrolling asks for the
 * next one, a jump of the scroll bar for one elsewhere. Lines in sight never move but by the reader's hand, or to follow
 * the end.
 *
 * @param onFollow told when the reader scrolls up from the end, and when they reach it
 */
export function createLogScroller(view: LogView, onFollow: (follows: boolean) => void): LogScroller {
  const listeners = new Set<() => void>()
  let state = nothing
  let frame: Frame | undefined
  let look: Look = { columns: undefined, showsStamps: true }
  let follows = false
  let lastTop = 0
  /** The reader's last move was one towards the end. */
  let isGoingDown = false
  let move: Move | undefined
  let loading: AbortController | undefined
  /** The text grew while a window was read. */
  let isStale = false
  let { rewrites } = view.snapshot()

  function publish(next: Partial<Scrolled>) {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  const viewport = () => frame?.clientHeight ?? 600

  function drawnRange({ rows, top }: Pick<Scrolled, 'rows' | 'top'>) {
    const step = stepRows * rowHeight
    const begin = Math.floor((lastTop - top) / step) * stepRows - spareRows
    const end = begin + Math.ceil(viewport() / rowHeight) + stepRows + 2 * spareRows
    return { from: Math.max(0, begin), to: Math.max(0, Math.min(rows.length, end)) }
  }

  function show(window: LogWindow, settle: Settle) {
    const rows = layOut(window.lines, look.columns, look.showsStamps)
    const settled = settle(window, rows)
    const { shift, ...placed } = placeWindow(window, rows.length, settled.top, viewport())
    move = settled.move ?? { by: shift }
    publish({ window, rows, ...placed, ...drawnRange({ rows, top: placed.top - shift }), problem: undefined })
  }

  /** Reads a window and shows it; one that is still being read is no longer wanted. */
  async function load(at: LogAnchor, settle: Settle) {
    loading?.abort()
    const controller = new AbortController()
    loading = controller
    const [before, after] = at === 'end' ? [2 * spareLines, 0] : [spareLines, 2 * spareLines]
    try {
      const window = await view.lines({ at, before, after, signal: controller.signal })
      if (controller.signal.aborted) return
      loading = undefined
      show(window, settle)
    } catch (problem) {
      if (controller.signal.aborted) return
      loading = undefined
      publish({ problem })
    }
    if (isStale) grow()
  }

  /** Shows the end; rows that are shown already stay where they are until the position moves. */
  function showEnd() {
    void load('end', (window, rows) => ({
      top: topOfKnown(state, rows) ?? likelyTop(window, rows.length, viewport()),
      move: 'end',
    }))
  }

  /** Shows a place at a third of the height, which leaves something to see on both sides. */
  function goTo(at: LogAnchor) {
    isGoingDown = false
    if (at === 'end') return showEnd()
    void load(at, (window, rows) => {
      if (typeof at === 'object') state = { ...state, target: window.lines[window.anchor]?.place }
      const top = likelyTop(window, rows.length, viewport())
      const y = top + rowOfLine(rows, window, window.anchor) * rowHeight
      return { top, move: { to: Math.max(0, y - Math.floor(viewport() / 3)) } }
    })
  }

  /** Reads around the line at the top of what is in sight, which stays where it is. */
  function extend() {
    const { line } = state.rows[rowAtTop()] ?? {}
    if (!line) return showEnd()
    const y = state.top + rowOf(state.rows, line) * rowHeight
    void load(line.place, (window, rows) => ({ top: y - rowOfLine(rows, window, window.anchor) * rowHeight }))
  }

  /** Reads what the scroll bar was moved to. */
  function jump(fraction: number) {
    const y = lastTop
    if (fraction >= 1) return showEnd()
    const at = fraction <= 0 ? 'start' : { fraction }
    void load(at, (window, rows) => ({ top: y - rowOfLine(rows, window, window.anchor) * rowHeight }))
  }

  function isAtEnd() {
    return frame && state.window?.atEnd === true && frame.scrollTop + frame.clientHeight >= state.height - nearEnd
  }

  /** A reader who comes to the end, be it only found to be the end afterwards, follows it. */
  function noticeEnd() {
    if (isGoingDown && isAtEnd()) setFollows(true)
  }

  function setFollows(on: boolean) {
    if (on === follows) return
    follows = on
    onFollow(on)
  }

  const rowAtTop = () => Math.max(0, Math.min(state.rows.length - 1, Math.floor((lastTop - state.top) / rowHeight)))

  /** Is all that is in sight known, with some to spare? */
  function check() {
    const { window, rows, top, height, problem } = state
    if (!frame || !window || loading || problem !== undefined) return
    const bottom = top + rows.length * rowHeight
    const [from, to] = [lastTop, lastTop + frame.clientHeight]
    if (from > bottom || to < top) return jump(from / Math.max(1, height - frame.clientHeight))
    const lacksAbove = !window.atStart && from < top + frame.clientHeight
    const lacksBelow = !window.atEnd && to + frame.clientHeight > bottom
    if (lacksAbove || lacksBelow) extend()
  }

  /** What is new shows at once while the end is followed; elsewhere it only has to be known that the text goes on. */
  function grow() {
    if (loading) {
      isStale = true
      return
    }
    isStale = false
    if (rewrites !== view.snapshot().rewrites) {
      ;({ rewrites } = view.snapshot())
      state = nothing
      showEnd()
    } else if (follows) showEnd()
    else if (!state.window || state.window.atEnd) extend()
  }

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    goTo,
    open(element) {
      frame = element
      const unsubscribe = view.subscribe(grow)
      showEnd()
      return () => {
        unsubscribe()
        loading?.abort()
        loading = undefined
      }
    },
    follow(on) {
      if (on && !follows) showEnd()
      follows = on
    },
    restyle(next) {
      if (next.columns === look.columns && next.showsStamps === look.showsStamps) return
      look = next
      const { window, top } = state
      if (!window) return
      const { line } = state.rows[rowAtTop()] ?? {}
      const y = top + (line ? rowOf(state.rows, line) : 0) * rowHeight
      show(window, (_, rows) =>
        follows ? { top, move: 'end' } : { top: y - (line ? rowOf(rows, line) : 0) * rowHeight },
      )
    },
    settle() {
      if (!frame) return
      const wanted = move
      move = undefined
      if (wanted === 'end') frame.scrollTop = state.height - frame.clientHeight
      else if (wanted && 'to' in wanted) frame.scrollTop = wanted.to
      else if (wanted && wanted.by !== 0) frame.scrollTop += wanted.by
      // The event that this move causes must not be taken for the reader's.
      scrolled(frame.scrollTop)
      noticeEnd()
      check()
    },
    onScroll() {
      if (!frame) return
      const { scrollTop } = frame
      if (scrollTop !== lastTop) isGoingDown = scrollTop > lastTop
      const isUp = scrollTop < lastTop
      scrolled(scrollTop)
      // At once: what is new in this moment must not pull the reader back.
      if (isUp && !isAtEnd()) setFollows(false)
      noticeEnd()
      check()
    },
    onResize() {
      if (frame && follows && state.window?.atEnd) frame.scrollTop = state.height - frame.clientHeight
      if (frame) scrolled(frame.scrollTop)
      check()
    },
    retry() {
      publish({ problem: undefined })
      if (state.window) check()
      else showEnd()
    },
  }

  function scrolled(scrollTop: number) {
    lastTop = scrollTop
    const { from, to } = drawnRange(state)
    if (from !== state.from || to !== state.to) publish({ from, to })
  }
}
