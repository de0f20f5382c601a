import { createBlockCache } from '../block-cache.ts'
import { createFileLines, type PlacedLine } from '../file-lines.ts'
import { lineText } from '../line-text.ts'
import { createLogFile } from '../log-file.ts'
import type { LogSizes } from '../log-sizes.ts'
import { findRowStart, rowsOf, type RowBounds, type RowLimits } from '../rows-of-bytes.ts'
import { createScanner } from '../scan.ts'
import { serveFile } from './served-file.ts'

/** Numbers from 0 (included) to 1 (excluded). */
type Random = () => number

/** The real limits by hundreds smaller, so that short texts reach all of them. */
const limits: RowLimits = { longest: 16, farthest: 64 }
const sizes: LogSizes = { block: 32, tail: 40, whole: 0, step: 24, mostNew: 400, overlap: 8, span: 12 }

const encoder = new TextEncoder()

const plain = ['\n', '\r', '\r\n', '\r\r\n', '\r\r', '', 'a', 'loss 0.1', 'é', '雪', '🚂', '\t', '\0', '\u001b[31m']
const hostile = ['\u001b[', '\u001b]0;t\u0007', '\u202e', '\ufeff', '\u2028', 'ERROR x', '2024-05-01 12:00:00 ', '<b>']
/** No UTF-8: halves of characters, bytes that begin none, an overlong form, a surrogate. */
const broken = [[0xe9], [0x80], [0xbf, 0xbf], [0xf0, 0x9f], [0xe2, 0x82], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80]]
const words: readonly (string | readonly number[])[] = [...plain, '\n', '\n', '  at x', ...hostile, ...broken]

const below = (random: Random, bound: number) => Math.floor(random() * bound)

/** Bytes that no program would print on purpose. */
export function hostileLog(random: Random): Uint8Array {
  const bytes: number[] = []
  const pieces = 1 + below(random, 60)
  for (let i = 0; i < pieces; i++) {
    const word = words[below(random, words.length)] ?? ''
    const piece = typeof word === 'string' ? encoder.encode(word) : word
    const times = random() < 0.06 ? 1 + below(random, 90) : 1
    for (let n = 0; n < times; n++) bytes.push(...piece)
  }
  return Uint8Array.from(bytes)
}

type Seen = Readonly<{ offset: number; text: string; number: number }>

const show = (row: RowBounds, bytes: Uint8Array, base: number): string =>
  lineText(bytes.subarray(row.start - base, row.end - base), row.start).text

const numberOf = (bytes: Uint8Array, offset: number) =>
  1 + bytes.subarray(0, offset).reduce((count, byte) => count + (byte === 0x0a ? 1 : 0), 0)

/** Rows of all bytes at once: what every other way of reading must come to. */
function rowsAtOnce(bytes: Uint8Array): Seen[] {
  return [...rowsOf(bytes, 0, { offset: 0, isLong: false }, true, limits)].map((row) => ({
    offset: row.start,
    text: show(row, bytes, 0),
    number: numberOf(bytes, row.start),
  }))
}

/** Each line by itself, for texts without a line that is longer than anybody looks ahead. */
function rowsByLine(bytes: Uint8Array): string[] | undefined {
  const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('')
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  if (lines.some((line) => line.length > limits.farthest)) return undefined
  const seen = lines.map((line) => line.replace(/\r+$/, '').split('\r').at(-1) ?? '')
  return seen.some((line) => line.length > limits.longest) ? undefined : seen
}

function expectSame(what: string, actual: unknown, expected: unknown) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`${what}\n  is        ${a}\n  should be ${b}`)
}

/** Stretches that may end anywhere, also within a character, an escape sequence or a line break. */
function cutAnywhere(bytes: Uint8Array, random: Random): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const length = 1 + below(random, random() < 0.5 ? 4 : 60)
    parts.push(bytes.slice(at, at + length))
    at += length
  }
  return parts
}

