import type { ColumnStore } from './column-store.ts'
import { isSorted, sortedIndex } from './sorted-index.ts'
import { stepOrder } from './strokes.ts'

/** The points of a series in the order they lie on an axis: position 0 is drawn first. */
export type AxisOrder = Readonly<{
  /** Where each position lies; they do not fall within a stroke. */
  keys: Float64Array
  values: Float64Array
  /** Place in the order of logging by position; undefined where both are the same. */
  index: Uint32Array | undefined
  /** Positions at which strokes begin; the line is not drawn from one to the next. */
  starts: readonly number[]
  /** Points (in the order of logging) at which the steps began anew. */
  restarts: readonly number[]
  /** Points without a key: they have no position. */
  placeless: number
  /** Changes when positions that were there before mean something else; it stays when some are added at the end. */
  generation: number
}>

type Layout = Pick<AxisOrder, 'index' | 'starts' | 'restarts'>
type Kept = Readonly<{ epoch: number; length: number; generation: number; layout: Layout; order: AxisOrder }>

/** @property valueAt what the other series says at a step; NaN before its first */
export type OrderByOther = Readonly<{ order: AxisOrder; valueAt: (step: number) => number }>

let lastGeneration = 0

/** The orders of one series, each made when it is first asked for and kept while points are added behind the last. */
export function createAxisOrders(store: ColumnStore) {
  const byStep = createOwnOrder(store, 'step', (step) => {
    const { index, restarts } = stepOrder(step)
    return { index, restarts, starts: [0, ...restarts] }
  })
  const byTimeAlone = createOwnOrder(store, 'time', (time) => ({
    index: sortedIndex(time, 0, time.length),
    restarts: [],
    starts: [0],
  }))
  return {
    byStep,
    /** A restart does not turn time back: one stroke, in which it is only marked. */
    byTime: (): AxisOrder => ({ ...byTimeAlone(), restarts: byStep().restarts }),
    byOther: createOtherOrder(store, byStep),
  }
}

export type AxisOrders = ReturnType<typeof createAxisOrders>

function createOwnOrder(store: ColumnStore, axis: 'step' | 'time', layOut: (keys: Float64Array) => Layout) {
  let kept: Kept | undefined

  return (): AxisOrder => {
    const [epoch, length] = [store.epoch(), store.length()]
    if (kept?.epoch === epoch && kept.length === length) return kept.order
    const { value, [axis]: keys } = store.view()
    const canGrow = kept?.epoch === epoch && !kept.layout.index && isSorted(keys, kept.length, length)
    const layout = canGrow && kept ? kept.layout : layOut(keys)
    const generation = canGrow && kept ? kept.generation : (lastGeneration += 1)
    const order = { ...layout, ...gathered(keys, value, layout.index), placeless: 0, generation }
    kept = { epoch, length, generation, layout, order }
    return order
  }
}

/** Points in order side by side, so that reading them needs no index. */
const gathered = (keys: Float64Array, values: Float64Array, index: Uint32Array | undefined) =>
  index ? { keys: pick(keys, index), values: pick(values, index) } : { keys, values }

function pick(from: Float64Array, index: Uint32Array): Float64Array {
  const picked = new Float64Array(index.length)
  for (let k = 0; k < index.length; k++) picked[k] = from[index[k] ?? 0] ?? 0
  return picked
}

/**
 * The order by the values of another series: a point lies at the other's value of the latest step at or before its own
 * (of equal steps the one logged last). Strokes are those of the steps; within one, points are sorted by their place,
 * equal ones by step, so that a value that falls back at times still gives a line that runs one way.
 */
function createOtherOrder(store: ColumnStore, byStep: () => AxisOrder) {
  let kept: { key: string; other: ColumnStore; made: OrderByOther } | undefined

  return (other: ColumnStore): OrderByOther => {
    const key = [store.epoch(), store.length(), other.epoch(), other.length()].join()
    if (kept?.key !== key || kept.other !== other) {
      const valueAt = valueLookup(other)
      kept = { key, other, made: { order: layOutByOther(byStep(), store.view().value, valueAt), valueAt } }
    }
    return kept.made
  }
}

function layOutByOther(byStep: AxisOrder, value: Float64Array, valueAt: OrderByOther['valueAt']): AxisOrder {
  const points: number[] = []
  const keys: number[] = []
  const starts: number[] = []
  for (let stroke = 0; stroke < byStep.starts.length; stroke++) {
    starts.push(keys.length)
    const end = byStep.starts[stroke + 1] ?? byStep.keys.length
    for (let k = byStep.starts[stroke] ?? 0; k < end; k++) {
      const key = valueAt(byStep.keys[k] ?? 0)
      if (!Number.isFinite(key)) continue
      keys.push(key)
      points.push(byStep.index?.[k] ?? k)
    }
  }
  const placed = Float64Array.from(keys)
  const index = Uint32Array.from(points)
  starts.forEach((start, stroke) => {
    const sorted = sortedIndex(placed, start, starts[stroke + 1] ?? placed.length)
    if (sorted)
      index.set(
        Uint32Array.from(sorted, (k) => points[k] ?? 0),
        start,
      )
    if (sorted)
      placed.set(
        Float64Array.from(sorted, (k) => keys[k] ?? 0),
        start,
      )
  })
  return {
    keys: placed,
    values: pick(value, index),
    index,
    starts,
    restarts: byStep.restarts,
    placeless: value.length - index.length,
    generation: (lastGeneration += 1),
  }
}

/** @returns what a series' value was at the latest step at or before a given one; NaN before its first */
function valueLookup(store: ColumnStore): OrderByOther['valueAt'] {
  const { step: steps, value } = store.view()
  const index = sortedIndex(steps, 0, steps.length)
  return (step) => {
    let from = 0
    let to = steps.length
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((steps[index?.[middle] ?? middle] ?? 0) <= step) from = middle + 1
      else to = middle
    }
    return from === 0 ? Number.NaN : (value[index?.[from - 1] ?? from - 1] ?? Number.NaN)
  }
}
