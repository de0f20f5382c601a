import { lazy, Suspense } from 'react'
import { SkeletonText } from '../../ui/Loading.tsx'
import styles from './PanelBody.module.css'
import type { MetricViewProps } from './panel-props.ts'
import type { Panel } from './use-panel.ts'

/** Brings Recharts along; the points are asked for meanwhile. */
const PanelChart = lazy(async () => ({ default: (await import('./PanelChart.tsx')).PanelChart }))

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
  const isNotFinite = total > 0 && made?.frame.yExtent === undefined
  return (
    <div ref={box} className={styles.box} style={{ height }}>
      {wanted.request.lines.length === 0 ? (
        <Nothing>{wanted.lines.length > 0 ? 'All jobs are hidden.' : 'No job here logged it.'}</Nothing>
      ) : made && total > 0 ? (
        <>
          <Suspense fallback={<Waiting metric={metric} />}>
            <PanelChart panel={panel} made={made} label={metric} height={height} {...rest} />
          </Suspense>
          {isNotFinite && <p className={styles.over}>No value that could be drawn</p>}
        </>
      ) : reading.isReading || (!made && panel.error === undefined) ? (
        <Waiting metric={metric} />
      ) : (
        reading.failed.length === 0 && <Nothing>No point of it was logged.</Nothing>
      )}
    </div>
  )
}

const Nothing = ({ children }: { children: string }) => <p className={styles.nothing}>{children}</p>

/** Where axis and curve will be. */
const Waiting = ({ metric }: { metric: string }) => (
  <div className={styles.waiting} role="status" aria-label={`Loading ${metric}`}>
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
    <SkeletonText width="100%" />
  </div>
)
