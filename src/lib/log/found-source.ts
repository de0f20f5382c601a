import type { LineSource, PlacedLine, Stretch } from './file-lines.ts'
import type { FoundLines } from './found-lines.ts'
import type { StampedLines } from './stamped-lines.ts'

/** The lines of a file that a scan found, as a text of their own. */
export function createFoundSource(all: LineSource, found: FoundLines): LineSource {
  async function read(from: number, to: number, signal: AbortSignal | undefined): Promise<PlacedLine[]> {
    const indexes = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
    const lines = await Promise.all(
      indexes.map(async (index) => {
        const place = found.at(index)
        const [line] = place ? (await all.after(place.offset, 1, signal)).lines : []
        // The filter knows the lines before it, so its number holds also where nothing was counted.
        return line && place && { ...line, number: place.number }
      }),
    )
    return lines.filter((line) => line !== undefined)
  }

  return {
    file: all.file,
    async before(offset, count, signal): Promise<Stretch> {
      const end = found.indexOf(offset)
      const start = Math.max(0, end - count)
      return { lines: await read(start, end, signal), isEnd: start === 0 }
    },
    async after(offset, count, signal): Promise<Stretch> {
      const start = found.indexOf(offset)
      const end = Math.min(found.kept(), start + count)
      return { lines: await read(start, end, signal), isEnd: end === found.kept() }
    },
  }
}

/** Their times, which the scan took down. */
export function stampsOfFound(found: FoundLines, size: () => number): StampedLines {
  const timeOf = (index: number) => {
    const { time = Number.NaN } = found.at(index) ?? {}
    return Number.isNaN(time) ? -Infinity : time
  }
  return {
    timeAt: (offset) => Promise.resolve(timeOf(found.indexOf(offset))),
    offsetAt: (time, orEqual) => {
      let low = 0
      let high = found.kept()
      while (low < high) {
        const middle = (low + high) >> 1
        if (orEqual ? timeOf(middle) >= time : timeOf(middle) > time) high = middle
        else low = middle + 1
      }
      return Promise.resolve(found.at(low)?.offset ?? size())
    },
  }
}
