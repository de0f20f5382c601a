import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FullValues } from './FullValues.tsx'
import styles from './MetricPanelFull.module.css'
import { MetricPanelSettings } from './MetricPanelSettings.tsx'
import { OverviewStrip } from './OverviewStrip.tsx'
import { PanelBody } from './PanelBody.tsx'
import { PanelFoot } from './PanelFoot.tsx'
import { PanelLegend } from './PanelLegend.tsx'
import { FullChartMenu } from './PanelMenu.tsx'
import { PanelTable } from './PanelTable.tsx'
import type { MetricPanelFullProps } from './panel-props.ts'
import { useDraftZoom } from './use-draft-zoom.ts'
import { usePanel } from './use-panel.ts'

/** One metric on the whole screen, from which one goes on to those beside it. */
export function MetricPanelFull(props: MetricPanelFullProps) {
  const { metric, settings, onSettings, axisMetrics, onClose, onPrevious, onNext, place } = props
  const way = useRef<HTMLDivElement>(null)
  // A dialog begins at its first field, where the arrow keys would change the axis.
  useEffect(() => way.current?.focus({ preventScroll: true }), [])
  useArrowKeys(onPrevious, onNext)
  return (
    <Dialog title={metric} width={1800} onClose={onClose}>
      <div className={styles.bar}>
        <div ref={way} tabIndex={-1} role="group" aria-label={`Chart ${place}`} className={styles.way}>
          <Button
            small
            icon={<ArrowLeft size={15} />}
            aria-label="Previous chart"
            disabledReason={onPrevious ? undefined : 'This is the first chart.'}
            onClick={onPrevious}
          />
          <Button
            small
            icon={<ArrowRight size={15} />}
            aria-label="Next chart"
            disabledReason={onNext ? undefined : 'This is the last chart.'}
            onClick={onNext}
          />
          <span className={styles.place}>{place}</span>
        </div>
        <MetricPanelSettings settings={settings} onSettings={onSettings} axisMetrics={axisMetrics} />
      </div>
      <LargeChart key={metric} {...props} />
    </Dialog>
  )
}

/** Made anew for each metric, so that nothing of one is seen in another. */
function LargeChart(props: MetricPanelFullProps) {
  const { feed, metric, onHide } = props
  const [zoom, onZoom] = useDraftZoom(props.zoom, props.onZoom)
  const view = { ...props, zoom, onZoom }
  const panel = usePanel(view)
  const height = useSyncExternalStore(subscribeToResize, chartHeight)
  return (
    <div className={styles.large}>
      <div className={styles.chart}>
        <PanelBody {...view} panel={panel} height={height} isTipHidden />
        {panel.made && <OverviewStrip panel={panel} book={feed.book} made={panel.made} zoom={zoom} onZoom={onZoom} />}
        <div className={styles.foot}>
          <PanelFoot {...view} panel={panel} />
          <FullChartMenu {...view} panel={panel} />
        </div>
        {onHide && panel.wanted.lines.length > 1 && <PanelLegend wanted={panel.wanted} onHide={onHide} />}
        <PanelTable panel={panel} metric={metric} />
      </div>
      <FullValues panel={panel} metric={metric} />
    </div>
  )
}

function subscribeToResize(listener: () => void) {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

/** What is above and below the chart on its page, in pixels. */
const aroundChart = { wide: 340, narrow: 480 }
const chartHeight = () => Math.max(240, innerHeight - aroundChart[innerWidth > 1000 ? 'wide' : 'narrow'])

/** Arrow keys lead to the charts beside this one, unless they do something where the focus is; with Alt they always do. */
function useArrowKeys(onPrevious: (() => void) | undefined, onNext: (() => void) | undefined) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const go = event.key === 'ArrowLeft' ? onPrevious : event.key === 'ArrowRight' ? onNext : undefined
      const usesArrows =
        event.target instanceof Element && event.target.closest('input, select, [role=slider], [role=menu]')
      if (!go || event.ctrlKey || event.metaKey || event.shiftKey || (usesArrows && !event.altKey)) return
      event.preventDefault()
      go()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onPrevious, onNext])
}
