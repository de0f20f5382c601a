import type { AxisOrder } from './axis-order.ts'
import { createBlocks, type Blocks } from './blocks.ts'
import type { ReducedValues } from './reduce.ts'

/** The moving average by position (NaN where the value is not finite), and what one more value would bring it to. */
export type Smoothed = ReducedValues & Readonly<{ after: (value: number) => number }>

export type Smoother = ReturnType<typeof createSmoother>

/** Where an average stands; `power` is w^n. */
type Average = Readonly<{ mean: number; power: number }>

type Kept = {
  generation: number
  weight: number
  length: number
  values: Float64Array
  blocksOf: (values: Float64Array) => Blocks
  average: Average
}

const anew: Average = { mean: 0, power: 1 }

/**
 * Exponential moving average over a whole series in the order of its axis, begun anew with every stroke; values that are
 * not finite are passed over. It is debiased, as TensorBoard's is: with the weight w and n values so far,
 *
 *     biased_n = w · biased_(n-1) + (1 - w) · value_n        average_n = biased_n / (1 - w^n)
 *
 * computed as `average += (value - average) · (1 - w) / (1 - w^n)`, which is the same and keeps a constant exactly as it
 * is. What is known of the line is kept: when points are added behind the last, it goes on from there.
 */
export function createSmoother() {
  let kept: Kept | undefined

  return (order: AxisOrder, weight: number): Smoothed => {
    const { generation, keys } = order
    if (kept?.generation !== generation || kept.weight !== weight) {
      // Somebody who tries out weights makes averages by the dozen.
      const values = kept && kept.values.length >= keys.length ? kept.values : new Float64Array(keys.length)
      kept = { generation, weight, length: 0, values, blocksOf: createBlocks(), average: anew }
    }
    if (kept.values.length < keys.length) {
      const larger = new Float64Array(Math.max(keys.length, kept.values.length * 2))
      larger.set(kept.values)
      kept.values = larger
    }
    const { values, length } = kept
    // A stroke that began among positions already known would have changed their generation.
    const bounds = [length, ...order.starts.filter((start) => start > length), keys.length]
    for (let i = 0; i + 1 < bounds.length; i++) {
      const isAnew = i > 0 || order.starts.includes(length)
      kept.average = goOn(
        order.values,
        values,
        isAnew ? anew : kept.average,
        weight,
        bounds[i] ?? 0,
        bounds[i + 1] ?? 0,
      )
    }
    kept.length = keys.length
    const { average } = kept
    const known = values.subarray(0, keys.length)
    return {
      values: known,
      blocks: kept.blocksOf(known),
      after(value) {
        const next = new Float64Array(1)
        goOn(Float64Array.of(value), next, average, weight, 0, 1)
        return next[0] ?? Number.NaN
      },
    }
  }
}

/** Writes the averages of some positions. @returns where the average stands after them */
function goOn(
  values: Float64Array,
  averages: Float64Array,
  { mean, power }: Average,
  weight: number,
  from: number,
  to: number,
): Average {
  for (let k = from; k < to; k++) {
    const value = values[k] ?? Number.NaN
    const difference = value - mean
    if (Number.isFinite(value)) {
      power *= weight
      const part = (1 - weight) / (1 - power)
      // The difference of two numbers may be larger than any number is.
      mean = Number.isFinite(difference) ? mean + difference * part : mean * (1 - part) + value * part
      averages[k] = mean
    } else averages[k] = Number.NaN
  }
  return { mean, power }
}
