import type { Extent, Frame, ScaleKind } from '../../lib/series/series-types.ts'

/** How a line looks and what it is called. */
export type ChartLine = Readonly<{
  /** That of its series in the frame. */
  id: string
  name: string
  /** A CSS colour, e.g. `var(--series-1)`. */
  color: string
  /** Lengths of strokes and gaps in pixels; empty for a whole line. */
  dash: readonly number[]
  isHidden: boolean
  /** Drawn stronger than the others, which fade. */
  isMarked?: boolean | undefined
}>

export type ChartAxis = Readonly<{
  name: string
  scale: ScaleKind
  format: (value: number) => string
  /** There is nothing between two whole numbers, as between two steps. */
  isWhole?: boolean | undefined
}>

/** What `CurveChart` takes. It draws a frame and reports what the user does; it holds neither data nor settings. */
export type CurveChartProps = Readonly<{
  /** What it shows, for the heading of its picture and for screen readers. */
  label: string
  frame: Frame
  lines: readonly ChartLine[]
  x: ChartAxis
  y: ChartAxis
  /** What is looked at; undefined for all. The chart asks for a change by `onZoom`, undefined to show all again. */
  zoom: Extent | undefined
  onZoom: (zoom: Extent | undefined) => void
  /** Shared among charts of one x axis: where the pointer or the keys of any of them are. */
  cursor: number | undefined
  onCursor: (x: number | undefined) => void
  /** Told whenever the drawing is laid out anew: how many columns of pixels it has. */
  onColumns: (columns: number) => void
  /** Pixels. */
  height: number
  /** What is shown beside the cursor, in this chart only. */
  tip?: React.ReactNode
}>
