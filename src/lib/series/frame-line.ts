import type { AxisOrder } from './axis-order.ts'
import { createColumnStore } from './column-store.ts'
import { union } from './extents.ts'
import { strokesOf, xAt, type PlacedLine } from './placed-line.ts'
import type { FindSeries, Series } from './series.ts'
import type { Extent, FrameLine, FrameRequest, SeriesPoint } from './series-types.ts'
import type { Smoother } from './smooth.ts'

/** A line of a request with its points in order; `xOf` is NaN for a point without a place. */
export type LineOfFrame = Readonly<{
  id: string
  series: Series
  line: PlacedLine
  smooth: Smoother
  xOf: (point: Pick<SeriesPoint, 'step' | 'time'>) => number
}>

const nothing = createColumnStore()

/** @returns undefined when the series is not there */
export function lineOfFrame(find: FindSeries, request: FrameRequest, line: FrameLine): LineOfFrame | undefined {
  const series = find(line.id)
  if (!series) return undefined
  const above = request.xScale === 'log' ? 0 : -Infinity
  const placed = (order: AxisOrder, shift = 0, unit = 1): PlacedLine => ({ order, shift, unit, above })
  const whole = { id: line.id, series }
  switch (request.axis) {
    case 'step':
      return { ...whole, line: placed(series.orders.byStep()), smooth: series.smoothers.step, xOf: ({ step }) => step }
    case 'wall':
      return { ...whole, line: placed(series.orders.byTime()), smooth: series.smoothers.time, xOf: ({ time }) => time }
    case 'relative': {
      const order = series.orders.byTime()
      const origin = line.origin ?? order.keys[0] ?? series.latest?.time ?? 0
      const xOf = ({ time }: Pick<SeriesPoint, 'time'>) => (time - origin) / 1000
      return { ...whole, line: placed(order, origin, 1000), smooth: series.smoothers.time, xOf }
    }
    case 'series':
      break
  }
  const other = line.xSeries === undefined ? undefined : find(line.xSeries)
  const { order, valueAt } = series.orders.byOther(other?.store ?? nothing)
  return { ...whole, line: placed(order), smooth: series.smoothers.other, xOf: ({ step }) => valueAt(step) }
}

/** Whether a point at `x` has a place on the axis of a line. */
export const hasPlace = ({ line }: LineOfFrame, x: number): boolean => x > line.above && x < Infinity

/** From the least to the greatest x of all lines. */
export function wholeExtent(lines: readonly LineOfFrame[]): Extent | undefined {
  return union(
    lines.flatMap((each) => {
      const strokes = strokesOf(each.line).map(({ begin, end }): Extent => [
        xAt(each.line, begin),
        xAt(each.line, end - 1),
      ])
      const { latest } = each.series
      const x = latest ? each.xOf(latest) : Number.NaN
      return hasPlace(each, x) ? [...strokes, [x, x] as const] : strokes
    }),
  )
}

/** What is looked at: what was asked for, as far as the axis has a place for it, else all there is. */
export function extentInView({ xExtent, xScale }: FrameRequest, whole: Extent | undefined): Extent | undefined {
  if (!xExtent || !xExtent.every(Number.isFinite)) return whole
  const [from, to] = [Math.min(...xExtent), Math.max(...xExtent)]
  if (xScale === 'linear' || from > 0) return [from, to]
  return to > 0 && whole ? [Math.min(whole[0], to), to] : whole
}
