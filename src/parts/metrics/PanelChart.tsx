import { useEffect, useId, useMemo, useSyncExternalStore } from 'react'
import { CurveChart } from '../../ui/charts/CurveChart.tsx'
import { ChartSkeleton } from './ChartSkeleton.tsx'
import type { CursorStore } from './cursor-store.ts'
import type { MadeFrame } from './frame-maker.ts'
import type { MetricViewProps } from './panel-props.ts'
import { valueRows } from './panel-values.ts'
import { useFollower } from './use-follower.ts'
import type { Panel } from './use-panel.ts'
import { useTurn } from './use-turn.ts'
import { ValueTable } from './ValueTable.tsx'

/** Rows beside the cursor; more would hide the curves. */
const mostRows = 10

type PanelChartProps = Pick<MetricViewProps, 'zoom' | 'onZoom'> & {
  panel: Panel
  made: MadeFrame
  label: string
  cursor: CursorStore
  /** Pixels. */
  height: number
  /** The values at the cursor are shown elsewhere. */
  isTipHidden?: boolean
}

/** The curves of a panel, once it is its turn: with many lines each chart takes a frame or more to make. */
export function PanelChart(props: PanelChartProps) {
  const isTurn = useTurn(props.panel.box)
  return isTurn ? <Curves {...props} /> : <ChartSkeleton metric={props.label} />
}

/** The curves with the cursor of all. By itself, so that a move of the pointer draws nothing else anew. */
function Curves({ panel, made, label, zoom, onZoom, cursor: store, height, isTipHidden = false }: PanelChartProps) {
  const { wanted, axis, y, formatY, cursorAxis, reader, onColumns } = panel
  const chart = useId()
  const cursor = useSyncExternalStore(store.subscribe, () => store.get(cursorAxis))
  useEffect(
    () => () => {
      if (store.get(cursorAxis)?.chart === chart) store.set(cursorAxis, undefined)
    },
    [store, cursorAxis, chart],
  )

  // A hundred lines are read for the chart one points at alone; a single one tells its value in every chart.
  const isRead = cursor !== undefined && (cursor.chart === chart || wanted.request.lines.length === 1)
  const x = isRead ? cursor.x : undefined
  // Made anew with each frame: the values may have changed.
  const place = useMemo(() => (x === undefined ? undefined : { request: made.request, x }), [made, x])
  const values = useFollower(reader, place)
  const rows = useMemo(
    () => (values ? valueRows(values.readings, wanted.lines, formatY) : []),
    [values, wanted.lines, formatY],
  )
  return (
    <CurveChart
      label={label}
      frame={made.frame}
      lines={wanted.lines}
      x={axis.chart}
      y={y}
      zoom={zoom}
      onZoom={(to) => onZoom(to && axis.chart.isWhole ? [Math.round(to[0]), Math.round(to[1])] : to)}
      cursor={cursor?.x}
      onCursor={(to) => store.set(cursorAxis, to === undefined ? undefined : { x: to, chart })}
      onColumns={onColumns}
      height={height}
      tip={
        values && rows.length > 0 && !isTipHidden ? (
          <ValueTable
            heading={axis.say(values.x)}
            rows={rows}
            most={mostRows}
            showsStep={made.request.axis !== 'step'}
          />
        ) : undefined
      }
    />
  )
}
