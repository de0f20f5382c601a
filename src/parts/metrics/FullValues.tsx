import { useMemo, useSyncExternalStore } from 'react'
import styles from './FullValues.module.css'
import { lastReadings, valueRows } from './panel-values.ts'
import type { Panel } from './use-panel.ts'
import { ValueTable } from './ValueTable.tsx'

/** Beside a large chart: the values at the cursor, line by line, else the last ones in view. */
export function FullValues({ panel, metric }: { panel: Panel; metric: string }) {
  const { made, wanted, axis, formatY, reader } = panel
  const values = useSyncExternalStore(reader.subscribe, reader.snapshot)
  const rows = useMemo(
    () => valueRows(values?.readings ?? (made ? lastReadings(made.frame) : []), wanted.lines, formatY),
    [values, made, wanted.lines, formatY],
  )
  return (
    // A region that scrolls must be reachable without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.values} tabIndex={0} role="region" aria-label={`Values of ${metric}`}>
      <ValueTable
        heading={values ? `At ${axis.say(values.x)}` : 'Last values in view'}
        rows={rows}
        most={Infinity}
        showsStep={!values || made?.request.axis !== 'step'}
        isStacked
      />
    </div>
  )
}
