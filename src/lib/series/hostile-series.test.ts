import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../domain/job-spec/testing/mutate.ts'
import { columnOf, viewOf } from './pixel-columns.ts'
import type { FrameRequest, SeriesPoint } from './series-types.ts'
import { hostileSeries } from './testing/hostile-series.ts'
import { checkSeries, columnsOf, openServer } from './testing/series-case.ts'

const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, -0, 1e300, -1e300, 5e-324) },
  // Further than that the average of the plain reading would not reach.
  { weight: 1, arbitrary: fc.double({ min: -1e300, max: 1e300 }) },
)

/** Steps that come again, come late or stand still: there are few of them. */
const points = fc.array(
  fc.record<SeriesPoint>({
    step: fc.integer({ min: -3, max: 30 }),
    time: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_060_000 }),
    value,
  }),
  { maxLength: 60 },
)
/** As a training logs: one step after the other. */
const inOrder = fc
  .array(value, { maxLength: 200 })
  .map((values) => values.map((one, step): SeriesPoint => ({ step, time: 1_700_000_000_000 + step * 500, value: one })))
const end = fc.oneof(
  fc.double({ min: -5, max: 100, noNaN: true }),
  fc.integer({ min: 1_700_000_000, max: 1_700_000_060 }).map((s) => s * 1000),
)

const request: fc.Arbitrary<FrameRequest> = fc.record({
  lines: fc.constant([{ id: 'a', xSeries: 'b' }]),
  axis: fc.constantFrom('step', 'relative', 'wall', 'series'),
  xScale: fc.constantFrom('linear', 'log'),
  yScale: fc.constantFrom('linear', 'log'),
  xExtent: fc.option(fc.tuple(end, end), { nil: undefined }),
  columns: fc.integer({ min: 1, max: 25 }),
  smoothing: fc.constantFrom(0, 0.6, 0.99),
  clipOutliers: fc.boolean(),
})

describe('whatever was logged, and whatever is looked at', () => {
  test('a frame shows what a plain reading of the points does, and pages come to the same as the whole', () => {
    const each = fc.record({
      points: fc.oneof(points, inOrder),
      other: points,
      pages: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }),
      request,
      x: fc.double({ min: -5, max: 100, noNaN: true }),
    })
    expect(() => fc.assert(fc.property(each, checkSeries), { numRuns: 1_000 })).not.toThrow()
  })

  // `npm run fuzz -- series` does the same for as many as one likes.
  test('series that nobody would log on purpose do no harm', () => {
    const failures: unknown[] = []
    for (let seed = 1; seed <= 2_000; seed++) {
      try {
        checkSeries(hostileSeries(seededRandom(seed)))
      } catch (error) {
        failures.push({ seed, error })
      }
    }
    expect(failures).toEqual([])
  })
})

/** A random walk of many points with gaps and spikes, in order but for a restart. */
function longSeries(seed: number, length: number): SeriesPoint[] {
  const random = seededRandom(seed)
  const restart = Math.floor(length * random())
  let walk = 0
  return Array.from({ length }, (_, i) => {
    walk += random() - 0.5
    const dice = random() * length
    const spiky = dice < 20 ? walk * 1e6 : dice < 40 ? Number.NaN : dice < 50 ? Infinity : walk
    return { step: i < restart ? i : i - Math.floor(restart / 2), time: 1_700_000_000_000 + i, value: spiky }
  })
}

describe.each([1, 2, 10, 1_000, 100_000, 1_000_000])('of %i points', (length) => {
  test('every column of pixels keeps its least and greatest value, and a view its first and last', () => {
    const logged = longSeries(length, length)
    const serve = openServer()
    serve({ kind: 'put', id: 'a', columns: columnsOf(logged) })
    for (const xExtent of [undefined, [length * 0.3, length * 0.4], [length * 0.49999, length * 0.5]] as const) {
      const asked: FrameRequest = {
        lines: [{ id: 'a' }],
        axis: 'step',
        xScale: 'linear',
        yScale: 'linear',
        xExtent,
        columns: 600,
        smoothing: 0,
        clipOutliers: false,
      }
      const frame = serve({ kind: 'frame', request: asked })
      const [series] = frame.series
      if (!series || !frame.xExtent) throw new Error('There is no line.')
      const view = viewOf(frame.xExtent, 'linear', asked.columns)
      const [from, to] = frame.xExtent
      const inView = logged.filter(({ step, value: y }) => step >= from && step <= to && Number.isFinite(y))
      const full = extentsByColumn(inView.map(({ step, value: y }) => [columnOf(view, step), y]))
      const vertices = [...series.raw.x].flatMap((x, i): [number, number][] => {
        const y = series.raw.y[i] ?? Number.NaN
        return x >= from && x <= to && Number.isFinite(y) ? [[columnOf(view, x), y]] : []
      })
      expect(extentsByColumn(vertices)).toEqual(full)
      expect(series.drawn).toBe(vertices.length)
      expect(series.drawn).toBeLessThanOrEqual(4 * 600 * 2)
      expect([series.first?.value, series.last?.value]).toEqual([inView[0]?.value, inView.at(-1)?.value])
      expect([vertices[0]?.[1], vertices.at(-1)?.[1]]).toEqual([inView[0]?.value, inView.at(-1)?.value])
    }
  })
})

function extentsByColumn(drawn: readonly (readonly [column: number, y: number])[]) {
  const extents = new Map<number, { least: number; greatest: number }>()
  for (const [column, y] of drawn) {
    const { least, greatest } = extents.get(column) ?? { least: y, greatest: y }
    extents.set(column, { least: Math.min(least, y), greatest: Math.max(greatest, y) })
  }
  return new Map([...extents].toSorted(([a], [b]) => a - b))
}
