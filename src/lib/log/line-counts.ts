import { countLines } from './rows-of-bytes.ts'

/** How many line breaks the blocks of a file have, of those that passed by once: a few bytes for each block. */
export function createLineCounts(blockBytes: number) {
  /** By block: bytes counted from its beginning, and line breaks among them. */
  let counted: { bytes: number; lines: number }[] = []
  /** Line breaks before each block, as far as all blocks before are counted whole. */
  let before: number[] = [0]

  return {
    /** @param offset of the bytes; only what continues what was counted of a block is */
    note(offset: number, bytes: Uint8Array) {
      for (let at = 0; at < bytes.length;) {
        const block = Math.floor((offset + at) / blockBytes)
        const inBlock = offset + at - block * blockBytes
        const end = Math.min(bytes.length, at + blockBytes - inBlock)
        const known = counted[block] ?? { bytes: 0, lines: 0 }
        if (known.bytes >= inBlock && known.bytes < inBlock + end - at) {
          const fresh = bytes.subarray(at + known.bytes - inBlock, end)
          counted[block] = { bytes: inBlock + end - at, lines: known.lines + countLines(fresh) }
        }
        at = end
      }
    },
    /** Line breaks before a block; undefined until all before it was counted. */
    before(block: number): number | undefined {
      while (before.length <= block) {
        const last = before.length - 1
        const count = counted[last]
        if (count?.bytes !== blockBytes) return undefined
        before.push((before[last] ?? 0) + count.lines)
      }
      return before[block]
    },
    /** Line breaks of a file of so many bytes, once all of them were counted. */
    total(size: number): number | undefined {
      const block = Math.floor(size / blockBytes)
      const inLast = counted[block] ?? { bytes: 0, lines: 0 }
      const first = this.before(block)
      return first === undefined || inLast.bytes < size - block * blockBytes ? undefined : first + inLast.lines
    },
    /** Line breaks in a byte, on the average of what was counted. */
    perByte(): number {
      let bytes = 0
      let lines = 0
      // oxlint-disable-next-line unicorn/no-array-for-each -- skips the holes of blocks that were never read
      counted.forEach((count) => {
        bytes += count.bytes
        lines += count.lines
      })
      return bytes === 0 ? 0.01 : lines / bytes
    },
    clear() {
      counted = []
      before = [0]
    },
  }
}

export type LineCounts = ReturnType<typeof createLineCounts>
