import { parseAnsiLine, type AnsiLine } from './ansi.ts'
import type { ReadRange } from './log/read-range.ts'

export type TextLine = AnsiLine & Readonly<{ offset: number }>

/** What is loaded of a file. Bytes from `start` to `end` are in `lines`; a new object for every change. */
export type GrowingText = Readonly<{
  lines: readonly TextLine[]
  start: number
  end: number
  /** Bytes of the whole file when it was last read. */
  size: number
  loaded: boolean
}>

const tailBytes = 64 * 1024
const earlierBytes = 512 * 1024
/** A line that never ends is broken here, so that neither memory nor one row of the screen has to hold it all. */
const longestLineBytes = 16 * 1024
/** Oldest lines are let go beyond this; `loadEarlier` brings them back. */
const mostLines = 200_000

const newline = 0x0a
const decoder = new TextDecoder()
const concat = (a: Uint8Array, b: Uint8Array) => {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/**
 * Follows a text file that grows at its end, such as a log, by ranged reads: its tail first, then what is new, and
 * what is earlier on request. Lines are cut in bytes, before they are decoded, so a range that ends within a
 * character does no harm. One read at a time; a call during another one waits for that one.
 */
export function followText(read: ReadRange) {
  let text: GrowingText = { lines: [], start: 0, end: 0, size: 0, loaded: false }
  /** Bytes after the last line break: the last line as it is so far. */
  let rest: Uint8Array = new Uint8Array()
  let etag: string | undefined
  let last: Promise<unknown> = Promise.resolve()
  const listeners = new Set<() => void>()

  function publish(next: Partial<GrowingText>) {
    text = { ...text, ...next, loaded: true }
    for (const listener of listeners) listener()
  }

  function append(bytes: Uint8Array, start: number, size: number) {
    const { lines, unfinished } = splitLines(concat(rest, bytes), start - rest.length)
    // The unfinished line was shown as the last one; it is read again now that there is more of it.
    const kept = rest.length > 0 ? text.lines.slice(0, -1) : text.lines
    const all = [...kept, ...lines]
    rest = unfinished
    const end = start + bytes.length
    if (rest.length > 0) all.push(toLine(rest, end - rest.length))
    const dropped = Math.max(0, all.length - mostLines)
    const shown = dropped > 0 ? all.slice(dropped) : all
    publish({ lines: shown, start: dropped > 0 ? (shown[0]?.offset ?? end) : text.start, end, size })
  }

  function reset() {
    rest = new Uint8Array()
    etag = undefined
    text = { lines: [], start: 0, end: 0, size: 0, loaded: text.loaded }
  }

  /** Blob storage knows no `bytes=-N`, so the start is asked for first: it tells the size, and is all of a short log. */
  async function readTail(signal: AbortSignal | undefined) {
    const first = await read({ range: { from: 0, to: tailBytes - 1 }, signal })
    if (first.kind !== 'bytes') return publish({ size: 0 })
    if (first.size <= first.bytes.length) {
      etag = first.etag
      return append(first.bytes, 0, first.size)
    }
    const tail = await read({ range: { from: first.size - tailBytes }, signal })
    if (tail.kind !== 'bytes') return // It shrank in between; the next poll starts over.
    etag = tail.etag
    const cut = startOfLine(tail.bytes)
    text = { ...text, start: tail.start + cut }
    append(tail.bytes.subarray(cut), tail.start + cut, tail.size)
  }

  async function readNew(signal: AbortSignal | undefined) {
    const answer = await read({ range: { from: text.end }, etag, signal })
    if (answer.kind === 'bytes') {
      etag = answer.etag
      append(answer.bytes, answer.start, answer.size)
    } else if (answer.kind === 'past-end' && answer.size !== undefined && answer.size < text.end) {
      // Shorter than what we have: it was written anew.
      reset()
      await readTail(signal)
    }
  }

  async function readEarlier(signal: AbortSignal | undefined) {
    if (text.start === 0) return
    const from = Math.max(0, text.start - earlierBytes)
    const answer = await read({ range: { from, to: text.start - 1 }, signal })
    if (answer.kind !== 'bytes') return
    const cut = from === 0 ? 0 : startOfLine(answer.bytes)
    const { lines, unfinished } = splitLines(answer.bytes.subarray(cut), from + cut)
    if (unfinished.length > 0) lines.push(toLine(unfinished, text.start - unfinished.length))
    publish({ lines: [...lines, ...text.lines], start: from + cut })
  }

  function inTurn(work: () => Promise<unknown>): Promise<void> {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn.then(() => undefined)
  }

  return {
    snapshot: () => text,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Reads what is new; the first time, the tail. @throws what `read` throws; what is loaded stays */
    poll: (signal?: AbortSignal) => inTurn(() => (text.end === 0 ? readTail(signal) : readNew(signal))),
    loadEarlier: (signal?: AbortSignal) => inTurn(() => readEarlier(signal)),
  }
}

/** Where the first whole line starts; if all is one line, where its first whole character does. */
function startOfLine(bytes: Uint8Array): number {
  const lineBreak = bytes.indexOf(newline)
  if (lineBreak >= 0 && lineBreak < bytes.length - 1) return lineBreak + 1
  const character = bytes.findIndex((byte) => (byte & 0xc0) !== 0x80)
  return Math.max(0, character)
}

function splitLines(bytes: Uint8Array, offset: number): { lines: TextLine[]; unfinished: Uint8Array } {
  const lines: TextLine[] = []
  let start = 0
  while (start < bytes.length) {
    const lineBreak = bytes.indexOf(newline, start)
    const end = lineBreak < 0 ? bytes.length : lineBreak
    if (end - start > longestLineBytes) {
      const cut = wholeCharacters(bytes, start + longestLineBytes)
      lines.push(toLine(bytes.subarray(start, cut), offset + start))
      start = cut
    } else if (lineBreak < 0) break
    else {
      lines.push(toLine(bytes.subarray(start, end), offset + start))
      start = end + 1
    }
  }
  return { lines, unfinished: bytes.slice(start) }
}

/** Moves an end back to the border between two characters. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let at = end
  while (at > end - 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at--
  return at
}

function toLine(bytes: Uint8Array, offset: number): TextLine {
  const line = decoder.decode(bytes).replace(/\r+$/, '')
  // A carriage return inside a line means "write over it", as progress bars do: a terminal shows the last writing.
  return { ...parseAnsiLine(line.slice(line.lastIndexOf('\r') + 1)), offset }
}
