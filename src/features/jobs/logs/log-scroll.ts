import type { LogWindow } from '../../../lib/log/log-types.ts'
import type { LogRow } from './log-layout.ts'

/** Pixels; the style sheet's line height is the same. */
export const rowHeight = 20

/**
 * Browsers stop laying out at some 33 million pixels, which 1.6 million rows reach. The rows in sight always stand at
 * their full height; only the rest of the bar is squeezed.
 */
export const tallest = 10_000_000

/** Where the rows of a window stand, in the pixels of what is scrolled. */
export type Placed = Readonly<{
  top: number
  /** Of all that is scrolled. */
  height: number
  /** What the scroll position has to move by, so that what is seen stays where it is. */
  shift: number
}>

/**
 * Places a window of rows. The rows around it that were not read are taken as many as their share of the bytes makes
 * likely: so the bar reaches everywhere at once. Where the guess was wrong, room is made or taken away out of sight.
 *
 * @param top where the rows should stand
 * @param rowCount rows of the window, which are more than its lines where these are wrapped
 * @param viewport height of what is in sight
 */
export function placeWindow(window: LogWindow, rowCount: number, top: number, viewport: number): Placed {
  const rows = rowCount * rowHeight
  const likely = likelyHeight(window, rowCount)
  const above = window.atStart ? 0 : Math.max(viewport, Math.round(window.from * likely))
  const isTight = window.atStart ? top !== 0 : top < viewport
  const stands = isTight ? above : top
  const below = window.atEnd ? 0 : Math.max(viewport, Math.round((1 - window.to) * likely))
  return { top: stands, height: stands + rows + below, shift: stands - top }
}

/** Where a window would stand if all before it were known. */
export const likelyTop = (window: LogWindow, rowCount: number, viewport: number) =>
  window.atStart ? 0 : Math.max(viewport, Math.round(window.from * likelyHeight(window, rowCount)))

function likelyHeight({ lines, lineEstimate }: LogWindow, rowCount: number): number {
  const rowsPerLine = lines.length === 0 ? 1 : rowCount / lines.length
  return Math.min(tallest, Math.max(lineEstimate, lines.length) * rowsPerLine * rowHeight)
}

/** Row in which a line begins. */
export const rowOf = (rows: readonly LogRow[], line: LogRow['line']) =>
  Math.max(
    0,
    rows.findIndex((row) => row.line === line),
  )

/** Row in which a line of the window begins, or the one behind the last. */
export function rowOfLine(rows: readonly LogRow[], { lines }: LogWindow, index: number): number {
  const line = lines[index]
  return line ? rowOf(rows, line) : rows.length
}

/** Where rows stand so that those which are shown already do not move; undefined if none of them is. */
export function topOfKnown(
  shown: Readonly<{ rows: readonly LogRow[]; top: number }>,
  rows: readonly LogRow[],
): number | undefined {
  const known = new Map(shown.rows.map(({ key }, i) => [key, i]))
  const index = rows.findIndex(({ key }) => known.has(key))
  const before = known.get(rows[index]?.key ?? '')
  return before === undefined ? undefined : shown.top + (before - index) * rowHeight
}
