import { extentOf } from '../../lib/series/extents.ts'
import { gapKind } from '../../lib/series/marks.ts'
import type { Extent, Frame, FrameMark, SeriesPoint } from '../../lib/series/series-types.ts'

/** A value at a place of the x axis. */
export type ChartPoint = Readonly<{ x: number; y: number }>

/**
 * A frame of one line through a few points, all of which are drawn: for what needs no worker. Values that are not finite
 * are gaps with a mark.
 *
 * @param zoom what is looked at; all of it unless given
 */
export function frameOfPoints(id: string, points: readonly ChartPoint[], zoom?: Extent): Frame {
  const sorted = points.toSorted((a, b) => a.x - b.x)
  const xWhole = extentOf(sorted.map(({ x }) => x))
  const shown = zoom ? sorted.filter(({ x }) => x >= zoom[0] && x <= zoom[1]) : sorted
  const finite = shown.filter(({ y }) => Number.isFinite(y))
  const yExtent = extentOf(finite.map(({ y }) => y))
  return {
    series: [
      {
        id,
        raw: {
          x: Float64Array.from(sorted, ({ x }) => x),
          y: Float64Array.from(sorted, ({ y }) => (Number.isFinite(y) ? y : Number.NaN)),
        },
        smooth: undefined,
        marks: shown.flatMap(markOf),
        total: sorted.length,
        inView: shown.length,
        drawn: shown.length,
        placeless: 0,
        clipped: 0,
        least: seriesPoint(finite.find(({ y }) => y === yExtent?.[0])),
        greatest: seriesPoint(finite.find(({ y }) => y === yExtent?.[1])),
        first: seriesPoint(finite[0]),
        last: seriesPoint(finite.at(-1)),
      },
    ],
    xExtent: zoom ?? xWhole,
    xWhole,
    yExtent,
  }
}

/** The place of such a point is all that is known of it. */
const seriesPoint = (point: ChartPoint | undefined): SeriesPoint | undefined =>
  point && { step: point.x, time: Number.NaN, value: point.y }

function markOf({ x, y }: ChartPoint): FrameMark[] {
  const kind = gapKind(y)
  return kind ? [{ kind, x, count: 1 }] : []
}
