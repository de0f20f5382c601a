import type { Extent } from '../../lib/series/series-types.ts'
import { placeDomain, valueDomain } from './axis-domain.ts'
import { placeAxis, type AxisPlace } from './axis-place.ts'
import { axisTicks, type Tick } from './axis-ticks.ts'
import type { ChartAxis, CurveChartProps } from './chart-types.ts'

/** What of a chart's properties says what is to be seen. */
export type ChartDrawing = Pick<CurveChartProps, 'label' | 'frame' | 'lines' | 'x' | 'y' | 'zoom'>

/** Pixels from the upper left corner of the chart. */
export type Box = Readonly<{ left: number; top: number; width: number; height: number }>

export type ChartLayout = Readonly<{
  width: number
  height: number
  plot: Box
  xDomain: Extent
  yDomain: Extent
  xTicks: readonly Tick[]
  yTicks: readonly Tick[]
  /** Where the name of the horizontal axis has room: the middle of its line. */
  nameAt: number | undefined
}>

export const margin = { top: 10, right: 14, bottom: 2 }
export const tickSize = 12
const tickRow = 24
const nameRow = 16
/** Below, a line for the name of an axis would be missed by the curves. */
const leastHeightForName = 200

/** Digits of our face are alike in width; measuring each label in the page would cost more than drawing the lines. */
export const labelWidth = (label: string) => label.length * 6.9

/** Lays axes and their ticks out. Plain, so that what is exported lies where it lay on the screen. */
export function layOut(
  { frame, zoom, x, y }: Pick<ChartDrawing, 'frame' | 'zoom' | 'x' | 'y'>,
  width: number,
  height: number,
): ChartLayout {
  const xDomain = placeDomain(zoom ?? frame.xWhole ?? frame.xExtent, x)
  const yDomain = valueDomain(frame.yExtent, y)
  const foot = tickRow + (height >= leastHeightForName && x.name ? nameRow : 0)
  const plotHeight = Math.max(1, height - margin.top - margin.bottom - foot)
  const yTicks = axisTicks(
    y,
    yDomain,
    placeAxis(y.scale, yDomain, [margin.top + plotHeight, margin.top]),
    () => tickSize,
    14,
  )
  const left = Math.max(28, Math.ceil(Math.max(0, ...yTicks.map(({ label }) => labelWidth(label)))) + 12)
  const plot = { left, top: margin.top, width: Math.max(1, width - left - margin.right), height: plotHeight }
  const xTicks = axisTicks(x, xDomain, placeAxis(x.scale, xDomain, [left, left + plot.width]), labelWidth, 20)
  return {
    width,
    height,
    plot,
    xDomain,
    yDomain,
    // Half of a label at the very end would be cut off.
    xTicks: xTicks.filter(({ pixel, label }) => pixel + labelWidth(label) / 2 <= width),
    yTicks,
    nameAt: foot > tickRow ? height - margin.bottom - nameRow / 2 : undefined,
  }
}

/** How the axes place values when the plot lies as laid out. */
export const placesOf = ({ plot, xDomain, yDomain }: ChartLayout, x: ChartAxis, y: ChartAxis): ChartPlaces => ({
  x: placeAxis(x.scale, xDomain, [plot.left, plot.left + plot.width]),
  y: placeAxis(y.scale, yDomain, [plot.top + plot.height, plot.top]),
})

export type ChartPlaces = Readonly<{ x: AxisPlace; y: AxisPlace }>
