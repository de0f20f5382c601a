import { useRef } from 'react'
import { plural } from '../../lib/numbers.ts'
import type { LineLook } from '../../ui/charts/line-look.ts'
import { useWidth } from '../../ui/charts/use-width.ts'
import { classes } from '../../ui/classes.ts'
import { placeOn, ticksOf, type Axis, type PlotRow } from './parallel-axes.ts'
import styles from './ScatterPlot.module.css'
import { shortened } from './short-text.ts'

const height = 280
const margin = { top: 12, right: 24, bottom: 46, left: 76 }
const leastWidth = 280

/** One axis against another, a dot for each row that has a value on both. Whoever shows it says the same in a table. */
export function ScatterPlot({
  label,
  noun,
  x,
  y,
  rows,
  lookOf,
  hovered,
  onHover,
}: {
  label: string
  /** What one row is, as in `job`. */
  noun: string
  x: Axis
  y: Axis
  rows: readonly PlotRow[]
  lookOf: (row: PlotRow) => LineLook
  /** Name of the row under the pointer, here or elsewhere. */
  hovered: string | undefined
  onHover: (name: string | undefined) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const width = Math.max(leastWidth, useWidth(frame))
  const [right, bottom] = [width - margin.right, height - margin.bottom]
  const xOf = (place: number) => margin.left + place * (right - margin.left)
  const yOf = (place: number) => bottom - place * (bottom - margin.top)
  const dots = rows.flatMap((row) => {
    const [xPlace, yPlace] = [placeOn(x, row), placeOn(y, row)]
    return xPlace === undefined || yPlace === undefined ? [] : [{ row, cx: xOf(xPlace), cy: yOf(yPlace) }]
  })
  // Whoever is pointed at stands before the others.
  const ordered = dots.toSorted((a, b) => Number(a.row.name === hovered) - Number(b.row.name === hovered))
  return (
    <div ref={frame} className={styles.frame}>
      <svg width={width} height={height} role="img" aria-label={`${label}: ${plural(dots.length, noun)}`}>
        <g aria-hidden="true">
          {ticksOf(y).map(({ place, text }) => (
            <g key={place}>
              <line x1={margin.left} x2={right} y1={yOf(place)} y2={yOf(place)} className={styles.grid} />
              <text x={margin.left - 14} y={yOf(place) + 4} className={styles.tick} textAnchor="end">
                {shortened(text, 9)}
              </text>
            </g>
          ))}
          {ticksOf(x).map(({ place, text }) => (
            <text key={place} x={xOf(place)} y={bottom + 18} className={styles.tick} textAnchor="middle">
              {shortened(text, 9)}
            </text>
          ))}
          <line x1={margin.left} x2={right} y1={bottom} y2={bottom} className={styles.axis} />
          <text x={(margin.left + right) / 2} y={height - 8} className={styles.name}>
            {x.name}
          </text>
          {ordered.map(({ row, cx, cy }) => (
            <circle
              key={row.name}
              cx={cx}
              cy={cy}
              r={row.name === hovered ? 8 : row.isBest ? 7 : 5}
              fill={lookOf(row).color}
              className={classes(styles.dot, (row.isBest || row.name === hovered) && styles.marked)}
              onPointerEnter={() => onHover(row.name)}
              onPointerLeave={() => onHover(undefined)}
            >
              <title>{`${row.label ?? row.name}: ${x.name} ${x.valueOf(row) ?? ''}, ${y.name} ${y.valueOf(row) ?? ''}`}</title>
            </circle>
          ))}
        </g>
      </svg>
    </div>
  )
}
