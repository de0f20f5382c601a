import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { textAt, ticksOf, type Axis, type Range } from './parallel-axes.ts'
import styles from './ParallelPlot.module.css'
import { sharedStart, shortened } from './short-text.ts'

/** How far the pointer has to go to mean a range; less is a click, which takes the range away. */
const leastRange = 0.02
const step = 0.05
const whole: Range = [0, 1]

/** One axis with its name, its marks, and the range of it that is looked at. */
export function AxisColumn({
  axis,
  x,
  room,
  top,
  bottom,
  isLast,
  range,
  onRange,
}: {
  axis: Axis
  x: number
  /** Pixels to the next axis. */
  room: number
  top: number
  bottom: number
  /** Its marks stand at its right, where no lines are. */
  isLast: boolean
  range: Range | undefined
  onRange: (range: Range | undefined) => void
}) {
  const length = bottom - top
  const side = isLast ? 1 : -1
  const ticks = ticksOf(axis)
  const shared = sharedStart(ticks.map(({ text }) => text))
  const yOf = (place: number) => bottom - place * length
  const [low, high] = range ?? whole
  /** Where the pointer went down, while it is. */
  const start = useRef<number>(undefined)

  const placeAt = (event: PointerEvent<SVGRectElement>) => {
    const y = event.clientY - (event.currentTarget.ownerSVGElement?.getBoundingClientRect().top ?? 0)
    return Math.min(1, Math.max(0, (bottom - y) / length))
  }
  function drag(event: PointerEvent<SVGRectElement>) {
    const from = start.current
    if (from === undefined) return
    const to = placeAt(event)
    if (Math.abs(to - from) >= leastRange) onRange([Math.min(from, to), Math.max(from, to)])
  }
  function drop(event: PointerEvent<SVGRectElement>) {
    const from = start.current
    start.current = undefined
    if (from !== undefined && Math.abs(placeAt(event) - from) < leastRange) onRange(undefined)
  }

  return (
    <g>
      <text x={x} y={14} className={styles.name} aria-hidden="true">
        {shortened(axis.name, Math.floor(room / letterWidth))}
        <title>{axis.name}</title>
      </text>
      <line x1={x} x2={x} y1={top} y2={bottom} className={styles.axis} />
      <g aria-hidden="true">
        {ticks.map(({ place, text }) => (
          <g key={place}>
            <line x1={x + side * 4} x2={x} y1={yOf(place)} y2={yOf(place)} className={styles.axis} />
            <text x={x + side * 7} y={yOf(place) + 3.5} className={styles.tick} textAnchor={isLast ? 'start' : 'end'}>
              {shortened(text, mostLetters, shared)}
              <title>{text}</title>
            </text>
          </g>
        ))}
      </g>
      {range && (
        <rect x={x - 8} width={16} y={yOf(high)} height={Math.max(2, (high - low) * length)} className={styles.range} />
      )}
      <rect
        x={x - 16}
        width={32}
        y={top - 6}
        height={length + 12}
        className={styles.brush}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          start.current = placeAt(event)
        }}
        onPointerMove={drag}
        onPointerUp={drop}
        onPointerCancel={() => (start.current = undefined)}
      />
      <Handle
        label={`Least ${axis.name}`}
        axis={axis}
        x={x}
        y={yOf(low)}
        value={low}
        onMove={(to) => move([to, high])}
      />
      <Handle
        label={`Greatest ${axis.name}`}
        axis={axis}
        x={x}
        y={yOf(high)}
        value={high}
        onMove={(to) => move([low, to])}
      />
    </g>
  )

  /** All of an axis is the same as no range, and its ends do not pass each other. */
  function move([from, to]: Range) {
    if (from <= 0 && to >= 1) onRange(undefined)
    else if (from <= to) onRange([from, to])
  }
}

/** One end of a range, for the keyboard: arrows move it, Home and End take it to the ends of the axis. */
function Handle({
  label,
  axis,
  x,
  y,
  value,
  onMove,
}: {
  label: string
  axis: Axis
  x: number
  y: number
  value: number
  onMove: (to: number) => void
}) {
  function onKeyDown(event: KeyboardEvent) {
    const to = {
      ArrowUp: value + step,
      ArrowRight: value + step,
      ArrowDown: value - step,
      ArrowLeft: value - step,
      Home: 0,
      End: 1,
    }[event.key]
    if (to === undefined) return
    event.preventDefault()
    onMove(Math.min(1, Math.max(0, to)))
  }
  return (
    <rect
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={1}
      aria-valuenow={Math.round(value * 1000) / 1000}
      aria-valuetext={textAt(axis, value)}
      x={x - 9}
      width={18}
      y={y - 3}
      height={6}
      rx={3}
      className={styles.handle}
      onKeyDown={onKeyDown}
    />
  )
}

/** Of a tick: marks stand between the axes. */
const mostLetters = 9
/** Pixels, of a name in its bold type on average. */
const letterWidth = 7.5
