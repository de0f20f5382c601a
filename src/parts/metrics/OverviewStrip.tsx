import { useMemo, useRef, type PointerEvent } from 'react'
import type { Extent, SeriesBook } from '../../lib/series/series-types.ts'
import { placeDomain, valueDomain } from '../../ui/charts/axis-domain.ts'
import { pixelOf, valueOf } from '../../ui/charts/axis-place.ts'
import { placesOf, type ChartLayout } from '../../ui/charts/chart-layout.ts'
import type { ChartAxis } from '../../ui/charts/chart-types.ts'
import { CurveLines } from '../../ui/charts/CurveLines.tsx'
import { drawnLines } from '../../ui/charts/draw-curves.ts'
import { leastDrag } from '../../ui/charts/use-chart-gestures.ts'
import { useWidth } from '../../ui/charts/use-width.ts'
import { panBy, zoomBetween } from '../../ui/charts/zoom.ts'
import { createFrameMaker, type MadeFrame } from './frame-maker.ts'
import styles from './OverviewStrip.module.css'
import { useFollower } from './use-follower.ts'
import type { Panel } from './use-panel.ts'

const height = 44
/** How near an edge of the window one must be to take hold of it, in pixels. */
const reach = 7

/** What a drag does: it moves one end of the window or all of it, or draws out a new one. */
type Drag = Readonly<
  { kind: 'end'; other: number } | { kind: 'move'; at: number; shown: Extent } | { kind: 'new'; at: number }
>

/**
 * All of the curves below a large chart, with the window that the chart looks through. For the pointer alone: the plot
 * above does the same by keys.
 */
export function OverviewStrip({
  panel,
  book,
  made,
  zoom,
  onZoom,
}: {
  panel: Panel
  book: SeriesBook
  made: MadeFrame
  zoom: Extent | undefined
  onZoom: (zoom: Extent | undefined) => void
}) {
  const strip = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag>(undefined)
  const width = useWidth(strip)
  const { wanted, axis, y } = panel
  const maker = useMemo(() => createFrameMaker(book), [book])
  const request = useMemo(
    () => (width === 0 ? undefined : { ...made.request, xExtent: undefined, columns: width }),
    [made.request, width],
  )
  const frame = useFollower(maker, request).made?.frame
  const x = axis.chart
  const placed = useMemo(() => frame && place(frame, x, y, width), [frame, x, y, width])
  const drawn = useMemo(() => (frame ? drawnLines({ frame, lines: wanted.lines }) : []), [frame, wanted.lines])

  const whole = frame?.xWhole
  const pixelAt = ({ clientX, currentTarget }: PointerEvent) => clientX - currentTarget.getBoundingClientRect().left
  const valueAt = (pixel: number) => (placed ? valueOf(placed.places.x, Math.min(width, Math.max(0, pixel))) : 0)
  const [from, to] = placed && zoom ? zoom.map((end) => pixelOf(placed.places.x, end)) : []

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || !placed) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = pixelAt(event)
    if (zoom && from !== undefined && Math.abs(at - from) <= reach) drag.current = { kind: 'end', other: zoom[1] }
    else if (zoom && to !== undefined && Math.abs(at - to) <= reach) drag.current = { kind: 'end', other: zoom[0] }
    else if (zoom && from !== undefined && to !== undefined && at > from && at < to)
      drag.current = { kind: 'move', at, shown: zoom }
    else drag.current = { kind: 'new', at }
  }

  function onPointerMove(event: PointerEvent) {
    const now = drag.current
    if (!now || !whole) return
    const at = pixelAt(event)
    if (now.kind === 'end') onZoom(zoomBetween(now.other, valueAt(at), whole, x))
    else if (now.kind === 'new') {
      if (Math.abs(at - now.at) >= leastDrag) onZoom(zoomBetween(valueAt(now.at), valueAt(at), whole, x))
    } else {
      const span = placed ? pixelOf(placed.places.x, now.shown[1]) - pixelOf(placed.places.x, now.shown[0]) : width
      onZoom(panBy(now.shown, whole, (at - now.at) / span, x))
    }
  }

  const end = () => {
    drag.current = undefined
  }
  return (
    <div
      ref={strip}
      className={styles.strip}
      style={{ height }}
      aria-hidden="true"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={end}
      onPointerCancel={end}
      onDoubleClick={() => onZoom(undefined)}
    >
      {placed && <CurveLines drawn={drawn} layout={placed.layout} placed={placed} />}
      {from !== undefined && to !== undefined && (
        <div className={styles.window} style={{ left: from, width: Math.max(2, to - from) }} />
      )}
    </div>
  )
}

/** The whole strip is plot: it has no axes. */
function place(frame: MadeFrame['frame'], x: ChartAxis, y: ChartAxis, width: number) {
  const plot = { left: 0, top: 3, width, height: height - 6 }
  const xDomain = placeDomain(frame.xWhole, x)
  const yDomain = valueDomain(frame.yExtent, y)
  const layout: ChartLayout = { width, height, plot, xDomain, yDomain, xTicks: [], yTicks: [], nameAt: undefined }
  return { layout, plot, places: placesOf(layout, x, y) }
}
