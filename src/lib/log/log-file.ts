import type { BlockCache } from './block-cache.ts'
import { createLineCounts } from './line-counts.ts'
import { logSizes, type LogSizes } from './log-sizes.ts'
import type { LogFileState, LogSource } from './log-types.ts'
import type { RangeAnswer } from './read-range.ts'
import { countLines } from './rows-of-bytes.ts'

/** The file was found shorter than it was, or gone, while a part of it was read. */
export class LogRewrittenError extends Error {
  constructor(name: string) {
    super(`${name} was written anew while it was read.`)
    this.name = 'LogRewrittenError'
  }
}

/**
 * One file of a log: knows its size, follows its growth, and gives any of its bytes from the cache or by ranged reads.
 * It grows at its end only; when it does not, it is another file, and everything about the old one is forgotten.
 */
export function createLogFile(
  { name, read }: LogSource,
  cache: BlockCache,
  onChange: () => void,
  sizes: LogSizes = logSizes,
) {
  const blockBytes = sizes.block

  let state: LogFileState = {
    name,
    isLoaded: false,
    size: 0,
    lineCount: undefined,
    lastDataAt: undefined,
    arrivedLines: 0,
    rewrites: 0,
    error: undefined,
  }
  let etag: string | undefined
  /** The last bytes of the file as far as `state.size`, to know it again by. */
  let lastBytes: Uint8Array = new Uint8Array()
  let turn: Promise<void> = Promise.resolve()
  const counts = createLineCounts(blockBytes)
  const underWay = new Map<string, Promise<Uint8Array>>()
  const keyOf = (block: number) => `${name}\n${block}`

  function change(next: Partial<LogFileState>) {
    state = { ...state, ...next }
    onChange()
  }

  /** Line breaks, and one more line when the last one has none yet. */
  function lineCount(): number | undefined {
    const breaks = counts.total(state.size)
    const last = lastBytes.at(-1)
    return breaks === undefined || (state.size > 0 && last === undefined)
      ? undefined
      : breaks + (last === undefined || last === 0x0a ? 0 : 1)
  }

  /** Keeps what goes on where a block's known bytes end; the rest of a block that was forgotten is not worth having. */
  function keep(offset: number, bytes: Uint8Array) {
    counts.note(offset, bytes)
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

  function forget(size: number) {
    cache.drop(`${name}\n`)
    counts.clear()
    etag = undefined
    lastBytes = new Uint8Array()
    change({ isLoaded: false, size, lineCount: undefined, arrivedLines: 0, rewrites: state.rewrites + 1 })
  }

  /** Takes in the end of the file. @param isGrowth it came since the last look */
  function grow(answer: Extract<RangeAnswer, { kind: 'bytes' }>, fresh: Uint8Array, isGrowth: boolean) {
    const start = answer.start + answer.bytes.length - fresh.length
    keep(start, fresh)
    const reached = start + fresh.length
    // An answer may be shorter than what was asked for: then this state of the file has more to give.
    etag = reached === answer.size ? answer.etag : undefined
    lastBytes = joined([start === state.size ? lastBytes : new Uint8Array(), fresh]).slice(-sizes.overlap)
    state = { ...state, size: reached }
    change({
      isLoaded: true,
      error: undefined,
      lineCount: lineCount(),
      lastDataAt: isGrowth ? Date.now() : (answer.modifiedAt ?? state.lastDataAt),
      arrivedLines: state.arrivedLines + (isGrowth ? countLines(fresh) : 0),
    })
  }

  /** Blob storage knows no `bytes=-N`, so the start is asked for first: it tells the size, and is all of a short log. */
  async function readFirst(signal: AbortSignal | undefined) {
    const head = await read({ range: { from: 0, to: blockBytes - 1 }, signal })
    if (head.kind !== 'bytes') return change({ isLoaded: true, size: 0, lineCount: 0, error: undefined })
    if (head.size <= head.bytes.length) {
      return grow(head, head.bytes, false)
    }
    keep(0, head.bytes)
    const tailStart = Math.floor((head.size - sizes.tail) / blockBytes) * blockBytes
    const tail = await read({ range: { from: Math.max(head.bytes.length, tailStart) }, signal })
    if (tail.kind !== 'bytes') return // It shrank in between; the next look begins anew.
    grow(tail, tail.bytes, false)
    if (state.size <= sizes.whole) {
      await cachedBytes(0, state.size, signal)
      change({ lineCount: lineCount() })
    }
  }

  async function readNew(signal: AbortSignal | undefined) {
    const until = state.size + sizes.mostNew
    for (let isFirst = true; ; isFirst = false) {
      const before = state.size
      const from = before - lastBytes.length
      // oxlint-disable-next-line no-await-in-loop -- each read begins where the one before ended
      const answer = await read({
        range: { from, to: before + sizes.step - 1 },
        etag: isFirst ? etag : undefined,
        signal,
      })
      const isGone = answer.kind === 'past-end' && (answer.size ?? before) < before
      const isOther = answer.kind === 'bytes' && (answer.size < before || !agrees(answer, from, lastBytes))
      if (isGone || isOther) {
        forget(0)
        return readFirst(signal)
      }
      if (answer.kind !== 'bytes') return state.error === undefined ? undefined : change({ error: undefined })
      const fresh = answer.bytes.subarray(before - answer.start)
      if (fresh.length > 0) grow(answer, fresh, true)
      else if (state.error !== undefined) change({ error: undefined })
      if (state.size >= answer.size || fresh.length === 0) return
      if (state.size >= until) {
        // What lies between is read when somebody looks at it.
        lastBytes = new Uint8Array()
        return change({ size: answer.size, lineCount: undefined })
      }
    }
  }

  /** Reads what is new; the first time, the tail. One look at a time: a further one waits for it. */
  function poll(signal?: AbortSignal): Promise<void> {
    const earlier = turn
    const look = (async () => {
      await earlier
      if (signal?.aborted) return
      try {
        await (state.isLoaded && state.size > 0 ? readNew(signal) : readFirst(signal))
      } catch (error) {
        if (!signal?.aborted) change({ error })
      }
    })()
    turn = look
    return look
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
      if (answer.kind !== 'bytes' || answer.size < state.size || answer.start > at) {
        forget(0)
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
    const key = `${first} ${last} ${state.size}`
    const offset = first * blockBytes
    let reading = underWay.get(key)
    if (!reading) {
      reading = readRange(offset, Math.min(state.size, (last + 1) * blockBytes)).finally(() => underWay.delete(key))
      underWay.set(key, reading)
      reading.then((bytes) => keep(offset, bytes)).catch(() => undefined)
    }
    return reading
  }

  /** @returns the bytes from `from` to `to`, which is not included; fewer at the end of the file. @throws as `readRange` */
  async function cachedBytes(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array> {
    const start = Math.max(0, from)
    const end = Math.min(to, state.size)
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
    name,
    state: () => state,
    sizes,
    poll,
    /** Reads the file if nobody did yet. @throws what `read` throws */
    async load(signal?: AbortSignal) {
      if (state.isLoaded) return
      await poll(signal)
      signal?.throwIfAborted()
      if (state.error !== undefined) throw state.error
    },
    bytes: cachedBytes,
    readRange,
    /** About how many lines a stretch of the file has; exact once all of it was counted. */
    lineEstimate: () => lineCount() ?? Math.round(counts.perByte() * state.size),
    /** Takes note of bytes that somebody read by `readRange`. */
    noteLines(offset: number, passed: Uint8Array) {
      counts.note(offset, passed)
    },
    publishLineCount: () => change({ lineCount: lineCount() }),
    /** Line breaks before an offset; undefined until all before it was read once. */
    async linesBefore(offset: number, signal?: AbortSignal): Promise<number | undefined> {
      const block = Math.floor(offset / blockBytes)
      const before = counts.before(block)
      if (before === undefined) return undefined
      return before + countLines(await cachedBytes(block * blockBytes, offset, signal))
    },
  }
}

export type LogFile = ReturnType<typeof createLogFile>

/** Whether an answer, as far as it goes, holds these bytes at an offset. */
function agrees({ bytes, start }: Readonly<{ bytes: Uint8Array; start: number }>, offset: number, known: Uint8Array) {
  return known.subarray(0, start + bytes.length - offset).every((byte, i) => bytes[offset - start + i] === byte)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
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
