import type { LineSource, PlacedLine, Stretch } from './file-lines.ts'
import type { LogAnchor } from './log-types.ts'
import type { StampedLines } from './stamped-lines.ts'

/** One of the files that are merged. @field isTimed it holds time stamps; others come first, one after the other */
export type MergedFile = Readonly<{ source: LineSource; stamps: StampedLines; isTimed: boolean }>

/** A place in a merged text: of each file, the offset up to which its lines come before. */
export type Cursor = readonly number[]

type Timed = Readonly<{ line: PlacedLine; time: number }>

const sizeOf = ({ source }: MergedFile) => source.file.state().size

/** Where an anchor is in all the files. For one file no time is looked at. */
export async function cursorAt(
  files: readonly MergedFile[],
  anchor: LogAnchor,
  signal: AbortSignal | undefined,
): Promise<Cursor> {
  if (anchor === 'start') return files.map(() => 0)
  if (anchor === 'end') return files.map(sizeOf)
  if ('fraction' in anchor) return cursorAtFraction(files, anchor.fraction, signal)
  const index = files.findIndex(({ source }) => source.file.name === anchor.file)
  const file = files[index]
  if (!file) return files.map(sizeOf)
  const offset = await lineStart(file.source, anchor.offset, signal)
  if (files.length === 1) return [offset]
  const time = file.isTimed ? await file.stamps.timeAt(offset, signal) : -Infinity
  return Promise.all(
    files.map(async (other, i) => (i === index ? offset : offsetAtTime(other, time, i > index, signal))),
  )
}

/** What comes of a file at a time: of lines with the same time, those of the earlier files come first. */
function offsetAtTime(file: MergedFile, time: number, orEqual: boolean, signal: AbortSignal | undefined) {
  if (file.isTimed) return file.stamps.offsetAt(time, orEqual, signal)
  return orEqual && time === -Infinity ? 0 : sizeOf(file)
}

/** Where the line begins that holds an offset; where the next one does, if that text was written over. */
async function lineStart(source: LineSource, offset: number, signal: AbortSignal | undefined): Promise<number> {
  const { lines } = await source.before(offset + 1, 1, signal)
  const line = lines.at(-1)
  if (line && line.next > offset) return line.place.offset
  const next = await source.after(offset, 1, signal)
  return next.lines[0]?.place.offset ?? line?.place.offset ?? offset
}

/**
 * A place on the scroll bar. Of several files the bytes are taken as spread evenly over their time, so that the time of
 * the place can be reckoned and looked up: no need to know how the files are woven together before it.
 */
async function cursorAtFraction(files: readonly MergedFile[], fraction: number, signal: AbortSignal | undefined) {
  let wanted = fraction * files.reduce((sum, file) => sum + sizeOf(file), 0)
  const [only] = files
  if (only && files.length === 1) return [Math.round(wanted)]
  const untimed = files.map((file) => {
    const part = file.isTimed ? 0 : Math.min(sizeOf(file), wanted)
    wanted -= part
    return part
  })
  const spans = await Promise.all(files.map(async (file) => (file.isTimed ? spanOf(file, signal) : undefined)))
  const known = spans.filter((span) => span !== undefined)
  if (wanted <= 0 || known.length === 0) return untimed
  let low = Math.min(...known.map(({ from }) => from))
  let high = Math.max(...known.map(({ to }) => to))
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (known.reduce((sum, span) => sum + bytesUntil(span, middle), 0) < wanted) low = middle
    else high = middle
  }
  return Promise.all(
    files.map(async (file, i) => (file.isTimed ? file.stamps.offsetAt(high, false, signal) : (untimed[i] ?? 0))),
  )
}

type Span = Readonly<{ from: number; to: number; size: number }>

async function spanOf({ source, stamps }: MergedFile, signal: AbortSignal | undefined): Promise<Span> {
  const { size } = source.file.state()
  const first = await stamps.offsetAt(-Infinity, false, signal)
  const [from, to] = await Promise.all([stamps.timeAt(first, signal), stamps.timeAt(size, signal)])
  return { from, to: Math.max(from, to), size }
}

