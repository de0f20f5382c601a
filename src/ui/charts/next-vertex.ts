import { pixelOf } from './axis-place.ts'
import type { ChartPlaces } from './chart-layout.ts'
import type { DrawnLine } from './draw-curves.ts'

/**
 * Where the cursor goes with one press of an arrow key: to the next vertex of any line that is at least a pixel away, so
 * that no press leads to the same column again.
 * @param from pixel
 * @returns undefined when there is none further on
 */
export function nextVertex(
  drawn: readonly DrawnLine[],
  { x: place }: ChartPlaces,
  from: number,
  direction: 1 | -1,
): number | undefined {
  let nearest: number | undefined
  let least = Infinity
  for (const { series } of drawn) {
    for (const value of series.raw.x) {
      const distance = (pixelOf(place, value) - from) * direction
      if (distance >= 1 && distance < least) {
        least = distance
        nearest = value
      }
    }
  }
  return nearest
}
