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
  /** Words for one value. */
  format: (value: number) => string
  /**
   * A value beside a tick, short; `format` unless given, and `tick-text.ts` has ready ones.
   * @param step distance of the ticks, so that neighbours can be told apart; on a logarithmic axis there is none
   */
  tick?: ((value: number, step?: number) => string) | undefined
  /** What makes round ticks: tens, minutes and hours of seconds, or those of the clock of ms since 1970. */
  kind?: 'number' | 'seconds' | 'date' | undefined
  /** There is nothing between two whole numbers, as between two steps. */
  isWhole?: boolean | undefined
}>

/**
 * What `CurveChart` takes. It draws a frame and reports what the user does; it holds neither data nor settings. Whatever
 * has not changed should be the same object as before: the axes and the lines are drawn again when one of them is not.
 */
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
  /** Shown beside the cursor while the pointer or the focus is in this chart. */
  tip?: React.ReactNode
}>
