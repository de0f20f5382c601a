import { Fragment } from 'react'
import { Button } from '../../ui/Button.tsx'
import { FailureNote } from '../FailureNote.tsx'
import { explain } from '../explain.ts'
import { plural } from '../../lib/numbers.ts'
import { footNotes } from './panel-foot.ts'
import styles from './PanelFoot.module.css'
import type { MetricViewProps } from './panel-props.ts'
import type { ReadingFailure } from './panel-reading.ts'
import type { Panel } from './use-panel.ts'

/** Below a chart: how much of the data it shows, what it could not draw, and what could not be read. */
export function PanelFoot({
  panel,
  feed,
  metric,
  zoom,
  onOwnSettings,
}: { panel: Panel } & Pick<MetricViewProps, 'feed' | 'metric' | 'zoom' | 'onOwnSettings'>) {
  const { failed, stale } = panel.reading
  const notes = footNotes({ ...panel, zoom })
  const retry = (failures: readonly ReadingFailure[]) => {
    for (const { key } of failures) feed.retry(key)
  }
  return (
    <>
      <p className={styles.foot}>
        {notes.map(({ text, action }, index) => (
          <Fragment key={text}>
            {index > 0 && <span aria-hidden="true"> · </span>}
            <span>{text}</span>
            {action === 'show outliers' && (
              <button type="button" className={styles.action} onClick={() => onOwnSettings({ clipOutliers: false })}>
                Show
              </button>
            )}
          </Fragment>
        ))}
      </p>
      {stale.length > 0 && <Stale failures={stale} onRetry={() => retry(stale)} />}
      {failed[0] && (
        <FailureNote
          error={failed[0].error}
          action={failed.length > 1 ? `Read ${metric} of ${plural(failed.length, 'job')}` : `Read ${metric}`}
          onRetry={() => retry(failed)}
        />
      )}
      {panel.error !== undefined && <FailureNote error={panel.error} action={`Draw ${metric}`} />}
    </>
  )
}

/** Small, for what is drawn is still true: only what came after it is missing. */
function Stale({ failures, onRetry }: { failures: readonly ReadingFailure[]; onRetry: () => void }) {
  const { title, detail } = explain(failures[0]?.error)
  return (
    <p className={styles.stale} role="status" title={detail}>
      Not up to date: {title.charAt(0).toLowerCase() + title.slice(1)}
      <Button small onClick={onRetry}>
        Try again
      </Button>
    </p>
  )
}
