import { expect, test } from 'vitest'
import { tailLines } from './tail-lines.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('each line knows the byte at which it begins in its file', () => {
  expect(tailLines(bytes('é\nb\r\n\nlast'), 0)).toEqual([
    { text: 'é', offset: 0 },
    { text: 'b', offset: 3 },
    { text: '', offset: 6 },
    { text: 'last', offset: 7 },
  ])
})

test('a piece from the middle begins with its first whole line', () => {
  expect(tailLines(bytes('of a line\nnext\n'), 100)).toEqual([{ text: 'next', offset: 110 }])
  expect(tailLines(bytes('one line without an end'), 100)).toEqual([])
})

test('what was written over and colours are left out, and a line that never ends is cut', () => {
  expect(tailLines(bytes('1%\r2%\r\u001b[31mError\u001b[0m: x\n'), 0)).toEqual([{ text: 'Error: x', offset: 0 }])
  expect(tailLines(bytes('x'.repeat(100_000)), 0)[0]?.text.length).toBe(4_000)
})

test('bytes that are no text do no harm', () => {
  expect(tailLines(new Uint8Array([0xff, 0xfe, 0x0a, 0x61]), 0).map(({ text }) => text)).toEqual(['\ufffd\ufffd', 'a'])
})
