import { LookSwatch } from '../../ui/charts/LookSwatch.tsx'
import { hiddenAfter } from './hidden-after.ts'
import type { MetricViewProps } from './panel-props.ts'
import styles from './PanelLegend.module.css'
import type { PanelRequest } from './panel-request.ts'

/** The lines by name. A press hides or shows one; with Alt it leaves this one alone, or shows all again. */
export function PanelLegend({
  wanted: { lines, jobNames },
  onHide,
}: {
  wanted: Pick<PanelRequest, 'lines' | 'jobNames'>
  onHide: NonNullable<MetricViewProps['onHide']>
}) {
  return (
    <ul className={styles.legend} aria-label="Jobs in this chart">
      {lines.map((line) => (
        <li key={line.id}>
          <button
            type="button"
            className={styles.line}
            aria-pressed={!line.isHidden}
            title={`${line.name}: press to ${line.isHidden ? 'show' : 'hide'} it, with Alt to see it alone`}
            onClick={({ altKey }) =>
              onHide(hiddenAfter(lines, line.id, altKey ? 'alone' : 'toggle').flatMap((id) => jobNames.get(id) ?? []))
            }
          >
            <LookSwatch color={line.color} dash={line.dash} />
            <span>{line.name}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
