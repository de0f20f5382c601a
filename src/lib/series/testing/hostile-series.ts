import type { FrameRequest, SeriesPoint } from '../series-types.ts'
import type { SeriesCase } from './series-case.ts'

/** Numbers from 0 (included) to 1 (excluded). */
type Random = () => number

const below = (random: Random, bound: number) => Math.floor(random() * bound)
const pick = <T>(random: Random, items: readonly [T, ...T[]]): T => items[below(random, items.length)] ?? items[0]

const gaps = [Number.NaN, Number.NaN, Infinity, -Infinity] as const
const spikes = [0, -0, 1e9, -1e9, 1e300, -1e300, 5e-324, -1] as const

function hostileValue(random: Random, near: number, rarity: number): number {
  const dice = random() * rarity
  if (dice < 0.08) return pick(random, gaps)
  if (dice < 0.14) return pick(random, spikes)
  return dice < 0.3 ? Math.round(near) : near + random()
}

/** Steps that mostly rise, and now and then stand still, jump, come late or begin again. */
function hostilePoints(random: Random, most: number): SeriesPoint[] {
  const points: SeriesPoint[] = []
  const length = below(random, most + 1)
  const unrest = random() < 0.5 ? 0.02 : 0.3
  const rarity = random() < 0.5 ? 10 : 1
  let [step, time, value] = [below(random, 10) - 3, 1_700_000_000_000, random() * 10]
  for (let i = 0; i < length; i++) {
    points.push({ step, time, value: hostileValue(random, value, rarity) })
    step += random() < unrest ? below(random, 24) - 12 : 1
    time += random() < unrest ? below(random, 5000) - 1000 : 1 + below(random, 100)
    value += random() - 0.5
  }
  return points
}

function hostileRequest(random: Random, points: readonly SeriesPoint[]): FrameRequest {
  const axis = pick(random, ['step', 'step', 'relative', 'wall', 'series'] as const)
  const some = () => {
    const point = points[below(random, points.length)]
    if (axis === 'series') return below(random, 12) - 2
    const at = (axis === 'wall' ? point?.time : axis === 'step' ? point?.step : below(random, 5)) ?? 0
    return random() < 0.5 ? at : at + (random() - 0.5) * 10
  }
  return {
    lines: [{ id: 'a', xSeries: 'b', origin: random() < 0.5 ? undefined : 1_700_000_000_000 - below(random, 3) * 500 }],
    axis,
    xScale: pick(random, ['linear', 'linear', 'log'] as const),
    yScale: pick(random, ['linear', 'linear', 'log'] as const),
    xExtent: random() < 0.4 ? undefined : [some(), some()],
    columns: pick(random, [1, 2, 3, 7, 20] as const),
    smoothing: pick(random, [0, 0, 0.5, 0.9, 0.999] as const),
    clipOutliers: random() < 0.5,
  }
}

/** Series that nobody would log on purpose, and views that nobody would choose. */
export function hostileSeries(random: Random): SeriesCase {
  const points = hostilePoints(random, random() < 0.3 ? 8 : 150)
  return {
    points,
    other: hostilePoints(random, 40),
    pages: Array.from({ length: below(random, 5) }, () => below(random, points.length + 1)),
    request: hostileRequest(random, points),
    x: below(random, 60) - 5,
  }
}
