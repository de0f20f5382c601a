import type { FrameMark, MarkKind } from './series-types.ts'

/** Counts what cannot be drawn by column of pixels and kind; each mark is placed where the first of them lies. */
export function createMarks() {
  const byPlace = new Map<string, { kind: MarkKind; x: number; count: number }>()
  return {
    add(kind: MarkKind, column: number, x: number, count = 1) {
      const key = `${kind} ${column}`
      const mark = byPlace.get(key)
      if (!mark) byPlace.set(key, { kind, x, count })
      else {
        mark.x = Math.min(mark.x, x)
        mark.count += count
      }
    },
    list: (): FrameMark[] => [...byPlace.values()].toSorted((a, b) => a.x - b.x),
  }
}

export type GapKind = Exclude<MarkKind, 'restart'>

/** @returns undefined for a finite value */
export function gapKind(value: number): GapKind | undefined {
  if (Number.isNaN(value)) return 'nan'
  if (value === Infinity) return 'infinity'
  return value === -Infinity ? 'minus-infinity' : undefined
}
