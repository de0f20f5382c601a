import { Maximize2 } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './MetricPanel.module.css'
import { PanelBody } from './PanelBody.tsx'
import { PanelFoot } from './PanelFoot.tsx'
import { PanelHead } from './PanelHead.tsx'
import { PanelLegend } from './PanelLegend.tsx'
import { PanelMenu } from './PanelMenu.tsx'
import { PanelTable } from './PanelTable.tsx'
import { chartHeights, type MetricPanelProps } from './panel-props.ts'
import { useDraftZoom } from './use-draft-zoom.ts'
import { usePanel } from './use-panel.ts'

/** One metric of all runs as a chart, with what can be done with it. What it shows is read as long as it is there. */
export function MetricPanel(props: MetricPanelProps) {
  const { metric, runs, size, isPinned, handle, onFull, onHide, hasLegend } = props
  const id = useId()
  const [zoom, onZoom] = useDraftZoom(props.zoom, props.onZoom)
  const view = { ...props, zoom, onZoom }
  const panel = usePanel(view)
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <PanelHead id={id} panel={panel} metric={metric} runs={runs} isPinned={isPinned} handle={handle}>
        <Button
          variant="ghost"
          small
          icon={<Maximize2 size={15} />}
          aria-label={`Show ${metric} in full screen`}
          onClick={onFull}
        />
        <PanelMenu {...view} panel={panel} />
      </PanelHead>
      <PanelBody {...view} panel={panel} height={chartHeights[size]} />
      {hasLegend && onHide && panel.wanted.lines.length > 1 && <PanelLegend wanted={panel.wanted} onHide={onHide} />}
      <PanelFoot {...view} panel={panel} />
      <PanelTable panel={panel} metric={metric} />
    </section>
  )
}
