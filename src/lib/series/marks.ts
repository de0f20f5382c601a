import { isDrawable } from './blocks.ts'
import { columnOf, type View } from './pixel-columns.ts'
import { xAt, type PlacedLine } from './placed-line.ts'
import type { FrameMark, MarkKind } from './series-types.ts'

/** Counts what cannot be drawn by column of pixels and kind; each mark is placed where the first of them lies. */
export function createMarks(view: View) {
  const byPlace = new Map<string, { kind: MarkKind; x: number; count: number }>()

  function add(kind: MarkKind, x: number, count = 1) {
    const key = `${kind} ${columnOf(view, x)}`
    const mark = byPlace.get(key)
    if (!mark) byPlace.set(key, { kind, x, count })
    else {
      mark.x = Math.min(mark.x, x)
      mark.count += count
    }
  }

  return {
    add,
    /**
     * Adds the gaps of a line between two positions of one column.
     * @param above 0 on a logarithmic scale, else -Infinity
     * @returns how many values are finite but have no place on that scale: they are gaps without a mark
     */
    addGaps(line: PlacedLine, from: number, to: number, above: number): number {
      const found = new Map<MarkKind, { position: number; count: number }>()
      let unplaced = 0
      for (let k = from; k < to; k++) {
        const value = line.order.values[k] ?? Number.NaN
        if (isDrawable(value, above)) continue
        const kind = gapKind(value)
        const before = kind && found.get(kind)
        if (!kind) unplaced += 1
        else if (before) before.count += 1
        else found.set(kind, { position: k, count: 1 })
      }
      for (const [kind, { position, count }] of found) add(kind, xAt(line, position), count)
      return unplaced
    },
    list: (): FrameMark[] => [...byPlace.values()].toSorted((a, b) => a.x - b.x),
  }
}

/** @returns undefined for a finite value */
export function gapKind(value: number): MarkKind | undefined {
  if (Number.isNaN(value)) return 'nan'
  if (value === Infinity) return 'infinity'
  return value === -Infinity ? 'minus-infinity' : undefined
}
