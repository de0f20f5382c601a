import type { AxisOrder } from './axis-order.ts'

/** The moving average by position (NaN where the value is not finite), and what one more value would bring it to. */
export type Smoothed = Readonly<{ values: Float64Array; after: (value: number) => number }>

type Average = { mean: number; power: number }

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
  let kept: { generation: number; weight: number; length: number; values: Float64Array; average: Average } | undefined

  return (order: AxisOrder, weight: number): Smoothed => {
    const { generation, keys } = order
    if (kept?.generation !== generation || kept.weight !== weight) {
      kept = { generation, weight, length: 0, values: new Float64Array(keys.length), average: anew() }
    }
    if (kept.values.length < keys.length) {
      const larger = new Float64Array(Math.max(keys.length, kept.values.length * 2))
      larger.set(kept.values)
      kept.values = larger
    }
    const { values } = kept
    let { average } = kept
    // A stroke that begins among positions already known would have changed their generation.
    let stroke = order.starts.findLastIndex((start) => start < (kept?.length ?? 0)) + 1
    for (let k = kept.length; k < keys.length; k++) {
      if (order.starts[stroke] === k) {
        average = anew()
        stroke += 1
      }
      const value = order.values[k] ?? Number.NaN
      values[k] = Number.isFinite(value) ? add(average, value, weight) : Number.NaN
    }
    kept.length = keys.length
    kept.average = average
    const end = { ...average }
    return {
      values: values.subarray(0, keys.length),
      after: (value) => (Number.isFinite(value) ? add({ ...end }, value, weight) : Number.NaN),
    }
  }
}

/** `power` is w^n. */
const anew = (): Average => ({ mean: 0, power: 1 })

function add(average: Average, value: number, weight: number): number {
  average.power *= weight
  const part = (1 - weight) / (1 - average.power)
  const difference = value - average.mean
  // The difference of two numbers may be larger than any number is.
  average.mean = Number.isFinite(difference)
    ? average.mean + difference * part
    : average.mean * (1 - part) + value * part
  return average.mean
}
