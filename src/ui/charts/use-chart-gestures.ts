import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Extent } from '../../lib/series/series-types.ts'
import { pixelOf, valueOf } from './axis-place.ts'
import type { ChartPlaces, Box } from './chart-layout.ts'
import type { CurveChartProps } from './chart-types.ts'
import type { DrawnLine } from './draw-curves.ts'
import { nextVertex } from './next-vertex.ts'
import { useOncePerFrame } from './use-once-per-frame.ts'
import { panBy, zoomAround, zoomBetween } from './zoom.ts'

/** A press that moves fewer pixels is a click. */
export const leastDrag = 4
const keyZoom = 0.7
const keyPan = 0.5
/** Columns that an arrow key moves the cursor with Shift. */
const leap = 10

type Gesture =
  | { kind: 'band'; from: number; to: number }
  | { kind: 'pan'; at: number; shown: Extent }
  | { kind: 'cursor' }
  | { kind: 'pinch'; distance: number; center: number; shown: Extent }

export type GestureOptions = Pick<CurveChartProps, 'x' | 'onZoom' | 'cursor' | 'onCursor'> & {
  /** What the axis shows now, and all that there is. */
  shown: Extent
  whole: Extent
  plot: Box
  places: ChartPlaces
  drawn: readonly DrawnLine[]
}

/**
 * What pointer, wheel, fingers and keys do in the plot.
 * @returns what to spread on the element of the plot, and the band that is being drawn out, in pixels of the chart
 */
export function useChartGestures(options: GestureOptions) {
  const { x, onZoom, cursor, onCursor, shown, whole, plot, places, drawn } = options
  const element = useRef<HTMLDivElement>(null)
  const gesture = useRef<Gesture>(undefined)
  const fingers = useRef(new Map<number, number>())
  const [band, setBand] = useState<Extent>()
  const tellCursor = useOncePerFrame(onCursor)
  const tellZoom = useOncePerFrame(onZoom)

  const pixelAt = (clientX: number) => {
    const left = element.current?.getBoundingClientRect().left ?? 0
    return plot.left + Math.min(plot.width, Math.max(0, clientX - left))
  }
  const valueAt = (pixel: number) => valueOf(places.x, pixel)
  const shareOf = (pixels: number) => pixels / plot.width

  function giveUp() {
    gesture.current = undefined
    setBand(undefined)
  }

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = pixelAt(event.clientX)
    if (event.pointerType === 'touch') {
      element.current?.focus({ preventScroll: true })
      fingers.current.set(event.pointerId, at)
      gesture.current = pinchOf() ?? { kind: 'cursor' }
      tellCursor(valueAt(at))
    } else gesture.current = event.shiftKey ? { kind: 'pan', at, shown } : { kind: 'band', from: at, to: at }
  }

  function pinchOf(): Gesture | undefined {
    const [one, other] = fingers.current.values()
    if (one === undefined || other === undefined) return undefined
    return { kind: 'pinch', distance: Math.max(20, Math.abs(one - other)), center: valueAt((one + other) / 2), shown }
  }

  function onPointerMove(event: PointerEvent) {
    const at = pixelAt(event.clientX)
    const now = gesture.current
    if (now?.kind === 'pan') return tellZoom(panBy(now.shown, whole, -shareOf(at - now.at), x))
    if (now?.kind === 'pinch') {
      fingers.current.set(event.pointerId, at)
      const [one = 0, other = 0] = fingers.current.values()
      const factor = now.distance / Math.max(20, Math.abs(one - other))
      return tellZoom(zoomAround(now.shown, whole, now.center, factor, x))
    }
    if (now?.kind === 'band') {
      now.to = at
      setBand(Math.abs(now.to - now.from) >= leastDrag ? [Math.min(now.from, at), Math.max(now.from, at)] : undefined)
    }
    tellCursor(valueAt(at))
  }

  function onPointerUp(event: PointerEvent) {
    fingers.current.delete(event.pointerId)
    const now = gesture.current
    giveUp()
    if (now?.kind === 'band' && Math.abs(now.to - now.from) >= leastDrag) {
      onZoom(zoomBetween(valueAt(now.from), valueAt(now.to), whole, x))
    }
  }

  /** The browser took a finger for itself, to scroll. */
  function onPointerCancel(event: PointerEvent) {
    fingers.current.delete(event.pointerId)
    giveUp()
  }

  function onPointerLeave(event: PointerEvent) {
    // A finger that is lifted leaves too; what it pointed at stays, or nobody could read it.
    if (event.pointerType !== 'touch' && gesture.current === undefined) tellCursor(undefined)
  }

  function moveCursor(direction: 1 | -1, columns: number) {
    let at = cursor === undefined ? undefined : pixelOf(places.x, cursor)
    if (at === undefined || at < plot.left || at > plot.left + plot.width) {
      at = direction === 1 ? plot.left - 1 : plot.left + plot.width + 1
    }
    let value: number | undefined
    for (let column = 0; column < columns; column++) {
      const next = nextVertex(drawn, places, at, direction)
      if (next === undefined) break
      at = pixelOf(places.x, next)
      if (at > plot.left + plot.width + 0.5 || at < plot.left - 0.5) break
      value = next
    }
    if (value !== undefined) onCursor(value)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const center = cursor ?? valueAt(plot.left + plot.width / 2)
    const actions: Record<string, () => void> = {
      ArrowRight: () => moveCursor(1, event.shiftKey ? leap : 1),
      ArrowLeft: () => moveCursor(-1, event.shiftKey ? leap : 1),
      Home: () => onCursor(shown[0]),
      End: () => onCursor(shown[1]),
      '+': () => onZoom(zoomAround(shown, whole, center, keyZoom, x)),
      '=': () => onZoom(zoomAround(shown, whole, center, keyZoom, x)),
      '-': () => onZoom(zoomAround(shown, whole, center, 1 / keyZoom, x)),
      '0': () => onZoom(undefined),
      PageUp: () => onZoom(panBy(shown, whole, keyPan, x)),
      PageDown: () => onZoom(panBy(shown, whole, -keyPan, x)),
      ...(band && { Escape: giveUp }),
    }
    const action = actions[event.key]
    if (!action) return
    // Escape would also close the dialog around, and the arrows scroll it.
    event.preventDefault()
    event.stopPropagation()
    action()
  }

  useWheel(element, (event) => {
    const at = valueAt(pixelAt(event.clientX))
    tellZoom(zoomAround(shown, whole, at, Math.exp(Math.min(50, Math.max(-50, event.deltaY)) * 0.008), x))
  })

  return {
    band,
    props: {
      ref: element,
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel,
      onPointerLeave,
      onDoubleClick: () => onZoom(undefined),
      onKeyDown,
      onBlur: () => onCursor(undefined),
    },
  }
}

/** Turns of the wheel with Ctrl or Cmd held, and pinches on a track pad, which browsers report as such. */
function useWheel(element: React.RefObject<HTMLElement | null>, onTurn: (event: WheelEvent) => void) {
  const latest = useRef(onTurn)
  useEffect(() => void (latest.current = onTurn))
  useEffect(() => {
    const target = element.current
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      latest.current(event)
    }
    // React's own listeners are passive, and the browser would zoom the page.
    target?.addEventListener('wheel', turn, { passive: false })
    return () => target?.removeEventListener('wheel', turn)
  }, [element])
}
