import { createOwnOrder, type AxisOrder } from './axis-order.ts'
import { createColumnStore } from './column-store.ts'
import { createOtherOrder } from './other-order.ts'
import type { SeriesPoint, SeriesState } from './series-types.ts'
import { createSmoother } from './smooth.ts'
import { sortedIndex } from './sorted-index.ts'
import { stepOrder } from './strokes.ts'

/** One series with all that is worked out of it when it is first asked for. */
export type Series = ReturnType<typeof createSeries>
export type FindSeries = (id: string) => Series | undefined

export function createSeries() {
  const store = createColumnStore()
  const byStep = createOwnOrder(store, 'step', (step) => {
    const { index, restarts } = stepOrder(step)
    return { index, restarts, starts: [0, ...restarts] }
  })
  const byTime = createOwnOrder(store, 'time', (time) => ({
    index: sortedIndex(time, 0, time.length),
    restarts: [],
    starts: [0],
  }))
  return {
    store,
    orders: {
      byStep,
      /** A restart does not turn time back: one stroke, in which it is only marked. */
      byTime: (): AxisOrder => ({ ...byTime(), restarts: byStep().restarts }),
      byOther: createOtherOrder(store, byStep),
    },
    smoothers: { step: createSmoother(), time: createSmoother(), other: createSmoother() },
    /** The newest point, known before the pages that lead to it. */
    latest: undefined as SeriesPoint | undefined,
    version: 0,
  }
}

export function stateOf({ store, version }: Series): SeriesState {
  const points = store.length()
  return { points, version, first: store.at(0), last: store.at(points - 1) }
}

/** Whether the pages have come as far as a point: as far in time, and as far in steps. */
export function hasReached({ orders }: Series, point: SeriesPoint): boolean {
  const byTime = orders.byTime()
  if (!((byTime.keys.at(-1) ?? -Infinity) >= point.time)) return false
  const { keys, starts } = orders.byStep()
  return starts.some((_, stroke) => (keys[(starts[stroke + 1] ?? keys.length) - 1] ?? -Infinity) >= point.step)
}
