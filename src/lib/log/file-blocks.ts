import type { BlockCache } from './block-cache.ts'
import type { LogSource } from './log-types.ts'

/** The file was found shorter than it was, or gone, while a part of it was read. */
export class LogRewrittenError extends Error {
  constructor(name: string) {
    super(`${name} was written anew while it was read.`)
    this.name = 'LogRewrittenError'
  }
}

export type FileBlocksOptions = Readonly<{
  blockBytes: number
  /** Bytes of the file, as far as is known. */
  size: () => number
  /** Told of all bytes that are kept, and where they begin. */
  onBytes: (offset: number, bytes: Uint8Array) => void
  /** The file is another one by now. */
  onRewritten: () => void
}>

/** The bytes of one file: from the cache as far as it has them, else by ranged reads of whole blocks. */
export function createFileBlocks(
  { name, read }: LogSource,
  cache: BlockCache,
  { blockBytes, size, onBytes, onRewritten }: FileBlocksOptions,
) {
  const underWay = new Map<string, Promise<Uint8Array>>()
  const keyOf = (block: number) => `${name}\n${block}`

  /** Keeps what goes on where a block's known bytes end; the rest of a block that was forgotten is not worth having. */
  function keep(offset: number, bytes: Uint8Array) {
    onBytes(offset, bytes)
    for (let at = 0; at < bytes.length;) {
      const block = Math.floor((offset + at) / blockBytes)
      const inBlock = offset + at - block * blockBytes
      const end = Math.min(bytes.length, at + blockBytes - inBlock)
      const known = cache.get(keyOf(block)) ?? new Uint8Array()
      if (known.length >= inBlock && known.length < inBlock + end - at) {
        const whole = new Uint8Array(inBlock + end - at)
        whole.set(known.subarray(0, inBlock))
        whole.set(bytes.subarray(at, end), inBlock)
        cache.set(keyOf(block), whole)
      }
      at = end
    }
  }

  /**
   * Bytes of a range, straight from the file: for those who read all of it once.
   * @throws LogRewrittenError when it is shorter by now; what `read` throws
   */
  async function readRange(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array> {
    const parts: Uint8Array[] = []
    for (let at = from; at < to;) {
      // oxlint-disable-next-line no-await-in-loop -- a server may answer with less than was asked for
      const answer = await read({ range: { from: at, to: to - 1 }, signal })
      if (answer.kind !== 'bytes' || answer.size < size() || answer.start > at) {
        onRewritten()
        throw new LogRewrittenError(name)
      }
      const part = answer.bytes.subarray(at - answer.start, to - answer.start)
      if (part.length === 0) throw new Error(`${name} gave no bytes from ${at} on.`)
      parts.push(part)
      at += part.length
    }
    return joined(parts)
  }

  /** Reads whole blocks into the cache. Several who ask at once share one read, so no signal ends it. */
  function readBlocks(first: number, last: number): Promise<Uint8Array> {
    const key = `${first} ${last} ${size()}`
    const known = underWay.get(key)
    if (known) return known
    const offset = first * blockBytes
    const reading = readRange(offset, Math.min(size(), (last + 1) * blockBytes))
    underWay.set(key, reading)
    // A file that was written anew meanwhile has nothing under way: what comes late is of the old one.
    const isOfThisFile = () => underWay.get(key) === reading
    reading
      .then((fresh) => isOfThisFile() && keep(offset, fresh))
      .catch(() => undefined)
      .finally(() => isOfThisFile() && underWay.delete(key))
    return reading
  }

  /** @returns the bytes from `from` to `to`, which is not included; fewer at the end of the file. @throws as `readRange` */
  async function bytesOf(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array> {
    const start = Math.max(0, from)
    const end = Math.min(to, size())
    if (end <= start) return new Uint8Array()
    const firstBlock = Math.floor(start / blockBytes)
    const lastBlock = Math.floor((end - 1) / blockBytes)
    const blocks: Uint8Array[] = []
    for (let block = firstBlock; block <= lastBlock; block++) {
      const needed = Math.min(blockBytes, end - block * blockBytes)
      const known = cache.get(keyOf(block))
      if (known && known.length >= needed) {
        blocks.push(known)
        continue
      }
      // All blocks up to the next known one by one read.
      let missing = block
      while (missing < lastBlock && !cache.get(keyOf(missing + 1))) missing++
      // oxlint-disable-next-line no-await-in-loop -- known and unknown blocks alternate at most once or twice
      const fresh = await readBlocks(block, missing)
      for (let at = 0; at < fresh.length; at += blockBytes) blocks.push(fresh.subarray(at, at + blockBytes))
      block = missing
    }
    signal?.throwIfAborted()
    return joined(
      blocks.map((block, i) => {
        const offset = (firstBlock + i) * blockBytes
        return block.subarray(Math.max(0, start - offset), Math.min(blockBytes, end - offset))
      }),
    )
  }

  return {
    keep,
    readRange,
    bytes: bytesOf,
    /** Forgets what was kept, and what is being read. */
    drop() {
      underWay.clear()
      cache.drop(`${name}\n`)
    },
  }
}

/** Several pieces as one; a single one as it is. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  if (first && parts.length === 1) return first
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
