import { expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

test('a character that was cut between two pieces is whole again', () => {
  const bytes = utf8('grüß')
  expect(decodeText([bytes.slice(0, 3), bytes.slice(3)], true)).toEqual({ text: 'grüß', encoding: 'utf-8' })
})

test('half a character at the end is left out as long as there is more', () => {
  expect(decodeText([utf8('grüß').slice(0, 3)], false)).toEqual({ text: 'gr', encoding: 'utf-8' })
})

test('a mark at the beginning tells UTF-16', () => {
  const bytes = new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0])
  expect(decodeText([bytes], true)).toEqual({ text: 'hi', encoding: 'utf-16le' })
})

test('older text is read as Windows wrote it', () => {
  expect(decodeText([new Uint8Array([0x66, 0xfc, 0x72])], true)).toEqual({ text: 'für', encoding: 'windows-1252' })
})

test('what is no text is none', () => {
  expect(decodeText([new Uint8Array([1, 0, 2])], true)).toBeUndefined()
  expect(decodeText([new Uint8Array([0x80, 1, 2, 3, 4, 5])], true)).toBeUndefined()
})
