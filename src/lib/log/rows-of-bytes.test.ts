import { describe, expect, test } from 'vitest'
import { findRowStart, rowsOf, type RowLimits } from './rows-of-bytes.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const small: RowLimits = { longest: 8, farthest: 32 }

function textsOf(content: string, limits?: RowLimits) {
  const bytes = encoder.encode(content)
  return [...rowsOf(bytes, 0, { offset: 0, isLong: false }, true, limits)].map(({ start, end }) =>
    decoder.decode(bytes.subarray(start, end)),
  )
}

describe('rows of a log', () => {
  test('are its lines, with the unfinished last one', () => {
    expect(textsOf('one\ntwo\n\nthree')).toEqual(['one', 'two', '', 'three'])
    expect(textsOf('one\r\ntwo\r\r\n')).toEqual(['one', 'two'])
    expect(textsOf('')).toEqual([])
  })

  test('show the last writing of a progress bar, also while it is being written', () => {
    expect(textsOf('\r10%\r50%\r100%\ndone\n')).toEqual(['100%', 'done'])
    expect(textsOf('10%\r50%\r')).toEqual(['50%'])
  })

  test('cut a long line at fixed places of the file, never within a character', () => {
    expect(textsOf('abcdefghijklmnopqrst\nx', small)).toEqual(['abcdefgh', 'ijklmnop', 'qrst', 'x'])
    expect(textsOf('1234567雪雪雪\n', small)).toEqual(['1234567', '雪雪雪'])
  })

  test('wait for more bytes until it is clear whether a text was written over', () => {
    const bytes = encoder.encode('one\ntwo\r')
    const rows = rowsOf(bytes, 0, { offset: 0, isLong: false }, false)
    expect(rows.next().value).toMatchObject({ start: 0, end: 3, next: 4 })
    expect(rows.next()).toEqual({ done: true, value: { offset: 4, isLong: false } })
  })

  test('go on within a line that is longer than anybody looks ahead', () => {
    const bytes = encoder.encode('x'.repeat(45))
    const rows = rowsOf(bytes, 0, { offset: 0, isLong: false }, false, small)
    expect(Array.from({ length: 5 }, () => rows.next().value)).toMatchObject(
      [0, 8, 16, 24, 32].map((start) => ({ start })),
    )
    expect(rows.next()).toEqual({ done: true, value: { offset: 40, isLong: true } })
  })
})

test('a place to read from is the line it is in, or a cut of a long one', () => {
  const bytes = encoder.encode(`one\ntwo\rthree\n${'x'.repeat(100)}`)
  expect(findRowStart(bytes, 0, 6, small)).toEqual({ offset: 4, isLong: false })
  expect(findRowStart(bytes, 0, 0, small)).toEqual({ offset: 0, isLong: false })
  expect(findRowStart(bytes, 0, 90, small)).toEqual({ offset: 88, isLong: true })
})
