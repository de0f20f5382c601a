import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Button } from '../Button.tsx'
import { layOut } from './chart-layout.ts'
import { chartSummary } from './chart-summary.ts'
import type { CurveChartProps } from './chart-types.ts'
import { CurveAxes, type Placed } from './CurveAxes.tsx'
import styles from './CurveChart.module.css'
import { CurveLines } from './CurveLines.tsx'
import { CurvePlot } from './CurvePlot.tsx'
import { drawnLines } from './draw-curves.ts'
import { useWidth } from './use-width.ts'

/**
 * Curves over one x axis. Recharts draws axes and grid; the lines lie on a canvas above them, since as elements of the
 * page fifty lines cannot follow a live run. Lazy: brings Recharts along.
 *
 * Drag zooms, double click shows all again, Shift and drag moves along, the wheel zooms with Ctrl or Cmd; fingers move
 * the cursor, two of them zoom. What the keys do is told in the description of the plot.
 */
export function CurveChart(props: CurveChartProps) {
  const { label, frame, lines, x, y, zoom, onZoom, onColumns, height } = props
  const chart = useRef<HTMLDivElement>(null)
  const width = useWidth(chart)
  const [placed, setPlaced] = useState<Placed>()
  const layout = useMemo(
    () => (width > 0 ? layOut({ frame, zoom, x, y }, width, height) : undefined),
    [frame, zoom, x, y, width, height],
  )
  const drawn = useMemo(() => drawnLines({ frame, lines }), [frame, lines])
  const summary = useMemo(() => chartSummary(frame, lines, x, y), [frame, lines, x, y])
  const keepPlaced = useCallback((next: Placed) => setPlaced(next), [])

  const columns = layout && Math.round(layout.plot.width)
  const tellColumns = useRef(onColumns)
  useEffect(() => void (tellColumns.current = onColumns))
  useEffect(() => {
    if (columns !== undefined) tellColumns.current(columns)
  }, [columns])

  return (
    <div ref={chart} role="figure" aria-label={label} className={styles.chart} style={{ height }}>
      {layout && (
        <>
          <div role="img" aria-label={`${label}: ${summary}`} className={styles.picture}>
            <CurveAxes layout={layout} xName={x.name} xScale={x.scale} yScale={y.scale} onPlaced={keepPlaced} />
            <CurveLines drawn={drawn} layout={layout} placed={placed} />
          </div>
          {placed && <CurvePlot {...props} placed={placed} drawn={drawn} />}
        </>
      )}
      {zoom && (
        <Button small className={styles.reset} onClick={() => onZoom(undefined)}>
          Reset zoom
        </Button>
      )}
    </div>
  )
}
