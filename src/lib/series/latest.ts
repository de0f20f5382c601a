import { isDrawable } from './blocks.ts'
import { hasPlace, type LineOfFrame } from './frame-line.ts'
import type { Pen } from './pen.ts'
import type { View } from './pixel-columns.ts'
import { xAt, type Stretch } from './placed-line.ts'
import type { SeriesPoint } from './series-types.ts'

/** The provisional last point of a line. @property isApart no line leads to it, for it lies before the last of its stroke */
export type Latest = Readonly<{ point: SeriesPoint; x: number; isInView: boolean; isApart: boolean }>

/** @returns undefined when there is none or it cannot be seen: neither is it in view, nor does a line to it leave the view */
export function latestInView(of: LineOfFrame, view: View, stretches: readonly Stretch[]): Latest | undefined {
  const point = of.series.latest
  if (!point) return undefined
  const x = of.xOf(point)
  if (!hasPlace(of, x) || x < view.from) return undefined
  const last = stretches.at(-1)
  const lastX = last ? xAt(of.line, last.end - 1) : -Infinity
  const isInView = x <= view.to
  // It belongs to the last stroke, of which nothing else may have a place on the axis.
  const isApart = x < lastX || (last?.end ?? 0) !== of.line.order.keys.length
  // By a point of the pages the line may have run off the edge already.
  if (!isInView && (isApart || lastX > view.to)) return undefined
  return { point, x, isInView, isApart }
}

/** Draws the line on to it. @returns whether there was something to draw */
export function drawLatest(pen: Pen, { x, isApart }: Latest, y: number, above: number): boolean {
  if (!isDrawable(y, above)) return false
  if (isApart) pen.lift(x)
  pen.draw(x, y)
  return true
}
