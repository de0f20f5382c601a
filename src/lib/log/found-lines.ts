import type { ScanStep } from './scan.ts'

type Numbers = Float64Array | Uint32Array

/** Numbers that are added at the end, in memory that doubles as it fills. */
function createNumbers(make: (length: number) => Numbers) {
  let values = make(256)
  let length = 0
  return {
    length: () => length,
    at: (index: number) => (index < length ? values[index] : undefined),
    push(more: Numbers, count: number) {
      if (length + count > values.length) {
        const larger = make(Math.max(values.length * 2, length + count))
        larger.set(values.subarray(0, length))
        values = larger
      }
      values.set(more.subarray(0, count), length)
      length += count
    },
    cut(to: number) {
      length = Math.min(length, to)
    },
  }
}

/** Lines of one file that a scan found, in their order: 20 bytes each. */
export function createFoundLines() {
  const offsets = createNumbers((length) => new Float64Array(length))
  const times = createNumbers((length) => new Float64Array(length))
  const numbers = createNumbers((length) => new Uint32Array(length))
  let count = 0

  return {
    /** All that were found. */
    count: () => count,
    /** Those that are known by number. */
    kept: () => offsets.length(),
    at: (index: number) => {
      const [offset, number, time] = [offsets.at(index), numbers.at(index), times.at(index)]
      return offset === undefined || number === undefined ? undefined : { offset, number, time: time ?? Number.NaN }
    },
    /** @param most how many of them to keep */
    push(step: ScanStep, most: number) {
      const kept = Math.min(step.offsets.length, Math.max(0, most))
      count += step.offsets.length
      offsets.push(step.offsets, kept)
      numbers.push(step.numbers, kept)
      times.push(step.times, kept)
    },
    /** Forgets the lines behind the first `to`. */
    cut(to: number) {
      for (const numbersOf of [offsets, numbers, times]) numbersOf.cut(to)
      count = to
    },
    /** Index of the first line that begins at or after an offset. */
    indexOf(offset: number): number {
      let low = 0
      let high = offsets.length()
      while (low < high) {
        const middle = (low + high) >> 1
        if ((offsets.at(middle) ?? 0) < offset) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

export type FoundLines = ReturnType<typeof createFoundLines>
