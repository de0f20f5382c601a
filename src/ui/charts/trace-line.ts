import type { Polyline } from '../../lib/series/series-types.ts'
import { pixelOf } from './axis-place.ts'
import type { ChartPlaces } from './chart-layout.ts'

/** What can be drawn along: a canvas' path, or the text of an SVG's. */
export type Pen = { moveTo: (x: number, y: number) => void; lineTo: (x: number, y: number) => void }

/** A canvas counts in single precision: a vertex far outside would bend what is inside. */
const farthest = 30_000

const near = (pixel: number) => Math.min(farthest, Math.max(-farthest, pixel))

/** Leads a pen along a polyline and lifts it where there is no value. A vertex alone leaves no stroke: see `dotsOf`. */
export function traceLine(pen: Pen, { x, y }: Polyline, places: ChartPlaces): void {
  let isDown = false
  for (let index = 0; index < x.length; index++) {
    const toX = near(pixelOf(places.x, x[index] ?? Number.NaN))
    const toY = near(pixelOf(places.y, y[index] ?? Number.NaN))
    if (Number.isNaN(toX) || Number.isNaN(toY)) {
      isDown = false
      continue
    }
    if (isDown) pen.lineTo(toX, toY)
    else pen.moveTo(toX, toY)
    isDown = true
  }
}

/** Series of no more points than this show each as a dot. */
const fewPoints = 40

/** Indexes of vertices that need a dot: those between two gaps, and all of a short series. */
export function dotsOf({ y }: Polyline): number[] {
  const isThere = (index: number) => Number.isFinite(y[index] ?? Number.NaN)
  const isShort = y.length <= fewPoints
  const dots: number[] = []
  for (let index = 0; index < y.length; index++) {
    if (isThere(index) && (isShort || (!isThere(index - 1) && !isThere(index + 1)))) dots.push(index)
  }
  return dots
}
