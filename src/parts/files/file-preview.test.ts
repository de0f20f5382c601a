import { describe, expect, test } from 'vitest'
import { previewOf } from './file-preview.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const whole = (path: string, bytes: Uint8Array) => previewOf(path, bytes, bytes.length)

describe('the preview of a file', () => {
  test('of JSON is indented', () => {
    expect(whole('a.json', bytesOf('{"a":[1]}'))).toEqual({
      kind: 'text',
      text: '{\n  "a": [\n    1\n  ]\n}',
      cut: false,
    })
  })

  test('of broken JSON is the text as it is', () => {
    expect(whole('a.json', bytesOf('{"a":'))).toMatchObject({ text: '{"a":' })
  })

  test('of text without an extension is text', () => {
    expect(whole('model/MLmodel', bytesOf('flavors: ü'))).toEqual({ kind: 'text', text: 'flavors: ü', cut: false })
  })

  test('of a long text says that it is cut, even within a character', () => {
    const bytes = bytesOf('grüß')
    expect(previewOf('a.txt', bytes.slice(0, 3), bytes.length)).toEqual({ kind: 'text', text: 'gr', cut: true })
    expect(whole('a.txt', bytesOf('x'.repeat(300_000)))).toMatchObject({ cut: true })
  })

  test('of a page is its source', () => {
    expect(whole('report.html', bytesOf('<script>alert(1)</script>'))).toMatchObject({ kind: 'text' })
  })

  test('of a picture is the picture, when all of it is there', () => {
    const bytes = new Uint8Array([137, 80, 78, 71, 0, 255])
    expect(whole('plot.PNG', bytes)).toEqual({ kind: 'image', dataUrl: 'data:image/png;base64,iVBORwD/' })
    expect(previewOf('plot.png', bytes, 10_000_000)).toEqual({ kind: 'binary' })
  })

  test('of anything else is none', () => {
    expect(whole('weights.bin', new Uint8Array([1, 0, 2]))).toEqual({ kind: 'binary' })
    expect(whole('latin1.txt', new Uint8Array([0x66, 0xfc, 0x72]))).toEqual({ kind: 'binary' })
  })
})
