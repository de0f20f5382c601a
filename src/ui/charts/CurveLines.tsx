import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { isDark, subscribeToTheme } from '../theme.ts'
import type { ChartLayout } from './chart-layout.ts'
import { keepPicture } from './chart-picture.ts'
import { screenColor } from './css-color.ts'
import type { Placed } from './CurveAxes.tsx'
import styles from './CurveChart.module.css'
import { drawCurves, type DrawnLine } from './draw-curves.ts'

/** The lines of a frame on a canvas over the whole chart, once its axes stand where the layout wants them. */
export function CurveLines({
  drawn,
  layout,
  placed,
}: {
  drawn: readonly DrawnLine[]
  layout: ChartLayout
  placed: Placed | undefined
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const hasDark = useSyncExternalStore(subscribeToTheme, isDark)
  useLayoutEffect(() => {
    const surface = canvas.current
    if (!surface || placed?.layout !== layout) return
    keepPicture(surface, { drawn, places: placed.places, plot: placed.plot })
    const brush = surface.getContext('2d')
    if (!brush) return
    const { width, height } = layout
    const ratio = devicePixelRatio
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
    // Setting the size gives a canvas new memory, even when it is the same.
    if (surface.width !== across || surface.height !== down) Object.assign(surface, { width: across, height: down })
    brush.setTransform(ratio, 0, 0, ratio, 0, 0)
    brush.clearRect(0, 0, width, height)
    drawCurves(brush, drawn, placed.places, placed.plot, ratio, ({ color }) => screenColor(color, hasDark))
  }, [drawn, layout, placed, hasDark])
  return <canvas ref={canvas} className={styles.canvas} aria-hidden="true" />
}
