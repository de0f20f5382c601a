export type RateMeter = Readonly<{
  /** @param bytes how many have arrived in all, by now */
  note: (bytes: number) => void
  /** Bytes per second over the last seconds; undefined until there is something to go by. */
  rate: () => number | undefined
}>

/** Recent enough to follow the line, long enough not to jump with every file. */
const windowMs = 8_000
/** Before that a rate is a guess. */
const shortestMs = 1_000

/** How fast a transfer is at present. @param now milliseconds of a clock that does not jump */
export function createRateMeter(now: () => number = () => performance.now()): RateMeter {
  let notes: { at: number; bytes: number }[] = []
  return {
    note(bytes) {
      const at = now()
      // The last one before the window stays: it is where the window begins.
      const first = notes.findLastIndex((each) => each.at <= at - windowMs)
      notes = [...notes.slice(Math.max(0, first)), { at, bytes }]
    },
    rate() {
      const [first, last] = [notes[0], notes.at(-1)]
      if (!first || !last) return undefined
      // Measured to this moment: a line that is cut slows down, though it says nothing.
      const elapsedMs = now() - first.at
      return elapsedMs < shortestMs ? undefined : (1000 * (last.bytes - first.bytes)) / elapsedMs
    },
  }
}
