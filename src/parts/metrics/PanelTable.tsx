import { ChartTable } from '../../ui/charts/ChartTable.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import styles from './PanelTable.module.css'
import type { Panel } from './use-panel.ts'

/** What a chart draws as numbers, one press away. Nothing where it draws none. */
export function PanelTable({ panel: { made, wanted, axis, y }, metric }: { panel: Panel; metric: string }) {
  if (!made?.frame.xExtent) return null
  return (
    <Disclosure lazy plain summary="Values">
      <div className={styles.table}>
        <ChartTable label={metric} frame={made.frame} lines={wanted.lines} x={axis.chart} y={y} />
      </div>
    </Disclosure>
  )
}
