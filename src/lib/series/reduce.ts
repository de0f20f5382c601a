import type { Pen } from './pen.ts'
import { columnOf, type View } from './pixel-columns.ts'
import { searchX, xAt, type PlacedLine, type Stretch } from './placed-line.ts'

/** What of a line is in view, by position; -1 where there is nothing to draw. */
export type Reduced = Readonly<{
  inView: number
  drawn: number
  first: number
  last: number
  least: number
  greatest: number
}>

/** Vertices a column of pixels gets at most. */
const mostInColumn = 4

/**
 * Draws a line as what of it can be seen: per stroke and column of pixels the first, least, greatest and last point, in
 * the order they lie, and the neighbours just outside of the view, so that the line runs off its edge. A line with no
 * more points than that is drawn whole. Every vertex is a point of the line, and none is joined to another across a gap.
 *
 * @param values by position; those that are not finite or not above `above` are gaps
 * @param above 0 on a logarithmic scale, else -Infinity
 * @param onGap is told the positions of gaps in view
 */
export function reduceLine(
  pen: Pen,
  line: PlacedLine,
  values: Float64Array,
  stretches: readonly Stretch[],
  view: View,
  above: number,
  onGap: (position: number) => void = () => undefined,
): Reduced {
  const inView = stretches.reduce((sum, { from, to }) => sum + to - from, 0)
  const isWhole = inView <= mostInColumn * (view.edges.length - 1)
  let [drawn, first, last, least, greatest] = [0, -1, -1, -1, -1]

  const isDrawable = (value: number) => value > above && value < Infinity

  function draw(position: number) {
    const y = values[position] ?? Number.NaN
    if (isDrawable(y)) pen.draw(xAt(line, position), y)
    else pen.lift(xAt(line, position))
  }

  /** @param isDrawn tells of each of the drawable ones */
  function drawWithGaps(from: number, to: number, isDrawn: (position: number) => boolean) {
    for (let k = from; k < to; k++) {
      if (!isDrawable(values[k] ?? Number.NaN)) {
        pen.lift(xAt(line, k))
        onGap(k)
      } else if (isDrawn(k)) draw(k)
    }
  }

  function drawColumn(from: number, to: number) {
    const seen = lookThrough(values, from, to, above)
    if (seen.count > 0) {
      if (first < 0) first = seen.first
      last = seen.last
      if (least < 0 || (values[seen.least] ?? 0) < (values[least] ?? 0)) least = seen.least
      if (greatest < 0 || (values[seen.greatest] ?? 0) > (values[greatest] ?? 0)) greatest = seen.greatest
    }
    const chosen = new Set([
      seen.first,
      Math.min(seen.least, seen.greatest),
      Math.max(seen.least, seen.greatest),
      seen.last,
    ])
    drawn += isWhole ? seen.count : seen.count > 0 ? chosen.size : 0
    if (seen.count < to - from) drawWithGaps(from, to, (k) => isWhole || chosen.has(k))
    else if (isWhole) for (let k = from; k < to; k++) draw(k)
    else for (const k of chosen) draw(k)
  }

  for (const { begin, from, to, end } of stretches) {
    pen.lift(xAt(line, from > begin ? from - 1 : from))
    if (from > begin) draw(from - 1)
    for (let k = from; k < to;) {
      const column = columnOf(view, xAt(line, k))
      const isLast = column === view.edges.length - 2
      const next = isLast || isWhole ? to : searchX(line, view.edges[column + 1] ?? 0, k, to)
      drawColumn(k, next)
      k = next
    }
    if (to < end) draw(to)
  }
  return { inView, drawn, first, last, least, greatest }
}

/** The positions of the first, last, least and greatest drawable value from `from` to `to`, and how many there are. */
export function lookThrough(values: Float64Array, from: number, to: number, above: number) {
  let [first, last, least, greatest, count] = [-1, -1, -1, -1, 0]
  let low = Infinity
  let high = -Infinity
  for (let k = from; k < to; k++) {
    const value = values[k] ?? Number.NaN
    // One comparison each leaves out NaN, the infinities, and what a logarithmic scale has no place for.
    if (!(value > above && value < Infinity)) continue
    if (value < low) {
      low = value
      least = k
    }
    if (value > high) {
      high = value
      greatest = k
    }
    if (first < 0) first = k
    last = k
    count += 1
  }
  return { first, last, least, greatest, count }
}
