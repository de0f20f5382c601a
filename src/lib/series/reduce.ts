import { isDrawable, lookThrough, type Blocks } from './blocks.ts'
import type { Pen } from './pen.ts'
import { columnOf, type View } from './pixel-columns.ts'
import { searchNear, xAt, type PlacedLine, type Stretch } from './placed-line.ts'

/** What of a line is in view, by position; -1 where there is nothing to draw. */
export type Reduced = Readonly<{
  inView: number
  drawn: number
  first: number
  last: number
  least: number
  greatest: number
}>

/** Values by position, those of a line or their average. */
export type ReducedValues = Readonly<{ values: Float64Array; blocks: Blocks }>

/** Vertices a column of pixels gets at most. */
const mostInColumn = 4

/**
 * Draws a line as what of it can be seen: per stroke and column of pixels the first, least, greatest and last point, in
 * the order they lie, and the neighbours just outside of the view, so that the line runs off its edge. A line with no
 * more points than that is drawn whole. Every vertex is a point of the line, and none is joined to another across a gap.
 *
 * @param values those that are not finite or not above `above` are gaps
 * @param above 0 on a logarithmic scale, else -Infinity
 * @param onGaps is told of each column of pixels with gaps by its positions, `to` excluded
 */
export function reduceLine(
  pen: Pen,
  line: PlacedLine,
  { values, blocks }: ReducedValues,
  stretches: readonly Stretch[],
  view: View,
  above: number,
  onGaps?: (from: number, to: number) => void,
): Reduced {
  const inView = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  const lastColumn = view.edges.length - 2
  const isWhole = inView <= mostInColumn * (lastColumn + 1)
  let [drawn, first, last, least, greatest] = [0, -1, -1, -1, -1]
  /** The position drawn last in a column. */
  let at = -1

  /** Draws a point, or lifts the pen when it is a gap. */
  function visit(position: number) {
    const y = values[position] ?? Number.NaN
    if (isDrawable(y, above)) pen.draw(xAt(line, position), y)
    else pen.lift(xAt(line, position))
  }

  /** Lifts the pen at the first gap of some positions, if there is one. */
  function liftAtGap(from: number, to: number) {
    for (let k = from; k < to; k++) {
      if (!isDrawable(values[k] ?? Number.NaN, above)) return pen.lift(xAt(line, k))
    }
  }

  function drawColumn(from: number, to: number) {
    const seen = lookThrough(values, blocks, from, to, above)
    const hasGaps = seen.count < to - from
    if (hasGaps) onGaps?.(from, to)
    if (seen.count === 0) return pen.lift(xAt(line, from))

    if (first < 0) first = seen.first
    last = seen.last
    if (least < 0 || (values[seen.least] ?? 0) < (values[least] ?? 0)) least = seen.least
    if (greatest < 0 || (values[seen.greatest] ?? 0) > (values[greatest] ?? 0)) greatest = seen.greatest
    if (isWhole) {
      drawn += seen.count
      for (let k = from; k < to; k++) visit(k)
      return
    }
    at = from - 1
    drawNext(seen.first, hasGaps)
    drawNext(Math.min(seen.least, seen.greatest), hasGaps)
    drawNext(Math.max(seen.least, seen.greatest), hasGaps)
    drawNext(seen.last, hasGaps)
    if (hasGaps) liftAtGap(at + 1, to)
  }

  /** Draws a point of a column, unless it is the one that was drawn before. */
  function drawNext(position: number, hasGaps: boolean) {
    if (position === at) return
    if (hasGaps) liftAtGap(at + 1, position)
    visit(position)
    drawn += 1
    at = position
  }

  for (const { begin, from, to, end } of stretches) {
    pen.lift(xAt(line, from > begin ? from - 1 : from))
    if (from > begin) visit(from - 1)
    let width = 0
    for (let k = from; k < to; k += width) {
      const column = columnOf(view, xAt(line, k))
      // Most columns are as full as the one before.
      const next = column === lastColumn ? to : searchNear(line, view.edges[column + 1] ?? 0, k, to, k + width)
      drawColumn(k, next)
      width = next - k
    }
    if (to < end) visit(to)
  }
  return { inView, drawn, first, last, least, greatest }
}
