import { expect, test } from 'vitest'
import { fileText, longestEditableBytes } from './file-text.ts'

const read = (...parts: BlobPart[]) => fileText(new Blob(parts))

test('UTF-8 is read as it is, byte order mark and line ends included', async () => {
  expect(await read('größe\r\n')).toEqual({ kind: 'text', text: 'größe\r\n' })
  expect(await read('\uFEFFx')).toEqual({ kind: 'text', text: '\uFEFFx' })
  expect(await read('')).toEqual({ kind: 'text', text: '' })
})

test('what is no text, too long or gone is said to be so', async () => {
  expect(await read(new Uint8Array([0xff, 0xfe, 0x41]))).toEqual({ kind: 'binary' })
  expect(await read('PK\0\0')).toEqual({ kind: 'binary' })
  expect(await read(new Uint8Array(longestEditableBytes + 1))).toEqual({ kind: 'large' })
  const gone = Object.assign(new Blob(['x']), {
    arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')),
  })
  expect(await fileText(gone)).toEqual({ kind: 'gone' })
})