const bytesUntil = ({ from, to, size }: Span, time: number) =>
  time >= to ? size : time <= from ? 0 : (size * (time - from)) / (to - from)

/** The lines of all files next to a cursor, and where the cursor is behind them. */
export type Merged = Readonly<{ lines: readonly PlacedLine[]; cursor: Cursor; isEnd: boolean }>

/** The first `count` lines from a cursor on; fewer where one of the files had to read much to find few. */
export const mergeAfter = (
  files: readonly MergedFile[],
  cursor: Cursor,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Merged> => merge('after', files, cursor, count, signal)

/** The last `count` lines before a cursor, in the order of the text; fewer likewise. */
export const mergeBefore = (
  files: readonly MergedFile[],
  cursor: Cursor,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Merged> => merge('before', files, cursor, count, signal)

async function merge(
  side: 'before' | 'after',
  files: readonly MergedFile[],
  cursor: Cursor,
  count: number,
  signal: AbortSignal | undefined,
): Promise<Merged> {
  const isBack = side === 'before'
  const stretches = await Promise.all(
    files.map(({ source }, i) => source[side](cursor[i] ?? 0, share(count, files), signal)),
  )
  const inOrder = await Promise.all(files.map((file, i) => timed(file, stretches[i], files.length, signal)))
  /** Of each file, what is nearest to the cursor first. */
  const queues = isBack ? inOrder.map((queue) => queue.toReversed()) : inOrder
  const taken = queues.map(() => 0)
  const takenOf = (file: number) => taken[file] ?? 0
  const lines: PlacedLine[] = []
  while (lines.length < count) {
    const next = pick(queues, takenOf, isBack ? isAfter : isBefore)
    // The file that has nothing left here may have the next line behind what was read.
    if (next === undefined || isStarved(stretches, queues, takenOf)) break
    const one = queues[next]?.[takenOf(next)]
    if (one) lines.push(one.line)
    taken[next] = takenOf(next) + 1
  }
  if (isBack) lines.reverse()
  const isEnd = queues.every((queue, i) => taken[i] === queue.length && stretches[i]?.isEnd === true)
  if (isEnd) return { lines, cursor: files.map(isBack ? () => 0 : sizeOf), isEnd }
  const reached = queues.map((queue, i) => {
    const last = queue[takenOf(i) - 1]?.line
    return (isBack ? last?.place.offset : last?.next) ?? cursor[i] ?? 0
  })
  return { lines, cursor: reached, isEnd }
}

/** Of many files each gives a few of the lines. */
const share = (count: number, files: readonly MergedFile[]) =>
  files.length === 1 ? count : Math.min(count, Math.max(20, Math.ceil((3 * count) / files.length)))

async function timed(
  { stamps, isTimed }: MergedFile,
  stretch: Stretch | undefined,
  fileCount: number,
  signal: AbortSignal | undefined,
): Promise<Timed[]> {
  const lines = stretch?.lines ?? []
  const [first] = lines
  const needsTime = fileCount > 1 && isTimed && first !== undefined
  let time = needsTime ? (first.time ?? (await stamps.timeAt(first.place.offset, signal))) : -Infinity
  return lines.map((line) => {
    if (isTimed) time = line.time ?? time
    return { line, time }
  })
}

type Order = (time: number, file: number, otherTime: number, otherFile: number) => boolean
const isBefore: Order = (time, file, otherTime, otherFile) =>
  time < otherTime || (time === otherTime && file < otherFile)
const isAfter: Order = (time, file, otherTime, otherFile) =>
  time > otherTime || (time === otherTime && file > otherFile)

/** Index of the file whose next line comes first. */
function pick(queues: readonly Timed[][], at: (file: number) => number, comesFirst: Order): number | undefined {
  let best: number | undefined
  let bestTime = 0
  for (const [i, queue] of queues.entries()) {
    const next = queue[at(i)]
    if (next && (best === undefined || comesFirst(next.time, i, bestTime, best))) {
      best = i
      bestTime = next.time
    }
  }
  return best
}

const isStarved = (stretches: readonly Stretch[], queues: readonly Timed[][], at: (file: number) => number) =>
  stretches.some(({ isEnd }, i) => !isEnd && at(i) === queues[i]?.length)
