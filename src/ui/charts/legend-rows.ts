import { labelWidth } from './chart-layout.ts'
import type { ChartLine } from './chart-types.ts'
import type { DrawnLine } from './draw-curves.ts'

/** Pixels: a piece of the line with the gap after it. */
export const swatchWidth = 30
const rowHeight = 20
const margin = 12
const gap = 18
/** More names would take more room than the curves. */
const mostNames = 40
const longest = 48

/** `line` is absent where only how many more there are is told. */
export type LegendItem = Readonly<{ x: number; y: number; text: string; line: ChartLine | undefined }>

/** Sets the names of the lines into rows, for a saved picture: there nothing can be pointed at. */
export function legendRows(drawn: readonly DrawnLine[], width: number): { items: LegendItem[]; height: number } {
  const lines = drawn.map(({ line }) => line)
  const rest = lines.length - mostNames
  const entries = [
    ...lines.slice(0, mostNames).map((line) => ({ text: shortened(line.name), line })),
    ...(rest > 0 ? [{ text: `and ${rest} more`, line: undefined }] : []),
  ]
  let x = margin
  let row = 0
  const items = entries.map((entry) => {
    const size = swatchWidth + labelWidth(entry.text)
    if (x > margin && x + size > width - margin) {
      x = margin
      row++
    }
    const item = { ...entry, x, y: row * rowHeight + 14 }
    x += size + gap
    return item
  })
  return { items, height: items.length === 0 ? 0 : (row + 1) * rowHeight + 8 }
}

const shortened = (name: string) => (name.length > longest ? `${name.slice(0, longest - 1)}…` : name)
