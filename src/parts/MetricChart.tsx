import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import type { Point } from '../lib/reduce-points.ts'
import { formatValue } from '../lib/numbers.ts'
import styles from './MetricChart.module.css'

const tick = { fill: 'var(--text-soft)', fontSize: 12 }

/**
 * One series as a curve. Values that are not finite are gaps. Lazy: brings Recharts along.
 *
 * @param xName what `x` counts, e.g. `Step`
 */
export function MetricChart({ label, xName, points }: { label: string; xName: string; points: readonly Point[] }) {
  const rows = points.map(({ x, y }) => ({ x, y: Number.isFinite(y) ? y : null }))
  return (
    <div className={styles.chart} role="img" aria-label={summary(label, points)}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--border)" vertical={false} />
          <XAxis
            dataKey="x"
            type="number"
            domain={['dataMin', 'dataMax']}
            // There is no step or trial between two others.
            allowDecimals={!points.every(({ x }) => Number.isInteger(x))}
            tick={tick}
            tickFormatter={formatValue}
            stroke="var(--border-strong)"
            minTickGap={24}
            height={24}
          />
          <YAxis
            domain={['auto', 'auto']}
            width={56}
            tick={tick}
            tickFormatter={formatValue}
            stroke="transparent"
            tickCount={5}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--border-strong)' }}
            content={({ active, payload }) => {
              const point: unknown = payload?.[0]?.payload
              return active && isPoint(point) ? (
                <div className={styles.tip}>
                  <strong>{formatValue(point.y)}</strong>
                  <span>
                    {xName} {formatValue(point.x)}
                  </span>
                </div>
              ) : null
            }}
          />
          <Line
            dataKey="y"
            type="linear"
            stroke="var(--series-1)"
            strokeWidth={2}
            isAnimationActive={false}
            connectNulls={false}
            // A value alone, or alone between two gaps, makes no line; points show it.
            dot={points.length <= 10 ? { r: 2.5, fill: 'var(--series-1)', strokeWidth: 0 } : false}
            activeDot={{ r: 4, fill: 'var(--series-1)', stroke: 'var(--surface)' }}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}

const isPoint = (value: unknown): value is Point =>
  typeof value === 'object' && value !== null && 'x' in value && 'y' in value && typeof value.y === 'number'

/** The chart in words, for those who cannot see it. */
function summary(label: string, points: readonly Point[]): string {
  const values = points.map(({ y }) => y).filter(Number.isFinite)
  const last = points.at(-1)
  if (values.length === 0 || !last) return `${label}: no values to draw`
  const [least, greatest] = values.reduce(
    ([min, max], y) => [Math.min(min, y), Math.max(max, y)],
    [Infinity, -Infinity],
  )
  return `${label}: last ${formatValue(last.y)}, least ${formatValue(least)}, greatest ${formatValue(greatest)}`
}
