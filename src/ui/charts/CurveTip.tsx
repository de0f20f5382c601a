import { useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react'
import styles from './CurveChart.module.css'
import { placeTip } from './place-tip.ts'

/**
 * Beside the cursor, within the window and not clipped by the card around the chart.
 * @param at pixels from the left edge of the anchor
 */
export function CurveTip({
  at,
  anchor,
  children,
}: {
  at: number
  anchor: RefObject<HTMLElement | null>
  children: ReactNode
}) {
  const tip = useRef<HTMLDivElement>(null)
  // Without dependencies: what it shows may have another size at every render.
  useLayoutEffect(() => {
    if (!tip.current || !anchor.current) return
    const { left, top } = placeTip(anchor.current.getBoundingClientRect(), at, tip.current.getBoundingClientRect(), {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    })
    Object.assign(tip.current.style, { left: `${left}px`, top: `${top}px` })
  })
  return (
    <div ref={tip} className={styles.tip} aria-hidden="true">
      {children}
    </div>
  )
}
