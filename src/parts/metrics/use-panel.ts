import { useCallback, useMemo, useRef, useState, type RefObject } from 'react'
import type { FrameRequest, SeriesBook } from '../../lib/series/series-types.ts'
import type { ChartAxis } from '../../ui/charts/chart-types.ts'
import { tickText } from '../../ui/charts/tick-text.ts'
import { useWidth } from '../../ui/charts/use-width.ts'
import type { CursorAxis } from './cursor-store.ts'
import { createFrameMaker, type FrameState, type MadeFrame } from './frame-maker.ts'
import type { ChartSettings } from './metric-run.ts'
import { panelAxis, type PanelAxis } from './panel-axis.ts'
import type { MetricViewProps } from './panel-props.ts'
import type { PanelReading } from './panel-reading.ts'
import { panelRequest, type PanelRequest } from './panel-request.ts'
import { createReader, type ReaderPlace, type Readings } from './reader.ts'
import { useFollower, type Follower } from './use-follower.ts'
import { usePanelReading } from './use-panel-reading.ts'
import { valueFormat } from './value-format.ts'

/** What a view of one metric is made of, be it small or large. */
export type Panel = Readonly<{
  wanted: PanelRequest
  reading: PanelReading
  made: MadeFrame | undefined
  /** Why no newer frame could be made. */
  error: unknown
  axis: PanelAxis
  y: ChartAxis
  formatY: (value: number) => string
  /** Charts of the same one share a cursor. */
  cursorAxis: CursorAxis
  /** Reads the values at the cursor for whoever shows them. */
  reader: Follower<ReaderPlace, Readings | undefined>
  /** To be put on the box that the chart will be in: by its width the first frame is asked for. */
  box: RefObject<HTMLDivElement | null>
  /** To be told how many columns of pixels the chart really has. */
  onColumns: (columns: number) => void
}>

/** About what the numbers of the vertical axis take, in pixels. */
const besidePlot = 60

/** A chart that is resized step by step asks for a new frame only now and then. */
const columnStep = 50

/** Has one metric read and its frames made as long as it is shown, in whatever view. */
export function usePanel({
  feed,
  runs,
  metric,
  settings,
  zoom,
}: Pick<MetricViewProps, 'feed' | 'runs' | 'metric' | 'settings' | 'zoom'>): Panel {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [told, setTold] = useState<number>()
  const columns = told ?? (width === 0 ? undefined : roundedUp(width - besidePlot))
  const wanted = usePanelRequest({ runs, metric, settings, zoom, columns: columns ?? 0 })
  const reading = usePanelReading(feed, wanted.keys)
  const { made, error } = useFrame(feed.book, columns === undefined ? undefined : wanted.request)
  const shown = made?.request ?? wanted.request
  const reader = useMemo(() => createReader(feed.book), [feed.book])
  const yExtent = made?.frame.yExtent
  const formatY = useMemo(() => valueFormat(yExtent), [yExtent])
  const xExtent = zoom ?? made?.frame.xExtent
  const { axis: kind, xScale, yScale } = shown
  return {
    wanted,
    reading,
    made,
    error,
    axis: useMemo(
      () => panelAxis({ axis: kind, scale: xScale, shown: xExtent, metric: wanted.xMetric }),
      [kind, xScale, xExtent, wanted.xMetric],
    ),
    y: useMemo(() => ({ name: metric, scale: yScale, format: formatY, tick: tickText }), [metric, yScale, formatY]),
    formatY,
    cursorAxis: kind === 'series' ? (`metric:${wanted.xMetric ?? ''}` satisfies ChartSettings['axis']) : kind,
    reader,
    box,
    onColumns: useCallback((count: number) => setTold(roundedUp(count)), []),
  }
}

const roundedUp = (columns: number) => Math.max(1, Math.ceil(columns / columnStep)) * columnStep

/** The same object while it asks for the same: values that a job logs are no reason to draw its lines anew. */
function usePanelRequest({ runs, metric, settings, zoom, columns }: Parameters<typeof panelRequest>[0]): PanelRequest {
  const wanted = useMemo(
    () => panelRequest({ runs, metric, settings, zoom, columns }),
    [runs, metric, settings, zoom, columns],
  )
  // Jobs of lines are part of their ids, so that the text says everything.
  const text = useMemo(() => JSON.stringify(wanted), [wanted])
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => wanted, [text])
}

function useFrame(book: SeriesBook, request: FrameRequest | undefined): FrameState {
  const maker = useMemo(() => createFrameMaker(book), [book])
  return useFollower(maker, request)
}
