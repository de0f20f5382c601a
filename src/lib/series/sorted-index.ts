/** Whether keys do not fall from `from` to `to` (excluded); where `from` is not 0 the key before counts too. */
export function isSorted(keys: Float64Array, from: number, to: number): boolean {
  for (let i = Math.max(1, from); i < to; i++) if ((keys[i] ?? 0) < (keys[i - 1] ?? 0)) return false
  return true
}

/**
 * The places of keys in rising order; equal keys keep theirs. Merges the stretches that rise already, so that what is
 * nearly in order (a restarted job has two such stretches) costs about one pass.
 * @param keys without NaN
 * @returns places from `from` to `to` (excluded), or undefined when they are in order as they are
 */
export function sortedIndex(keys: Float64Array, from: number, to: number): Uint32Array | undefined {
  let bounds = risingStretches(keys, from, to)
  if (bounds.length <= 2) return undefined
  let source = Uint32Array.from({ length: to - from }, (_, i) => from + i)
  let target = new Uint32Array(to - from)
  while (bounds.length > 2) {
    const merged = [from]
    for (let i = 0; i + 1 < bounds.length; i += 2) {
      const [begin = to, middle = to, end = to] = bounds.slice(i, i + 3)
      merge(keys, source, target, begin - from, middle - from, end - from)
      merged.push(end)
    }
    bounds = merged
    const merge0 = source
    source = target
    target = merge0
  }
  return source
}

/** Where stretches of keys that do not fall begin, and after them the end. */
function risingStretches(keys: Float64Array, from: number, to: number): number[] {
  const bounds = [from]
  for (let i = from + 1; i < to; i++) if ((keys[i] ?? 0) < (keys[i - 1] ?? 0)) bounds.push(i)
  bounds.push(to)
  return bounds
}

function merge(
  keys: Float64Array,
  source: Uint32Array,
  target: Uint32Array,
  begin: number,
  middle: number,
  end: number,
) {
  let left = begin
  let right = middle
  for (let at = begin; at < end; at++) {
    const l = source[left] ?? 0
    const r = source[right] ?? 0
    const takesLeft = left < middle && (right >= end || (keys[l] ?? 0) <= (keys[r] ?? 0))
    target[at] = takesLeft ? l : r
    if (takesLeft) left += 1
    else right += 1
  }
}

/** What stands at some places, side by side. */
export function pick(from: Float64Array, index: Uint32Array): Float64Array {
  const picked = new Float64Array(index.length)
  for (let k = 0; k < index.length; k++) picked[k] = from[index[k] ?? 0] ?? 0
  return picked
}
