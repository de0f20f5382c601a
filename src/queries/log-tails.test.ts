import { expect, test } from 'vitest'
import type { RangeAnswer } from '../lib/log/read-range.ts'
import { readTail } from './log-tails.ts'

/** Reads a text as storage does, and notes what was asked. */
function reader(text: string) {
  const all = new TextEncoder().encode(text)
  const asked: { from: number; to?: number }[] = []
  const read = ({ range }: { range: { from: number; to?: number } }): Promise<RangeAnswer> => {
    asked.push(range)
    if (range.from >= all.length) return Promise.resolve({ kind: 'past-end', size: all.length })
    const bytes = all.slice(range.from, range.to === undefined ? undefined : range.to + 1)
    return Promise.resolve({ kind: 'bytes', bytes, start: range.from, size: all.length, etag: undefined })
  }
  return { read, asked, size: all.length }
}
const { signal } = new AbortController()

test('a short log is read by one range', async () => {
  const { read, asked } = reader('one\ntwo\n')
  expect(await readTail(read, signal)).toEqual([
    { text: 'one', offset: 0 },
    { text: 'two', offset: 4 },
  ])
  expect(asked).toHaveLength(1)
})

test('of a long one the end is read, and its lines know their places in the whole', async () => {
  const line = (number: number) => `line ${String(number).padStart(6, '0')}\n`
  const { read, asked, size } = reader(Array.from({ length: 50_000 }, (_, index) => line(index)).join(''))
  const tail = await readTail(read, signal)
  expect(tail.at(-1)).toEqual({ text: 'line 049999', offset: size - 12 })
  expect(tail[0]?.offset).toBe(Number(tail[0]?.text.slice(5)) * 12)
  expect(asked).toEqual([{ from: 0, to: 65_535 }, { from: size - 65_536 }])
})

test('an empty log has no lines', async () => {
  expect(await readTail(reader('').read, signal)).toEqual([])
})
