import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { isDark, subscribeToTheme } from '../theme.ts'
import { screenColor } from './css-color.ts'
import type { Placed } from './CurveAxes.tsx'
import styles from './CurveChart.module.css'
import { drawCurves, type DrawnLine } from './draw-curves.ts'

/** The lines of a frame on a canvas over the whole chart. */
export function CurveLines({ drawn, placed }: { drawn: readonly DrawnLine[]; placed: Placed | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const hasDark = useSyncExternalStore(subscribeToTheme, isDark)
  useLayoutEffect(() => {
    const surface = canvas.current
    const brush = surface?.getContext('2d')
    if (!surface || !brush || !placed) return
    const { width, height } = placed.layout
    const ratio = devicePixelRatio
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
    // Setting the size gives a canvas new memory, even when it is the same.
    if (surface.width !== across || surface.height !== down) Object.assign(surface, { width: across, height: down })
    brush.setTransform(ratio, 0, 0, ratio, 0, 0)
    brush.clearRect(0, 0, width, height)
    drawCurves(brush, drawn, placed.places, placed.plot, ({ color }) => screenColor(color, hasDark))
  }, [drawn, placed, hasDark])
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
}
