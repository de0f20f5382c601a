import { useMemo, useState } from 'react'
import { formatValue } from '../../../lib/numbers.ts'
import type { Extent } from '../../../lib/series/series-types.ts'
import { CurveChart } from '../../../ui/charts/CurveChart.tsx'
import { frameOfPoints } from '../../../ui/charts/frame-of-points.ts'
import { lineLook } from '../../../ui/charts/line-look.ts'
import { tickText } from '../../../ui/charts/tick-text.ts'
import type { Trial } from './trials.ts'

/** Pixels. */
const height = 220

/** How the trials did, in the order in which they were begun. Lazy: brings Recharts along. */
export function TrialsCourse({ trials, metric }: { trials: readonly Trial[]; metric: string }) {
  const [zoom, setZoom] = useState<Extent>()
  const [cursor, setCursor] = useState<number>()
  const points = useMemo(
    () => trials.flatMap(({ number, score }) => (score === undefined ? [] : [{ x: number, y: score }])),
    [trials],
  )
  const frame = useMemo(() => frameOfPoints(metric, points, zoom), [metric, points, zoom])
  const nearest = cursor === undefined ? undefined : nearestTo(points, cursor)
  return (
    <CurveChart
      label={metric}
      frame={frame}
      lines={[{ id: metric, name: metric, ...lineLook(0), isHidden: false }]}
      x={{ name: 'Trial', scale: 'linear', format: tickText, isWhole: true }}
      y={{ name: metric, scale: 'linear', format: tickText }}
      zoom={zoom}
      onZoom={setZoom}
      cursor={nearest?.x}
      onCursor={setCursor}
      onColumns={ignore}
      height={height}
      tip={nearest && `Trial ${nearest.x}: ${formatValue(nearest.y)}`}
    />
  )
}

/** All points are drawn, however many columns there are. */
const ignore = () => undefined

const nearestTo = (points: readonly Readonly<{ x: number; y: number }>[], at: number) =>
  points.reduce<(typeof points)[number] | undefined>(
    (best, point) => (best && Math.abs(best.x - at) <= Math.abs(point.x - at) ? best : point),
    undefined,
  )
