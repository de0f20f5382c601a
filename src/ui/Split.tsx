import { useId, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './Split.module.css'

/** One press of an arrow key, in hundredths. */
const step = 5

/**
 * Two panes that share the space given to them, with a bar between to drag or to move by arrow keys. A double click or
 * Enter gives the first pane all of it, except for what the second one must keep, and takes it back.
 *
 * @param label what the bar divides, for those who do not see it
 * @param direction `rows` puts the panes one above the other
 */
export function Split({
  label,
  direction,
  first,
  second,
}: {
  label: string
  direction: 'rows' | 'columns'
  first: ReactNode
  second: ReactNode
}) {
  const [share, setShare] = useState(56)
  const [isClosed, setClosed] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const secondId = useId()
  const shown = isClosed ? 100 : share

  function move(to: number) {
    setClosed(false)
    setShare(Math.min(85, Math.max(15, to)))
  }

  function drag(event: PointerEvent) {
    if (!frame.current || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, top, width, height } = frame.current.getBoundingClientRect()
    move(100 * (direction === 'rows' ? (event.clientY - top) / height : (event.clientX - left) / width))
  }

  function press(event: KeyboardEvent) {
    const back = direction === 'rows' ? 'ArrowUp' : 'ArrowLeft'
    const forth = direction === 'rows' ? 'ArrowDown' : 'ArrowRight'
    if (event.key === back) move(shown - step)
    else if (event.key === forth) move(shown + step)
    else if (event.key === 'Enter') setClosed(!isClosed)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={frame}
      className={classes(styles.split, styles[direction])}
      style={{ ['--share' as string]: `${shown}%` }}
    >
      <div className={styles.pane}>{first}</div>
      {/* ARIA: a separator that takes focus is a widget with a value. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-label={label}
        aria-orientation={direction === 'rows' ? 'horizontal' : 'vertical'}
        aria-controls={secondId}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(shown)}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles.bar}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setClosed(!isClosed)}
        onKeyDown={press}
      />
      <div id={secondId} className={styles.pane}>
        {second}
      </div>
    </div>
  )
}
