import { nextGeneration, type AxisOrder } from './axis-order.ts'
import { createBlocks } from './blocks.ts'
import type { ColumnStore } from './column-store.ts'
import { pick, sortedIndex } from './sorted-index.ts'

/** @property valueAt what the other series says at a step; NaN before its first */
export type OrderByOther = Readonly<{ order: AxisOrder; valueAt: (step: number) => number }>

/**
 * The order by the values of another series: a point lies at the other's value of the latest step at or before its own
 * (of equal steps the one logged last). Strokes are those of the steps; within one, points are sorted by their place,
 * equal ones by step, so that a value that falls back at times still gives a line that runs one way.
 *
 * It is made anew whenever either of them has changed, since a value that comes late moves points that were there before.
 */
export function createOtherOrder(store: ColumnStore, byStep: () => AxisOrder) {
  let kept: { key: string; other: ColumnStore; made: OrderByOther } | undefined

  return (other: ColumnStore): OrderByOther => {
    const key = [store.epoch(), store.length(), other.epoch(), other.length()].join()
    if (kept?.key !== key || kept.other !== other) kept = { key, other, made: layOut(store, byStep(), other) }
    return kept.made
  }
}

function layOut(store: ColumnStore, byStep: AxisOrder, other: ColumnStore): OrderByOther {
  const guide = stepsOf(other)
  const keys = new Float64Array(byStep.keys.length)
  const index = new Uint32Array(byStep.keys.length)
  const starts: number[] = []
  let length = 0
  byStep.starts.forEach((start, stroke) => {
    const end = byStep.starts[stroke + 1] ?? byStep.keys.length
    starts.push(length)
    // The steps of a stroke do not fall, so the place among the other's steps only moves on.
    let place = start < end ? placeOf(guide.steps, byStep.keys[start] ?? 0) : 0
    for (let k = start; k < end; k++) {
      const step = byStep.keys[k] ?? 0
      while (place < guide.steps.length && (guide.steps[place] ?? 0) <= step) place += 1
      const key = place === 0 ? Number.NaN : (guide.values[place - 1] ?? Number.NaN)
      if (!Number.isFinite(key)) continue
      keys[length] = key
      index[length] = byStep.index?.[k] ?? k
      length += 1
    }
  })
  const order = sortStrokes(keys.slice(0, length), index.slice(0, length), starts)
  const values = pick(store.view().value, order.index)
  return {
    order: {
      ...order,
      values,
      blocks: createBlocks()(values),
      starts,
      restarts: byStep.restarts,
      generation: nextGeneration(),
    },
    valueAt(step) {
      const place = placeOf(guide.steps, step)
      return place === 0 ? Number.NaN : (guide.values[place - 1] ?? Number.NaN)
    },
  }
}

/** A series in the order of its steps, equal ones as they were logged. */
function stepsOf(store: ColumnStore) {
  const { step, value } = store.view()
  const index = sortedIndex(step, 0, step.length)
  return index ? { steps: pick(step, index), values: pick(value, index) } : { steps: step, values: value }
}

/** How many of some rising steps are at or before a given one. */
function placeOf(steps: Float64Array, step: number): number {
  let from = 0
  let to = steps.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((steps[middle] ?? 0) <= step) from = middle + 1
    else to = middle
  }
  return from
}

function sortStrokes(keys: Float64Array, index: Uint32Array, starts: readonly number[]) {
  const [sortedKeys, sortedPoints] = [keys.slice(), index.slice()]
  starts.forEach((start, stroke) => {
    const places = sortedIndex(keys, start, starts[stroke + 1] ?? keys.length)
    places?.forEach((place, i) => {
      sortedKeys[start + i] = keys[place] ?? 0
      sortedPoints[start + i] = index[place] ?? 0
    })
  })
  return { keys: sortedKeys, index: sortedPoints }
}
