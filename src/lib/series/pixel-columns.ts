import type { Extent, ScaleKind } from './series-types.ts'

/** The part of an axis that is looked at, cut into columns of pixels. */
export type View = Readonly<{
  from: number
  to: number
  /** Where each column begins, and after them the end of the last, which belongs to it. */
  edges: Float64Array
}>

/** Columns of one width on the screen: of one difference on a linear scale, of one ratio on a logarithmic one. */
export function viewOf([from, to]: Extent, scale: ScaleKind, columns: number): View {
  const count = Math.max(1, Math.floor(columns))
  const edges = new Float64Array(count + 1)
  edges[0] = from
  for (let i = 1; i < count; i++) {
    const edge =
      scale === 'log' ? Math.exp(between(Math.log(from), Math.log(to), i / count)) : between(from, to, i / count)
    // Rounding must not lead one edge before the other, nor out of the view.
    edges[i] = Math.min(to, Math.max(edges[i - 1] ?? from, edge))
  }
  edges[count] = to
  return { from, to, edges }
}

function between(from: number, to: number, part: number): number {
  const span = to - from
  // The ends of the largest numbers are further apart than any number is large.
  return Number.isFinite(span) ? from + span * part : from * (1 - part) + to * part
}

/** The last column that begins at or before `x`, from 0; `x` is in view. */
export function columnOf({ edges }: View, x: number): number {
  let from = 1
  let to = edges.length - 1
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((edges[middle] ?? 0) <= x) from = middle + 1
    else to = middle
  }
  return from - 1
}
