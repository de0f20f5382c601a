/** Positions to a block, as a power of two: of a million points in some hundred columns most lie in whole blocks. */
const shift = 5
const size = 1 << shift

/** In place of a position: the block has a value that is not finite, and has to be looked through. */
const hasGap = 2 ** 32 - 1

/** Of each whole block of positions where its least and greatest value are. */
export type Blocks = Readonly<{ count: number; least: Uint32Array; greatest: Uint32Array }>

const noBlocks: Blocks = { count: 0, least: new Uint32Array(0), greatest: new Uint32Array(0) }

/** Looks through values block by block, and when there are more of them goes on where it was. */
export function createBlocks(): (values: Float64Array) => Blocks {
  let count = 0
  let least = new Uint32Array(0)
  let greatest = new Uint32Array(0)

  function grow(to: number) {
    if (to <= least.length) return
    const capacity = Math.max(to, least.length * 2)
    const before = { least, greatest }
    least = new Uint32Array(capacity)
    greatest = new Uint32Array(capacity)
    least.set(before.least)
    greatest.set(before.greatest)
  }

  return (values) => {
    const whole = values.length >> shift
    grow(whole)
    for (; count < whole; count++) {
      const seen = lookThrough(values, noBlocks, count * size, (count + 1) * size, -Infinity)
      least[count] = seen.count < size ? hasGap : seen.least
      greatest[count] = seen.greatest
    }
    return { count, least, greatest }
  }
}

/** Leaves out NaN, the infinities, and what a logarithmic scale has no place for. */
export const isDrawable = (value: number, above: number): boolean => value > above && value < Infinity

/**
 * The positions of the first, last, least and greatest drawable value from `from` to `to` (of equal ones the first), and
 * how many there are; positions are -1 when there is none.
 */
export function lookThrough(values: Float64Array, blocks: Blocks, from: number, to: number, above: number) {
  let first = -1
  let last = -1
  let least = -1
  let greatest = -1
  let count = 0
  let low = Infinity
  let high = -Infinity
  let next = from
  for (let k = from; k < to; k = next) {
    next = k + 1
    let lowestAt = k
    let highestAt = k
    // Where a block begins its two ends stand for all of it, unless it has gaps: then each value is looked at.
    const block = k >> shift
    if (block << shift === k && k + size <= to && block < blocks.count) {
      const at = blocks.least[block] ?? hasGap
      if (at !== hasGap && (values[at] ?? 0) > above) {
        lowestAt = at
        highestAt = blocks.greatest[block] ?? 0
        next = k + size
      }
    }
    const lowest = values[lowestAt] ?? Number.NaN
    const highest = values[highestAt] ?? Number.NaN
    if (!isDrawable(lowest, above)) continue
    if (lowest < low) {
      low = lowest
      least = lowestAt
    }
    if (highest > high) {
      high = highest
      greatest = highestAt
    }
    if (count === 0) first = k
    last = next - 1
    count += next - k
  }
  return { first, last, least, greatest, count }
}
