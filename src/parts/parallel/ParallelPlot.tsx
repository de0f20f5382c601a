import { useMemo, useRef } from 'react'
import { plural } from '../../lib/numbers.ts'
import type { LineLook } from '../../ui/charts/line-look.ts'
import { useWidth } from '../../ui/charts/use-width.ts'
import { classes } from '../../ui/classes.ts'
import { AxisColumn } from './AxisColumn.tsx'
import { isInRanges, placeOn, type Axis, type PlotRow, type Ranges } from './parallel-axes.ts'
import styles from './ParallelPlot.module.css'

const height = 260
const margin = { top: 34, bottom: 20, side: 64 }
const leastGap = 88
/**
 * Parallel coordinates: an axis for each parameter and for the metric, a line for each row. A range of an axis is drawn
 * with the pointer or moved with the arrow keys; lines outside of it fade. Whoever shows it says the same in a table.
 */
export function ParallelPlot({
  label,
  noun,
  axes,
  rows,
  ranges,
  onRanges,
  lookOf,
  hovered,
  onHover,
}: {
  label: string
  /** What one row is, as in `trial`. */
  noun: string
  axes: readonly Axis[]
  rows: readonly PlotRow[]
  ranges: Ranges
  onRanges: (ranges: Ranges) => void
  lookOf: (row: PlotRow) => LineLook
  /** Name of the row under the pointer, here or in a table. */
  hovered: string | undefined
  onHover: (name: string | undefined) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const width = Math.max(useWidth(frame), margin.side * 2 + leastGap * (axes.length - 1))
  const gap = (width - 2 * margin.side) / Math.max(1, axes.length - 1)
  const xOf = (index: number) => margin.side + gap * index
  const shown = rows.filter((row) => isInRanges(row, axes, ranges))
  const marked = rows.find(({ name }) => name === hovered)

  const lines = useMemo(() => {
    const inRange = new Set(rows.filter((row) => isInRanges(row, axes, ranges)))
    const drawn = rows.map((row) => (
      <path
        key={row.name}
        d={lineOf(row, axes, gap)}
        className={classes(styles.line, !inRange.has(row) && styles.faded, row.isBest && styles.best)}
        style={strokeOf(lookOf(row))}
      />
    ))
    // Wide and unseen, for a line of a pixel is hard to meet with a pointer.
    const targets = [...inRange].map((row) => (
      <path
        key={row.name}
        d={lineOf(row, axes, gap)}
        className={styles.target}
        onPointerEnter={() => onHover(row.name)}
        onPointerLeave={() => onHover(undefined)}
      >
        <title>{row.label ?? row.name}</title>
      </path>
    ))
    return { drawn, targets }
  }, [rows, axes, ranges, gap, lookOf, onHover])

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
        aria-label={`${label}: ${plural(axes.length, 'axis', 'axes')}, ${shown.length} of ${plural(rows.length, noun)} in range`}
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
            room={gap}
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

/** A line through the places of a row; where it has none on an axis, there is a gap. */
function lineOf(row: PlotRow, axes: readonly Axis[], gap: number): string {
  let isOpen = false
  return axes
    .map((axis, index) => {
      const place = placeOn(axis, row)
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

const strokeOf = ({ color, dash }: LineLook) => ({
  stroke: color,
  ...(dash.length > 0 && { strokeDasharray: dash.join(' ') }),
})

/**
 * From blue (1, the best) to orange (0), which are told apart with the common colour-vision deficiencies, and by
 * lightness; a row without a score is grey and dashed.
 */
export const lookOfGoodness = (goodness: number | undefined): LineLook =>
  goodness === undefined
    ? { color: 'var(--text-faint)', dash: [3, 3] }
    : { color: `color-mix(in oklab, var(--series-1) ${Math.round(goodness * 100)}%, var(--series-2))`, dash: [] }
