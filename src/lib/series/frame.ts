import { drawLine, emptyLine } from './draw-line.ts'
import { yExtentOf } from './extents.ts'
import { extentInView, lineOfFrame, wholeExtent } from './frame-line.ts'
import { viewOf } from './pixel-columns.ts'
import type { FindSeries } from './series.ts'
import type { Frame, FrameRequest } from './series-types.ts'

/** Draws what is asked for of the series that are there. */
export function drawFrame(find: FindSeries, request: FrameRequest): Frame {
  const lines = request.lines.map((line) => lineOfFrame(find, request, line))
  const xWhole = wholeExtent(lines.filter((line) => line !== undefined))
  const xExtent = extentInView(request, xWhole)
  const view = xExtent && viewOf(xExtent, request.xScale, request.columns)
  const drawn = request.lines.map(({ id }, i) => {
    const line = lines[i]
    return line && view ? drawLine(line, view, request) : emptyLine(id, line)
  })
  const inView = drawn.map(({ values }) => values)
  const y = yExtentOf(inView, request.yScale, request.clipOutliers)
  return {
    series: drawn.map(({ series }, i) => ({ ...series, clipped: y.clipped[i] ?? 0 })),
    xExtent,
    xWhole,
    yExtent: y.extent,
  }
}
