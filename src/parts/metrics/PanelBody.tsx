import { noop } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { ChartSkeleton } from './ChartSkeleton.tsx'
import styles from './PanelBody.module.css'
import type { MetricViewProps } from './panel-props.ts'
import type { Panel } from './use-panel.ts'

/** Brings Recharts along. */
const chartCode = async () => ({ default: (await import('./PanelChart.tsx')).PanelChart })
const PanelChart = lazy(chartCode)

/** The drawing of a panel, or what there is to say in its place; always of the same height. */
export function PanelBody({
  panel,
  metric,
  height,
  ...rest
}: { panel: Panel; height: number; isTipHidden?: boolean } & Pick<
  MetricViewProps,
  'metric' | 'zoom' | 'onZoom' | 'cursor'
>) {
  const { made, reading, wanted, box } = panel
  const total = made?.frame.series.reduce((sum, series) => sum + series.total, 0) ?? 0
  // Fetched while the points are read, so that the chart waits for whichever comes last.
  useEffect(() => void chartCode().catch(noop), [])
  const isNotFinite = total > 0 && made?.frame.yExtent === undefined
  return (
    <div ref={box} className={styles.box} style={{ height }}>
      {wanted.request.lines.length === 0 ? (
        <Nothing>{wanted.lines.length > 0 ? 'All jobs are hidden.' : 'No job here logged it.'}</Nothing>
      ) : made && total > 0 ? (
        <>
          <Suspense fallback={<ChartSkeleton metric={metric} />}>
            <PanelChart panel={panel} made={made} label={metric} height={height} {...rest} />
          </Suspense>
          {isNotFinite && <p className={styles.over}>No value that could be drawn</p>}
        </>
      ) : reading.isReading || (!made && panel.error === undefined) ? (
        <ChartSkeleton metric={metric} />
      ) : (
        reading.failed.length === 0 && <Nothing>No point of it was logged.</Nothing>
      )}
    </div>
  )
}

const Nothing = ({ children }: { children: string }) => <p className={styles.nothing}>{children}</p>
