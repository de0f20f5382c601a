import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { plural } from '../../../lib/numbers.ts'
import { classes } from '../../../ui/classes.ts'
import { AxisColumn } from './AxisColumn.tsx'
import { isInRanges, placeOn, type Axis, type Ranges } from './parallel-axes.ts'
import type { Trial } from './trials.ts'
import styles from './TrialsPlot.module.css'

const height = 260
const margin = { top: 34, bottom: 20, side: 64 }
const leastGap = 104
/** Where there is no layout to measure. */
const usualWidth = 720

/**
 * Parallel coordinates: an axis for each parameter and for the metric, a line for each trial. A range of an axis is drawn
 * with the pointer or moved with the arrow keys; lines outside of it fade. The table of trials says the same in text.
 *
 * @param goodnessOf from 0 (worst, orange) to 1 (best, blue)
 */
export function TrialsPlot({
  label,
  axes,
  trials,
  ranges,
  onRanges,
  goodnessOf,
  hovered,
  onHover,
}: {
  label: string
  axes: readonly Axis[]
  trials: readonly Trial[]
  ranges: Ranges
  onRanges: (ranges: Ranges) => void
  goodnessOf: (trial: Trial) => number | undefined
  /** Name of the trial under the pointer, here or in the table. */
  hovered: string | undefined
  onHover: (name: string | undefined) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const width = Math.max(useWidth(frame), margin.side * 2 + leastGap * (axes.length - 1))
  const gap = (width - 2 * margin.side) / Math.max(1, axes.length - 1)
  const xOf = (index: number) => margin.side + gap * index
  const shown = trials.filter((trial) => isInRanges(trial, axes, ranges))
  const marked = trials.find(({ name }) => name === hovered)

  const lines = useMemo(() => {
    const inRange = new Set(trials.filter((trial) => isInRanges(trial, axes, ranges)))
    const drawn = trials.map((trial) => (
      <path
        key={trial.name}
        d={lineOf(trial, axes, gap)}
        className={classes(styles.line, !inRange.has(trial) && styles.faded, trial.isBest && styles.best)}
        style={colorOf(goodnessOf(trial))}
      />
    ))
    // Wide and unseen, for a line of a pixel is hard to meet with a pointer.
    const targets = [...inRange].map((trial) => (
      <path
        key={trial.name}
        d={lineOf(trial, axes, gap)}
        className={styles.target}
        onPointerEnter={() => onHover(trial.name)}
        onPointerLeave={() => onHover(undefined)}
      >
        <title>{trial.name}</title>
      </path>
    ))
    return { drawn, targets }
  }, [trials, axes, ranges, gap, goodnessOf, onHover])

  const setRange = (id: string, range: Ranges[string] | undefined) => {
    const { [id]: _, ...others } = ranges
    onRanges(range ? { ...others, [id]: range } : others)
  }
  return (
    <div className={styles.frame} ref={frame}>
      <svg
        width={width}
        height={height}
        role="group"
        aria-label={`${label}: ${plural(axes.length, 'axis', 'axes')}, ${shown.length} of ${plural(trials.length, 'trial')} in range`}
      >
        <g aria-hidden="true">
          {lines.drawn}
          {lines.targets}
          {marked && <path d={lineOf(marked, axes, gap)} className={styles.marked} />}
        </g>
        {axes.map((axis, index) => (
          <AxisColumn
            key={axis.id}
            axis={axis}
            x={xOf(index)}
            isLast={index === axes.length - 1}
            top={margin.top}
            bottom={height - margin.bottom}
            range={ranges[axis.id]}
            onRange={(range) => setRange(axis.id, range)}
          />
        ))}
      </svg>
    </div>
  )
}

/** A line through the places of a trial; where it has none on an axis, there is a gap. */
function lineOf(trial: Trial, axes: readonly Axis[], gap: number): string {
  let isOpen = false
  return axes
    .map((axis, index) => {
      const place = placeOn(axis, trial)
      if (place === undefined) {
        isOpen = false
        return ''
      }
      const command = isOpen ? 'L' : 'M'
      isOpen = true
      const y = margin.top + (1 - place) * (height - margin.top - margin.bottom)
      return `${command}${(margin.side + gap * index).toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}

/** Blue to orange are told apart with the common colour-vision deficiencies, and by lightness. */
const colorOf = (goodness: number | undefined) =>
  goodness === undefined
    ? { stroke: 'var(--text-faint)', strokeDasharray: '3 3' }
    : { stroke: `color-mix(in oklab, var(--series-1) ${Math.round(goodness * 100)}%, var(--series-2))` }

function useWidth(frame: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(usualWidth)
  useEffect(() => {
    const element = frame.current
    if (!element || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || usualWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame])
  return width
}
