import { Pin } from 'lucide-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'
import { plural } from '../../lib/numbers.ts'
import type { MetricRun } from './metric-run.ts'
import styles from './PanelHead.module.css'
import type { Panel } from './use-panel.ts'

/** What metric a chart shows and how it stands. */
export function PanelHead({
  id,
  panel,
  metric,
  runs,
  isPinned,
  handle,
  children,
}: {
  /** Of the heading. */
  id: string
  panel: Panel
  metric: string
  runs: readonly MetricRun[]
  isPinned: boolean
  handle: ReactNode
  /** Its buttons. */
  children: ReactNode
}) {
  return (
    <div className={styles.head}>
      {handle}
      <h3 id={id} className={styles.name} title={metric}>
        <MetricName metric={metric} />
      </h3>
      {isPinned && <Pin size={13} className={styles.pin} aria-label="Pinned" role="img" />}
      <HeadValue panel={panel} metric={metric} runs={runs} />
      <span className={styles.buttons}>{children}</span>
    </div>
  )
}

/** Characters at the end of a name that are never cut off: names that are long differ there. */
const tail = 12
/** Before that a few must be left, or the cut would look like a fault. */
const leastStart = 6

/** A name in one line; where there is no room it is cut in the middle. */
function MetricName({ metric }: { metric: string }) {
  const cut = metric.length < tail + leastStart ? 0 : metric.length - tail
  return (
    <>
      {cut > 0 && <span className={styles.start}>{metric.slice(0, cut)}</span>}
      <span className={styles.end}>{metric.slice(cut)}</span>
    </>
  )
}

/** The last value of a single run, or that at the cursor; of several runs how many they are. */
function HeadValue({ panel, metric, runs }: { panel: Panel; metric: string; runs: readonly MetricRun[] }) {
  const { lines } = panel.wanted
  const values = useSyncExternalStore(panel.reader.subscribe, panel.reader.snapshot)
  if (lines.length > 1) return <span className={styles.count}>{plural(lines.length, 'job')}</span>
  const [pointed] = values?.readings ?? []
  if (pointed) {
    return (
      <span className={classes(styles.value, styles.pointed)} title={`At ${panel.axis.say(pointed.x)}`}>
        {panel.formatY(pointed.point.value)}
      </span>
    )
  }
  const last = runs.flatMap(({ metrics }) => metrics).find(({ key }) => key === metric)
  return last && <span className={styles.value}>{panel.formatY(last.value)}</span>
}
