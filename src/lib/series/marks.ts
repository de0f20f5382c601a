import type { FrameMark, MarkKind } from './series-types.ts'

export type Marks = ReturnType<typeof createMarks>

/** Counts what cannot be drawn by column of pixels and kind; each is placed where the first of them lies. */
export function createMarks() {
  const byPlace = new Map<string, { kind: MarkKind; x: number; count: number }>()
  return {
    add(kind: MarkKind, column: number, x: number) {
      const key = `${kind} ${column}`
      const mark = byPlace.get(key)
      if (!mark) byPlace.set(key, { kind, x, count: 1 })
      else mark.count += 1
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
