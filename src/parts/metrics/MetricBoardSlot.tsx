import { GripVertical } from 'lucide-react'
import { useEffect, useState, type DragEvent, type RefObject } from 'react'
import { classes } from '../../ui/classes.ts'
import styles from './MetricBoard.module.css'
import type { ChartSize } from './metric-run.ts'
import { MetricPanel } from './MetricPanel.tsx'
import { chartHeights, type MetricPanelProps } from './panel-props.ts'
import { useInSight } from './use-in-sight.ts'
import { useTurn } from './use-turn.ts'

/** What a panel has above and below its drawing, in pixels, until it was seen once. */
const aroundDrawing = 108

/**
 * A place among the charts. It holds a panel only while it is in sight: what is out of sight costs no request, no
 * drawing and no memory, and the page stays as high as it is.
 *
 * @param onDrop told whether what was dragged here shall stand behind this chart; undefined while nothing is
 */
export function MetricBoardSlot({
  panel,
  onDragStart,
  onDragEnd,
  onDrop,
}: {
  panel: MetricPanelProps
  onDragStart: () => void
  onDragEnd: () => void
  onDrop: ((isBehind: boolean) => void) | undefined
}) {
  const { metric, size } = panel
  const { element, isInSight } = useInSight<HTMLLIElement>()
  const isShown = useTurn(element, isInSight)
  const height = useHeight(element, isShown, size)
  const [side, setSide] = useState<'before' | 'behind'>()
  const dropSide = onDrop && side
  const handle = (
    <span
      className={styles.handle}
      draggable
      title="Drag to move"
      aria-hidden="true"
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', metric)
        if (element.current) event.dataTransfer.setDragImage(element.current, 24, 24)
        onDragStart()
      }}
      onDragEnd={onDragEnd}
    >
      <GripVertical size={15} />
    </span>
  )
  return (
    // What is dropped here is moved by the panel's menu as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={element}
      className={classes(styles.slot, dropSide && styles[dropSide])}
      data-size={size}
      data-metric={metric}
      style={isShown ? undefined : { height }}
      onDragOver={(event) => {
        if (!onDrop) return
        event.preventDefault()
        setSide(sideOf(event))
      }}
      onDragLeave={() => setSide(undefined)}
      onDrop={(event) => {
        event.preventDefault()
        setSide(undefined)
        onDrop?.(sideOf(event) === 'behind')
      }}
    >
      {isShown ? (
        <MetricPanel {...panel} handle={handle} />
      ) : (
        <section className={styles.waiting} aria-label={metric}>
          <h3>{metric}</h3>
        </section>
      )}
    </li>
  )
}

/** Charts that fill the row are below one another, others side by side. */
function sideOf({ currentTarget, clientX, clientY }: DragEvent<HTMLElement>): 'before' | 'behind' {
  const { left, top, width, height } = currentTarget.getBoundingClientRect()
  const fillsRow = width > (currentTarget.parentElement?.clientWidth ?? 0) * 0.9
  const isBehind = fillsRow ? clientY > top + height / 2 : clientX > left + width / 2
  return isBehind ? 'behind' : 'before'
}

/** The height of a panel that is out of sight: that which it had, so that nothing below it moves. */
function useHeight(element: RefObject<HTMLElement | null>, isShown: boolean, size: ChartSize) {
  const [seen, setSeen] = useState<Readonly<{ size: ChartSize; height: number }>>()
  useEffect(() => {
    const watched = element.current
    if (!isShown || !watched) return undefined
    // Heights change with fonts, remarks and the width of the window; the last one counts.
    const observer = new ResizeObserver(() =>
      setSeen((now) => (now?.height === watched.offsetHeight ? now : { size, height: watched.offsetHeight })),
    )
    observer.observe(watched)
    return () => observer.disconnect()
  }, [element, isShown, size])
  return seen?.size === size ? seen.height : chartHeights[size] + aroundDrawing
}
