import { lineText } from './line-text.ts'
import { nextLevel, noLevel, type LevelState } from './log-levels.ts'
import type { LogLevel, LogQuery } from './log-types.ts'
import { matches, patternOf } from './query-match.ts'
import { lineCounter, rowLimits, rowsOf, type RowBounds, type RowLimits, type RowStart } from './rows-of-bytes.ts'
import { stampLength, stampTime } from './time-stamps.ts'

/**
 * Which lines of a file are looked for: those that match, of these levels; all conditions that are given hold. An empty
 * text is no condition beside levels; alone it matches nothing.
 */
export type ScanTask = Readonly<{
  query?: LogQuery | undefined
  levels?: readonly LogLevel[] | undefined
  /** For time stamps that say no year. */
  year: number
}>

/** Lines that were found, as numbers: their texts are read again when they are shown. */
export type ScanStep = Readonly<{
  /** Where they begin in the file. */
  offsets: Float64Array
  /** Which lines of the file they are, from 1. */
  numbers: Uint32Array
  /** Time stamp of each or of the line it belongs to; NaN before the first one. */
  times: Float64Array
}>

type State = Readonly<{
  start: RowStart
  breaks: number
  level: LevelState
  /** The last line that began with a time stamp; read when a line is found that needs it. */
  stamped: string
}>

/** Bytes as one character each, so that a place in the text is a place in the bytes. */
const byteDecoder = new TextDecoder('windows-1252')
const printable = /^[ -~]*$/

/**
 * Looks through a file from its beginning, stretch by stretch; stretches may end anywhere.
 * @throws LogQueryError for a text that is no regular expression
 */
export function createScanner(task: ScanTask, limits: RowLimits = rowLimits) {
  const levels = task.levels && new Set(task.levels)
  // No text marks a place in a line, but the levels alone say which lines are meant.
  const query = levels && task.query?.text === '' ? undefined : task.query
  const pattern = query && patternOf(query)
  const quick = query && quickPattern(query)
  /** What is being looked through; used again for every stretch, since a file has hundreds of them. */
  let memory = new Uint8Array()
  let carried = 0
  let state: State = { start: { offset: 0, isLong: false }, breaks: 0, level: noLevel, stamped: '' }

  function scan(bytes: Uint8Array, isEnd: boolean): { step: ScanStep; state: State } {
    const base = state.start.offset
    const text = byteDecoder.decode(bytes)
    const numberAt = lineCounter(bytes, base, state.breaks)
    const cannotMatch = quick && quickLook(quick, text, base)
    const found: { offset: number; number: number; time: number }[] = []
    let { level, stamped } = state

    const rows = rowsOf(bytes, base, state.start, isEnd, limits)
    let step = rows.next()
    for (; !step.done; step = rows.next()) {
      const row = step.value
      if (!levels && cannotMatch?.(row)) continue
      const seen = seenText(text, bytes, base, row)
      if (levels) {
        const length = row.isContinued ? 0 : stampLength(seen)
        if (length > 0) stamped = seen
        level = nextLevel(level, seen, length)
        if (level.level === undefined || !levels.has(level.level)) continue
      }
      if (pattern && !matches(pattern, seen)) continue
      found.push({ offset: row.start, number: numberAt(row.start) ?? 0, time: timeOf(stamped) })
    }
    return {
      step: {
        offsets: Float64Array.from(found, ({ offset }) => offset),
        numbers: Uint32Array.from(found, ({ number }) => number),
        times: Float64Array.from(found, (line) => line.time),
      },
      state: { start: step.value, breaks: (numberAt(step.value.offset) ?? 1) - 1, level, stamped },
    }
  }

  const timeOf = (line: string) => stampTime(line, task.year) ?? Number.NaN

  return {
    /** @param bytes that follow those of the call before */
    push(bytes: Uint8Array): ScanStep {
      const length = carried + bytes.length
      if (length > memory.length) {
        const larger = new Uint8Array(length + length / 4)
        larger.set(memory.subarray(0, carried))
        memory = larger
      }
      memory.set(bytes, carried)
      const before = state.start.offset
      const result = scan(memory.subarray(0, length), false)
      state = result.state
      memory.copyWithin(0, state.start.offset - before, length)
      carried = length - (state.start.offset - before)
      return result.step
    },
    /** The lines at the end that more bytes may still change; asking changes nothing. */
    rest: (): ScanStep => scan(memory.subarray(0, carried), true).step,
  }
}

/** The text of a row as it is drawn. Most rows are plain, and then their bytes are their text. */
function seenText(text: string, bytes: Uint8Array, base: number, { start, end }: RowBounds): string {
  const plain = text.slice(start - base, end - base)
  return printable.test(plain) ? plain : lineText(bytes.subarray(start - base, end - base), start).text
}

/** What of a text query can be looked for in bytes, before any line is made of them. */
type Quick = Readonly<{ pattern: RegExp; minds: readonly number[] }>

/** @returns undefined when only the drawn text can tell: a letter's other case, or a sign that stands for a hidden one */
function quickPattern({ text, kind, matchCase }: LogQuery): Quick | undefined {
  // oxlint-disable-next-line no-control-regex -- whatever is not ASCII
  const isAscii = /^[\u0000-\u007f]*$/.test(text)
  if (
    kind === 'regex' ||
    text === '' ||
    text.includes('<U+') ||
    (!isAscii && (!matchCase || /[\u2400-\u2421\ufffd]/.test(text)))
  ) {
    return undefined
  }
  const asBytes = byteDecoder.decode(new TextEncoder().encode(text))
  const pattern = patternOf({ text: asBytes, kind: 'text', matchCase })
  // A line with an escape sequence may show the text with nothing between; a tab is shown as blanks.
  return { pattern, minds: text.includes(' ') ? [0x1b, 0x09] : [0x1b] }
}

/** @returns whether a row surely does not match; to be asked in the order of the rows */
function quickLook({ pattern, minds }: Quick, text: string, base: number) {
  const signs = minds.map((code) => ({ sign: String.fromCharCode(code), next: -1 }))
  let nextHit = -1

  function findHit(from: number) {
    pattern.lastIndex = from
    nextHit = pattern.exec(text)?.index ?? Infinity
  }
  return ({ start, end }: RowBounds): boolean => {
    const [from, to] = [start - base, end - base]
    if (nextHit < from) findHit(from)
    for (const each of signs) {
      if (each.next < from) each.next = indexOrInfinity(text, each.sign, from)
      if (each.next < to) return false
    }
    return nextHit >= to
  }
}

function indexOrInfinity(text: string, sign: string, from: number): number {
  const index = text.indexOf(sign, from)
  return index < 0 ? Infinity : index
}
