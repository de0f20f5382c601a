import { useId } from 'react'
import styles from './MetricPanel.module.css'
import { PanelBody } from './PanelBody.tsx'
import { PanelFoot } from './PanelFoot.tsx'
import { PanelHead } from './PanelHead.tsx'
import { PanelLegend } from './PanelLegend.tsx'
import { PanelMenu } from './PanelMenu.tsx'
import { chartHeights, type MetricPanelProps } from './panel-props.ts'
import { usePanel } from './use-panel.ts'

/** One metric of all runs as a chart, with what can be done with it. What it shows is read as long as it is there. */
export function MetricPanel(props: MetricPanelProps) {
  const { feed, runs, metric, zoom, onZoom, cursor, onOwnSettings, onHide, size, isPinned, handle } = props
  const id = useId()
  const panel = usePanel(props)
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <PanelHead id={id} panel={panel} metric={metric} runs={runs} isPinned={isPinned} handle={handle}>
        <PanelMenu {...props} panel={panel} />
      </PanelHead>
      <PanelBody
        panel={panel}
        metric={metric}
        height={chartHeights[size]}
        zoom={zoom}
        onZoom={onZoom}
        cursor={cursor}
      />
      {onHide && panel.wanted.lines.length > 1 && <PanelLegend wanted={panel.wanted} onHide={onHide} />}
      <PanelFoot panel={panel} feed={feed} metric={metric} zoom={zoom} onOwnSettings={onOwnSettings} />
    </section>
  )
}
