import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react'
import { useId, useState } from 'react'
import { formatCount } from '../../lib/numbers.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { ChartGroup, ChartPlace } from './board-groups.ts'
import styles from './MetricBoard.module.css'
import { MetricBoardSlot } from './MetricBoardSlot.tsx'
import type { MetricPanelProps } from './panel-props.ts'

/**
 * Charts under one heading, which folds them away. They are ordered by dragging, or by their menus.
 * @param onToggle undefined while the group cannot be folded
 */
export function MetricBoardGroup({
  group: { title, metrics },
  isOpen,
  onToggle,
  panelOf,
  onMove,
}: {
  group: ChartGroup
  isOpen: boolean
  onToggle: (() => void) | undefined
  panelOf: (metric: string) => MetricPanelProps
  onMove: (place: ChartPlace) => void
}) {
  const id = useId()
  const [dragged, setDragged] = useState<string>()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <GroupHeading id={id} title={title} count={metrics.length} isOpen={isOpen} onToggle={onToggle} />
      {isOpen && (
        <ul className={styles.charts}>
          {metrics.map((metric, at) => (
            <MetricBoardSlot
              key={metric}
              panel={{ ...panelOf(metric), moreActions: moves(metrics, at, onMove) }}
              onDragStart={() => setDragged(metric)}
              onDragEnd={() => setDragged(undefined)}
              onDrop={
                dragged === undefined || dragged === metric
                  ? undefined
                  : (isBehind) => onMove({ metric: dragged, beside: metric, isBehind })
              }
            />
          ))}
        </ul>
      )}
    </section>
  )
}

/** @param count of what is under it */
export function GroupHeading({
  id,
  title,
  count,
  isOpen,
  onToggle,
}: {
  id: string
  title: string
  count: number
  isOpen: boolean
  onToggle: (() => void) | undefined
}) {
  const text = (
    <>
      <span id={id}>{title}</span>
      <span className={styles.count}>{formatCount(count)}</span>
    </>
  )
  return (
    <h2 className={styles.heading}>
      {onToggle ? (
        <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={onToggle}>
          <ChevronRight size={16} aria-hidden="true" />
          {text}
        </button>
      ) : (
        text
      )}
    </h2>
  )
}

/** What moves the chart at a place of its group. */
function moves(metrics: readonly string[], at: number, onMove: (place: ChartPlace) => void): MenuItem[] {
  const metric = metrics[at] ?? ''
  const [before, behind] = [metrics[at - 1], metrics[at + 1]]
  return [
    {
      text: 'Move up',
      icon: <ArrowUp size={15} />,
      disabledReason: before === undefined ? 'It is the first of its group.' : undefined,
      onSelect: () => before !== undefined && onMove({ metric, beside: before, isBehind: false }),
    },
    {
      text: 'Move down',
      icon: <ArrowDown size={15} />,
      disabledReason: behind === undefined ? 'It is the last of its group.' : undefined,
      onSelect: () => behind !== undefined && onMove({ metric, beside: behind, isBehind: true }),
    },
  ]
}
