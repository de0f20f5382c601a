import { createBlocks, type Blocks } from './blocks.ts'
import type { ColumnStore } from './column-store.ts'
import { isSorted, pick } from './sorted-index.ts'

/** The points of a series in the order they lie on an axis: position 0 is drawn first. */
export type AxisOrder = Readonly<{
  /** Where each position lies; they do not fall within a stroke. */
  keys: Float64Array
  values: Float64Array
  blocks: Blocks
  /** Place in the order of logging by position; undefined where both are the same. */
  index: Uint32Array | undefined
  /** Positions at which strokes begin; the line is not drawn from one to the next. */
  starts: readonly number[]
  /** Points (in the order of logging) at which the steps began anew. */
  restarts: readonly number[]
  /** Changes when positions that were there before mean something else; it stays when some are added at the end. */
  generation: number
}>

type Layout = Pick<AxisOrder, 'index' | 'starts' | 'restarts'>
type Kept = Readonly<{
  epoch: number
  length: number
  generation: number
  layout: Layout
  blocksOf: (values: Float64Array) => Blocks
  order: AxisOrder
}>

let lastGeneration = 0

/** One that no order has had before. */
export const nextGeneration = (): number => (lastGeneration += 1)

/** The order by steps or times, kept while points are added behind the last. @param layOut tells it from all keys */
export function createOwnOrder(store: ColumnStore, axis: 'step' | 'time', layOut: (keys: Float64Array) => Layout) {
  let kept: Kept | undefined

  return (): AxisOrder => {
    const [epoch, length] = [store.epoch(), store.length()]
    if (kept?.epoch === epoch && kept.length === length) return kept.order
    const { value, [axis]: keys } = store.view()
    const canGrow = kept?.epoch === epoch && !kept.layout.index && isSorted(keys, kept.length, length)
    const layout = canGrow && kept ? kept.layout : layOut(keys)
    const generation = canGrow && kept ? kept.generation : nextGeneration()
    const blocksOf = canGrow && kept ? kept.blocksOf : createBlocks()
    const sorted = gathered(keys, value, layout.index)
    const order = { ...layout, ...sorted, blocks: blocksOf(sorted.values), generation }
    kept = { epoch, length, generation, layout, blocksOf, order }
    return order
  }
}

/** Points in order side by side, so that reading them needs no index. */
const gathered = (keys: Float64Array, values: Float64Array, index: Uint32Array | undefined) =>
  index ? { keys: pick(keys, index), values: pick(values, index) } : { keys, values }
