import { memo, useLayoutEffect, useMemo } from 'react'
import {
  CartesianGrid,
  LineChart,
  usePlotArea,
  useXAxisDomain,
  useXAxisScale,
  useYAxisDomain,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts'
import type { Extent, ScaleKind } from '../../lib/series/series-types.ts'
import { placeAxis } from './axis-place.ts'
import { margin, tickSize, type Box, type ChartLayout, type ChartPlaces } from './chart-layout.ts'

/** What the axes were drawn for, and where Recharts put things. */
export type Placed = Readonly<{ layout: ChartLayout; plot: Box; places: ChartPlaces }>

const tick = { fill: 'var(--text-soft)', fontSize: tickSize }

/**
 * Axes and grid by Recharts, from two rows of data: the ends of the domains. What lies between is drawn elsewhere, placed
 * by the scales that this tells of.
 */
export const CurveAxes = memo(function CurveAxes({
  layout,
  xName,
  xScale,
  yScale,
  onPlaced,
}: {
  layout: ChartLayout
  xName: string
  xScale: ScaleKind
  yScale: ScaleKind
  onPlaced: (placed: Placed) => void
}) {
  const { width, height, plot, xDomain, yDomain, xTicks, yTicks, nameAt } = layout
  const rows = useMemo(() => [0, 1].map((end) => ({ x: xDomain[end], y: yDomain[end] })), [xDomain, yDomain])
  const labelOf = (ticks: ChartLayout['xTicks']) => (value: number) =>
    ticks.find((one) => one.value === value)?.label ?? ''
  return (
    <LineChart width={width} height={height} data={rows} margin={{ ...margin, left: 0 }} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--border)" vertical={false} syncWithTicks />
      <XAxis
        dataKey="x"
        type="number"
        scale={xScale}
        domain={[...xDomain]}
        allowDataOverflow
        ticks={xTicks.map(({ value }) => value)}
        tickFormatter={labelOf(xTicks)}
        interval={0}
        tick={tick}
        stroke="var(--border-strong)"
        height={height - margin.bottom - plot.top - plot.height}
      />
      <YAxis
        dataKey="y"
        type="number"
        scale={yScale}
        domain={[...yDomain]}
        allowDataOverflow
        ticks={yTicks.map(({ value }) => value)}
        tickFormatter={labelOf(yTicks)}
        interval={0}
        tick={tick}
        stroke="transparent"
        width={plot.left}
      />
      {nameAt !== undefined && (
        <text
          x={plot.left + plot.width / 2}
          y={nameAt}
          textAnchor="middle"
          dominantBaseline="central"
          fill="var(--text-faint)"
          fontSize={tickSize}
        >
          {xName}
        </text>
      )}
      <PlaceReporter layout={layout} xScale={xScale} yScale={yScale} onPlaced={onPlaced} />
    </LineChart>
  )
})

/** Within the chart, because only there its scales can be read. */
function PlaceReporter({
  layout,
  xScale,
  yScale,
  onPlaced,
}: {
  layout: ChartLayout
  xScale: ScaleKind
  yScale: ScaleKind
  onPlaced: (placed: Placed) => void
}) {
  const plot = usePlotArea()
  const toX = useXAxisScale()
  const toY = useYAxisScale()
  const xDomain = useXAxisDomain()
  const yDomain = useYAxisDomain()
  useLayoutEffect(() => {
    // The axes keep their settings in a store, which takes new ones an effect later: until then these are the old scales.
    if (!plot || !isSame(xDomain, layout.xDomain) || !isSame(yDomain, layout.yDomain)) return
    const x = endsOf(toX, layout.xDomain)
    const y = endsOf(toY, layout.yDomain)
    if (!x || !y) return
    onPlaced({
      layout,
      plot: { left: plot.x, top: plot.y, width: plot.width, height: plot.height },
      places: { x: placeAxis(xScale, layout.xDomain, x), y: placeAxis(yScale, layout.yDomain, y) },
    })
  }, [layout, plot, toX, toY, xDomain, yDomain, xScale, yScale, onPlaced])
  return null
}

const isSame = (domain: readonly unknown[] | undefined, { 0: from, 1: to }: Extent) =>
  domain?.[0] === from && domain[1] === to

function endsOf(scale: ((value: unknown) => number | undefined) | undefined, [from, to]: Extent): Extent | undefined {
  const start = scale?.(from)
  const end = scale?.(to)
  return start === undefined || end === undefined ? undefined : [start, end]
}
