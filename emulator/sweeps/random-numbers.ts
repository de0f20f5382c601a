/**
 * A number of 32 bits that depends on nothing but its arguments. Trial 7 of a sweep with seed 42 is the same whenever
 * it is drawn, also after a restart; no state has to be kept.
 */
export function hash32(...parts: readonly number[]): number {
  let state = 0x9e3779b9
  for (const part of parts) {
    state = Math.imul(state ^ part, 0x85ebca6b)
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
    state = (state ^ (state >>> 16)) + 0x6d2b79f5
  }
  return mixed(state)
}

/** The finalizer of MurmurHash3: each bit of its argument reaches every bit of the result. */
function mixed(value: number): number {
  let state = value | 0
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) >>> 0
}

/** The same as a fraction in [0, 1). */
export const unit = (...parts: readonly number[]) => hash32(...parts) / 2 ** 32
