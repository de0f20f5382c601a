import type { LineSource, PlacedLine } from './file-lines.ts'

/**
 * Times of the lines of one file. A line without a stamp has that of the last one before it; those before the first
 * stamp come before all others. Within a file times are taken to grow, as they do but for rare disorder: a place is found
 * by halving, not by reading all.
 */
export type StampedLines = Readonly<{
  /** The time of a line, by where it begins; -Infinity before the first stamp. */
  timeAt: (offset: number, signal?: AbortSignal) => Promise<number>
  /** Where the first line of a later time begins, or of that time or later; the size of the file when there is none. */
  offsetAt: (time: number, orEqual: boolean, signal?: AbortSignal) => Promise<number>
}>

const linesAtOnce = 64
/** Closer than this, lines are read one after the other. */
const nearBytes = 16 * 1024

export function createStampedLines(source: LineSource): StampedLines {
  const isStamped = (line: PlacedLine) => line.time !== undefined

  /** The first stamped line at or after an offset. */
  async function nextStamped(offset: number, signal: AbortSignal | undefined): Promise<PlacedLine | undefined> {
    for (let from = offset; ;) {
      // oxlint-disable-next-line no-await-in-loop -- further on only when there was no stamp
      const { lines, isEnd } = await source.after(from, linesAtOnce, signal)
      const stamped = lines.find(isStamped)
      if (stamped || isEnd) return stamped
      from = lines.at(-1)?.next ?? from
    }
  }

  async function timeAt(offset: number, signal?: AbortSignal): Promise<number> {
    for (let to = offset + 1; to > 0;) {
      // oxlint-disable-next-line no-await-in-loop -- further back only when there was no stamp
      const { lines, isEnd } = await source.before(to, linesAtOnce, signal)
      const stamped = lines.findLast(isStamped)
      if (stamped) return stamped.time ?? -Infinity
      if (isEnd) break
      to = lines[0]?.place.offset ?? to
    }
    return -Infinity
  }

  async function offsetAt(time: number, orEqual: boolean, signal?: AbortSignal): Promise<number> {
    const isThere = (line: PlacedLine) => line.time !== undefined && (orEqual ? line.time >= time : line.time > time)
    let low = 0
    let high = source.file.state().size
    let found = high
    if (orEqual && time === -Infinity) return 0
    while (high - low > nearBytes) {
      const middle = Math.floor((low + high) / 2)
      // oxlint-disable-next-line no-await-in-loop -- each step depends on the one before
      const line = await nextStamped(middle, signal)
      if (!line || isThere(line)) {
        found = line?.place.offset ?? found
        high = middle
      } else low = line.next
    }
    for (let from = low; from < found;) {
      // oxlint-disable-next-line no-await-in-loop
      const { lines, isEnd } = await source.after(from, linesAtOnce, signal)
      const line = lines.find(isThere)
      if (line) return Math.min(found, line.place.offset)
      if (isEnd) break
      from = lines.at(-1)?.next ?? from
    }
    return found
  }

  return { timeAt, offsetAt }
}

/** Whether a file seems to hold time stamps at all: looks at its first and its last lines. */
export async function holdsStamps(source: LineSource, signal?: AbortSignal): Promise<boolean> {
  const { size } = source.file.state()
  const [head, tail] = await Promise.all([
    source.after(0, linesAtOnce, signal),
    source.before(size, linesAtOnce, signal),
  ])
  return [...head.lines, ...tail.lines].some(({ time }) => time !== undefined)
}
