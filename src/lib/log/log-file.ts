import type { BlockCache } from './block-cache.ts'
import { createFileBlocks, joined } from './file-blocks.ts'
import { createLineCounts } from './line-counts.ts'
import { logSizes, type LogSizes } from './log-sizes.ts'
import type { LogFileState, LogSource } from './log-types.ts'
import type { RangeAnswer } from './read-range.ts'
import { countLines } from './rows-of-bytes.ts'

/**
 * One file of a log: knows its size, follows its growth, and gives any of its bytes.
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
  const blocks = createFileBlocks({ name, read }, cache, {
    blockBytes,
    size: () => state.size,
    onBytes: (offset, bytes) => counts.note(offset, bytes),
    onRewritten: () => forget(0),
  })

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

  function forget(size: number) {
    blocks.drop()
    counts.clear()
    etag = undefined
    lastBytes = new Uint8Array()
    change({ isLoaded: false, size, lineCount: undefined, arrivedLines: 0, rewrites: state.rewrites + 1 })
  }

  /** Takes in the end of the file. @param isGrowth it came since the last look */
  function grow(answer: Extract<RangeAnswer, { kind: 'bytes' }>, fresh: Uint8Array, isGrowth: boolean) {
    const start = answer.start + answer.bytes.length - fresh.length
    blocks.keep(start, fresh)
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
    blocks.keep(0, head.bytes)
    const tailStart = Math.floor((head.size - sizes.tail) / blockBytes) * blockBytes
    const tail = await read({ range: { from: Math.max(head.bytes.length, tailStart) }, signal })
    if (tail.kind !== 'bytes') return // It shrank in between; the next look begins anew.
    grow(tail, tail.bytes, false)
    if (state.size <= sizes.whole) {
      await blocks.bytes(0, state.size, signal)
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
    bytes: blocks.bytes,
    readRange: blocks.readRange,
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
      return before + countLines(await blocks.bytes(block * blockBytes, offset, signal))
    },
  }
}

export type LogFile = ReturnType<typeof createLogFile>

/** Whether an answer, as far as it goes, holds these bytes at an offset. */
function agrees({ bytes, start }: Readonly<{ bytes: Uint8Array; start: number }>, offset: number, known: Uint8Array) {
  return known.subarray(0, start + bytes.length - offset).every((byte, i) => bytes[offset - start + i] === byte)
}