function checkScan(bytes: Uint8Array, random: Random, expected: readonly Seen[]) {
  const query = {
    text: random() < 0.5 ? 'o' : ' 0',
    kind: random() < 0.5 ? 'text' : 'regex',
    matchCase: random() < 0.5,
  } as const
  const scanner = createScanner({ query, year: 2024 }, limits)
  const steps = [...cutAnywhere(bytes, random).map((part) => scanner.push(part)), scanner.rest()]
  const isMatch = (text: string) => (query.matchCase ? text : text.toLowerCase()).includes(query.text)
  expectSame(
    'What a search finds',
    steps.flatMap((step) => [...step.offsets].map((offset, i) => [offset, step.numbers[i]])),
    expected.filter(({ text }) => isMatch(text)).map(({ offset, number }) => [offset, number]),
  )
}

function checkStarts(bytes: Uint8Array, random: Random, expected: readonly Seen[]) {
  const offset = below(random, bytes.length + 1)
  const base = Math.max(0, offset - limits.farthest - 8 - below(random, 8))
  const start = findRowStart(bytes.subarray(base), base, offset, limits)
  const rows = [...rowsOf(bytes.subarray(start.offset), start.offset, start, true, limits)]
  expectSame(
    `Rows from ${offset} on`,
    rows.filter((row) => row.start >= offset).map((row) => [row.start, show(row, bytes, 0)]),
    expected.filter((row) => row.offset >= offset).map((row) => [row.offset, row.text]),
  )
}

/** Reads a file that grows and is answered in pieces, from its end, from its start and from somewhere within. */
async function checkFile(bytes: Uint8Array, random: Random, expected: readonly Seen[]) {
  const served = serveFile(bytes.slice(0, below(random, bytes.length + 1)), (asked) => 1 + below(random, asked))
  const file = createLogFile({ name: 'log', read: served.read }, createBlockCache(96), () => undefined, sizes)
  const lines = createFileLines(file, 2024, limits)
  await file.poll()
  served.write(bytes.slice(served.size()))
  while (file.state().size < bytes.length) await file.poll()
  if (file.state().error !== undefined) throw file.state().error
  const count = 1 + below(random, 6)
  const seenOf = (read: readonly PlacedLine[]) => read.map(({ place, text }) => [place.offset, text])
  const all = expected.map(({ offset, text }) => [offset, text])

  const offset = below(random, bytes.length + 1)
  const before = await lines.before(offset, count)
  const after = await lines.after(offset, count)
  expectSame(
    `${count} lines before ${offset}`,
    seenOf(before.lines),
    all.filter(([at]) => Number(at) < offset).slice(-count),
  )
  expectSame(
    `${count} lines from ${offset} on`,
    seenOf(after.lines),
    all.filter(([at]) => Number(at) >= offset).slice(0, count),
  )
  for (const line of [...before.lines, ...after.lines]) {
    if (line.number !== undefined) expectSame('A number', line.number, numberOf(bytes, line.place.offset))
  }
}

/**
 * Reads one hostile log in every way the engine knows.
 * @throws when any of them comes to other lines than reading all of it at once
 */
export async function checkLog(random: Random): Promise<void> {
  const bytes = hostileLog(random)
  const expected = rowsAtOnce(bytes)
  const byLine = rowsByLine(bytes)
  if (byLine) {
    const texts = byLine.map((line, i) =>
      lineText(
        Uint8Array.from(line, (c) => c.charCodeAt(0)),
        expected[i]?.offset ?? 1,
      ),
    )
    expectSame(
      'The rows',
      expected.map(({ text }) => text),
      texts.map(({ text }) => text),
    )
  }
  // oxlint-disable-next-line no-control-regex -- nothing that a terminal would act on, or that hides or reorders
  const hidden = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
  for (const { text } of expected) if (hidden.test(text)) throw new Error(`Hidden signs in ${JSON.stringify(text)}`)
  checkScan(bytes, random, expected)
  checkStarts(bytes, random, expected)
  await checkFile(bytes, random, expected)
}
