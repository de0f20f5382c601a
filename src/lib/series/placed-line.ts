import type { AxisOrder } from './axis-order.ts'
import type { View } from './pixel-columns.ts'

/** A line on its axis: position `k` lies at `(keys[k] - shift) / unit`. */
export type PlacedLine = Readonly<{
  order: AxisOrder
  shift: number
  unit: number
  /** Keys whose x is not above this have no place: 0 on a logarithmic scale. */
  above: number
}>

/** One stroke: the positions that have a place on the axis (`begin` to `end`), and those of them in view. */
export type Stretch = Readonly<{ begin: number; from: number; to: number; end: number }>

export const xAt = ({ order, shift, unit }: PlacedLine, position: number): number =>
  ((order.keys[position] ?? 0) - shift) / unit

/** The first position between `from` and `to` whose x is `x` or more (`isAfter`: more than that); `to` when there is none. */
export function searchX(line: PlacedLine, x: number, from: number, to: number, isAfter = false): number {
  const { shift, unit } = line
  const { keys } = line.order
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = ((keys[middle] ?? 0) - shift) / unit
    if (at < x || (isAfter && at === x)) low = middle + 1
    else high = middle
  }
  return low
}

/** As `searchX`, for what is likely to be found near a position. */
export function searchNear(line: PlacedLine, x: number, from: number, to: number, near: number): number {
  let [low, high] = [from, to]
  if (near < from || near >= to) return searchX(line, x, low, high)
  if (xAt(line, near) < x) {
    low = near + 1
    for (let reach = 1; low + reach < to; reach *= 2) {
      if (xAt(line, low + reach) >= x) {
        high = low + reach
        break
      }
      low += reach + 1
    }
  } else {
    high = near
    for (let reach = 1; high - reach >= from; reach *= 2) {
      if (xAt(line, high - reach) < x) {
        low = high - reach + 1
        break
      }
      high -= reach
    }
  }
  return searchX(line, x, low, high)
}

/** The strokes that have points on the axis, found by halving: what is out of view costs nothing. */
export function stretchesIn(line: PlacedLine, view: Pick<View, 'from' | 'to'>): Stretch[] {
  return strokesOf(line).map(({ begin, end }) => {
    const from = searchX(line, view.from, begin, end)
    return { begin, from, to: searchX(line, view.to, from, end, true), end }
  })
}

/** Where strokes begin and end on the axis; without those that have no point there. */
export function strokesOf(line: PlacedLine): Pick<Stretch, 'begin' | 'end'>[] {
  const { starts, keys } = line.order
  return starts.flatMap((start, stroke) => {
    const end = starts[stroke + 1] ?? keys.length
    const begin = line.above === -Infinity ? start : searchX(line, line.above, start, end, true)
    return begin < end ? [{ begin, end }] : []
  })
}
