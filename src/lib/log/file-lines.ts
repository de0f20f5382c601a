import { lineText } from './line-text.ts'
import type { LogFile } from './log-file.ts'
import { longestInheritance, nextLevel, noLevel } from './log-levels.ts'
import type { LogLine } from './log-types.ts'
import {
  findRowStart,
  lineCounter,
  rowLimits,
  rowsOf,
  type RowBounds,
  type RowLimits,
  type RowStart,
} from './rows-of-bytes.ts'
import { stampLength, stampTime } from './time-stamps.ts'

/** A line, and the offset at which the search for the next one goes on. */
export type PlacedLine = LogLine & Readonly<{ next: number }>

/** Neighbouring lines on one side of an offset, in the order of the file. */
export type Stretch = Readonly<{
  lines: readonly PlacedLine[]
  /** Nothing lies further in this direction. */
  isEnd: boolean
}>

/** Lines of one file in order: all of them, or those that a filter lets through. */
export type LineSource = Readonly<{
  file: LogFile
  /** The last `count` lines that begin before an offset. */
  before: (offset: number, count: number, signal?: AbortSignal) => Promise<Stretch>
  /** The first `count` lines that begin at or after it. */
  after: (offset: number, count: number, signal?: AbortSignal) => Promise<Stretch>
}>

/** Read at one request at most. Where that gave too few lines, the next request for the same goes on behind it. */
const mostScanned = 4 * 1024 * 1024

type NumberedRow = RowBounds & Readonly<{ bytes: Uint8Array; number: number | undefined }>
type Rows = Readonly<{ rows: NumberedRow[]; rest: RowStart; isEnd: boolean }>

