import { longestLineBytes } from './log-types.ts'

/**
 * How the bytes of a log become rows.
 *
 * A line ends with `\n`. What stands before the last `\r` of a line was written over, as progress bars do it, and is no
 * row; `\r`s at its end do not count. A line longer than `longest` is cut at the multiples of `longest` in the file, so
 * that a cut does not depend on where reading began. To know whether a text was written over one has to look ahead: at
 * most `farthest` bytes, since whatever is longer is a row in any case.
 */
export type RowBounds = Readonly<{
  /** What is seen: `end` is not part of it. Offsets in the file. */
  start: number
  end: number
  /** Where the search for the next row goes on. */
  next: number
  /** It goes on with a text that was cut for its length. */
  isContinued: boolean
  /** It was cut itself: the next row goes on with it. */
  isCut: boolean
}>

/** A place where rows can be read from: the start of a text between line breaks, or a cut within a long one. */
export type RowStart = Readonly<{ offset: number; isLong: boolean }>

export type RowLimits = Readonly<{ longest: number; farthest: number }>

export const rowLimits: RowLimits = { longest: longestLineBytes, farthest: 16 * longestLineBytes }

const lf = 0x0a
const cr = 0x0d

/**
 * The rows of a stretch of a file.
 *
 * @param base offset of the stretch in the file
 * @param from as `findRowStart` or an earlier call found it
 * @param isEnd the file ends with these bytes
 * @returns where to go on with more bytes; less than `farthest` is left then, or a cut long text
 */
export function* rowsOf(
  bytes: Uint8Array,
  base: number,
  from: RowStart,
  isEnd: boolean,
  { longest, farthest }: RowLimits = rowLimits,
): Generator<RowBounds, RowStart> {
  const length = bytes.length
  let at = from.offset - base
  let isLong = from.isLong
  // The next of each kind, remembered: searching anew for every row would read a stretch without any again and again.
  let nextLf = -1
  let nextCr = -1

  while (at < length) {
    if (nextLf < at) nextLf = indexOrEnd(bytes, lf, at)
    if (nextCr < at) nextCr = indexOrEnd(bytes, cr, at)
    const end = Math.min(nextLf, nextCr)
    let after = end
    while (after < length && bytes[after] === cr) after++
    const isOpen = after === length && !isEnd
    if (isOpen && !isLong && after - at <= farthest) return { offset: base + at, isLong: false }

    const endsLine = after < length && bytes[after] === lf
    const next = endsLine ? after + 1 : after
    const isFar = isLong || after - at > farthest
    if (isFar || endsLine || after === length) {
      let start = at
      if (isFar || end - at > longest) {
        for (const cut of cutsBetween(bytes, base, at, end, longest)) {
          yield row(base, start, cut, cut, isLong || start > at, true)
          start = cut
        }
      }
      // What follows the last cut may become longer.
      if (isOpen && end === length) return { offset: base + start, isLong: true }
      // A long text may be entered at its end: then all of it is in earlier rows.
      if (!isLong || start < end) yield row(base, start, end, next, isLong || start > at, false)
      // It has ended, but where its `\r`s end and the next text begins is not known yet.
      if (isOpen) return { offset: base + length - 1, isLong: true }
    }
    at = next
    isLong = false
  }
  return { offset: base + at, isLong }
}

const indexOrEnd = (bytes: Uint8Array, byte: number, from: number): number => {
  const index = bytes.indexOf(byte, from)
  return index < 0 ? bytes.length : index
}

function row(base: number, start: number, end: number, next: number, isContinued: boolean, isCut: boolean): RowBounds {
  return { start: base + start, end: base + end, next: base + next, isContinued, isCut }
}

/** Where a long text is cut, as indexes into `bytes`: never within a character. */
function* cutsBetween(bytes: Uint8Array, base: number, from: number, to: number, longest: number): Generator<number> {
  const first = Math.floor((base + from) / longest) + 1
  for (let grid = first * longest - base; grid < to; grid += longest) {
    const cut = characterStart(bytes, grid)
    if (cut > from) yield cut
  }
}

/** Moves a border back to where the character begins that it would cut. */
function characterStart(bytes: Uint8Array, at: number): number {
  for (let back = 1; back <= 3 && at - back >= 0; back++) {
    if (!isContinuation(bytes[at - back + 1])) return at
    const length = sequenceLength(bytes[at - back])
    if (length > back) return at - back
    if (length > 0) return at
  }
  return at
}

const isContinuation = (byte: number | undefined) => byte !== undefined && (byte & 0xc0) === 0x80

/** Bytes of the character that a byte begins; 0 for one that begins none. */
function sequenceLength(byte: number | undefined): number {
  if (byte === undefined || (byte >= 0x80 && byte < 0xc2) || byte > 0xf4) return 0
  return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

/**
 * Finds a place at or before `offset` from which rows can be read.
 *
 * @param bytes end at `offset` or later and begin `farthest` + 4 bytes or more before it, or with the file
 */
export function findRowStart(
  bytes: Uint8Array,
  base: number,
  offset: number,
  { longest, farthest }: RowLimits = rowLimits,
): RowStart {
  const to = offset - base
  const lineBreak = to > 0 ? bytes.lastIndexOf(lf, to - 1) : -1
  const least = Math.max(0, to - farthest - 1)
  if (lineBreak >= least) return { offset: base + lineBreak + 1, isLong: false }
  for (let at = to; at > least; at--) {
    if (bytes[at - 1] === cr && at < bytes.length && bytes[at] !== cr && bytes[at] !== lf) {
      return { offset: base + at, isLong: false }
    }
  }
  if (base + least === 0) return { offset: 0, isLong: false }
  // One text, longer than anybody looks ahead: it is cut where every reader would cut it.
  for (let grid = Math.floor((offset + 3) / longest) * longest - base; grid > 0; grid -= longest) {
    if (grid >= bytes.length) continue
    const cut = characterStart(bytes, grid)
    if (cut <= to) return { offset: base + cut, isLong: true }
  }
  return { offset: base, isLong: true }
}

/** Line breaks among the bytes. */
export function countLines(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(lf); at >= 0; at = bytes.indexOf(lf, at + 1)) count++
  return count
}

/** Numbers of lines, asked for in the order of their offsets. @param breaks line breaks before the stretch */
export function lineCounter(bytes: Uint8Array, base: number, breaks: number | undefined) {
  if (breaks === undefined) return () => undefined
  let number = breaks + 1
  let nextBreak = bytes.indexOf(lf)
  return (offset: number): number => {
    while (nextBreak >= 0 && nextBreak < offset - base) {
      number++
      nextBreak = bytes.indexOf(lf, nextBreak + 1)
    }
    return number
  }
}