/** @param year for time stamps that say none */
export function createFileLines(file: LogFile, year: number, limits: RowLimits = rowLimits): LineSource {
  /** Stretches without any line, as the overwritten ones of a progress bar: from where they were asked to where they end. */
  const skippedBefore = new Map<number, number>()
  const skippedAfter = new Map<number, RowStart>()
  let rewrites = 0

  function forgetIfRewritten() {
    if (rewrites === file.state().rewrites) return
    rewrites = file.state().rewrites
    skippedBefore.clear()
    skippedAfter.clear()
  }

  /** A place at or before an offset from which rows can be read. */
  async function startAt(offset: number, signal: AbortSignal | undefined): Promise<RowStart> {
    const farthest = limits.farthest + 8
    for (const back of [file.sizes.span, limits.longest * 4, farthest]) {
      const from = Math.max(0, offset - back)
      // oxlint-disable-next-line no-await-in-loop -- a line break nearly always is near
      const bytes = await file.bytes(from, offset + 4, signal)
      const isEnough = from === 0 || back === farthest || bytes.lastIndexOf(0x0a, offset - from - 1) >= 0
      if (isEnough && offset > from) return findRowStart(bytes, from, offset, limits)
    }
    return { offset: 0, isLong: false }
  }

  /** Rows from a start on: up to `count`, or up to the last that begins before `until`. */
  async function read(
    start: RowStart,
    { count = Infinity, until = Infinity }: { count?: number; until?: number },
    signal: AbortSignal | undefined,
  ): Promise<Rows> {
    const rows: NumberedRow[] = []
    let from = start
    let scanned = 0
    let span = until === Infinity ? Math.max(file.sizes.span, spanOf(count)) : until - start.offset + 1
    for (;;) {
      const base = from.offset
      const to = Math.min(file.state().size, base + span)
      // oxlint-disable-next-line no-await-in-loop -- the next read goes on where this one ended
      const [bytes, breaks] = await Promise.all([file.bytes(base, to, signal), file.linesBefore(base, signal)])
      const isEnd = to >= file.state().size
      const numberAt = lineCounter(bytes, base, breaks)
      const generator = rowsOf(bytes, base, from, isEnd, limits)
      let step = generator.next()
      for (; !step.done; step = generator.next()) {
        const bounds = step.value
        if (rows.length >= count || bounds.start >= until) {
          return { rows, rest: { offset: bounds.start, isLong: bounds.isContinued }, isEnd: false }
        }
        const content = bytes.subarray(bounds.start - base, bounds.end - base)
        rows.push({ ...bounds, bytes: content, number: numberAt(bounds.start) })
      }
      if (isEnd) return { rows, rest: step.value, isEnd: true }
      if (step.value.offset >= until) return { rows, rest: step.value, isEnd: false }
      const known = rows.at(-1)?.next ?? start.offset
      if (rows.length >= count) return { rows, rest: step.value, isEnd: false }
      if (scanned > mostScanned) {
        skippedAfter.set(known, step.value)
        return { rows, rest: step.value, isEnd: false }
      }
      scanned += bytes.length
      // Without progress the text is longer than the stretch that was looked at.
      span = step.value.offset === base ? span * 4 : Math.max(file.sizes.span, span)
      const skipped = skippedAfter.get(known)
      from = skipped && skipped.offset > step.value.offset ? skipped : step.value
    }
  }

  const spanOf = (count: number) => {
    const { size } = file.state()
    const perLine = size / Math.max(1, file.lineEstimate())
    return Math.min(mostScanned, Math.ceil(1.3 * count * Math.min(perLine, 4096)))
  }

  /** Levels are handed down from line to line, so those before an indented first line count. */
  async function toLines(rows: readonly NumberedRow[], signal: AbortSignal | undefined): Promise<PlacedLine[]> {
    const [first] = rows
    if (!first) return []
    const context = isIndented(first.bytes) ? await rowsBefore(first.start, longestInheritance, signal) : undefined
    let level = noLevel
    return [...(context?.rows ?? []), ...rows]
      .map((row): PlacedLine => {
        const seen = lineText(row.bytes, row.start)
        const length = row.isContinued ? 0 : stampLength(seen.text)
        level = nextLevel(level, seen.text, length)
        return {
          ...seen,
          place: { file: file.name, offset: row.start },
          next: row.next,
          number: row.number,
          isContinued: row.isContinued,
          stampLength: length,
          time: length > 0 ? stampTime(seen.text, year) : undefined,
          level: level.level,
        }
      })
      .slice(context?.rows.length ?? 0)
  }

  async function rowsBefore(offset: number, count: number, signal: AbortSignal | undefined) {
    let rows: NumberedRow[] = []
    let until = offset
    let span = Math.max(file.sizes.span, spanOf(count))
    for (let scanned = 0; until > 0 && rows.length < count && scanned < mostScanned;) {
      until = Math.min(until, skippedBefore.get(rows[0]?.start ?? offset) ?? until)
      // oxlint-disable-next-line no-await-in-loop -- further back only when there were too few lines
      const start = await startAt(Math.max(0, until - span), signal)
      // oxlint-disable-next-line no-await-in-loop
      const earlier = await read(start, { until }, signal)
      rows = [...earlier.rows, ...rows]
      scanned += until - start.offset
      until = start.offset
      span *= 2
    }
    const first = rows[0]?.start ?? offset
    if (rows.length < count && until < first) skippedBefore.set(first, until)
    return { rows: rows.slice(-count), isEnd: until === 0 && rows.length <= count }
  }

  return {
    file,
    async before(offset, count, signal) {
      await file.load(signal)
      forgetIfRewritten()
      const { rows, isEnd } = await rowsBefore(Math.min(offset, file.state().size), count, signal)
      return { lines: await toLines(rows, signal), isEnd }
    },
    async after(offset, count, signal) {
      await file.load(signal)
      forgetIfRewritten()
      const start = await startAt(offset, signal)
      const ahead = start.offset >= offset ? undefined : await read(start, { until: offset }, signal)
      if (ahead?.isEnd) return { lines: [], isEnd: true }
      const { rows, isEnd } = await read(ahead?.rest ?? start, { count }, signal)
      return { lines: await toLines(rows, signal), isEnd }
    },
  }
}

const isIndented = (bytes: Uint8Array) => bytes[0] === 0x20 || bytes[0] === 0x09
