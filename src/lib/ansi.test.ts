import { describe, expect, test } from 'vitest'
import { parseAnsiLine } from './ansi.ts'

describe('a line of a log', () => {
  test('that is plain is left alone', () => {
    expect(parseAnsiLine('epoch 1/10  loss=0.31 ✓')).toEqual({ text: 'epoch 1/10  loss=0.31 ✓' })
  })

  test('shows its colours as spans over the bare text', () => {
    expect(parseAnsiLine('\u001b[1;31mERROR\u001b[0m no such file')).toEqual({
      text: 'ERROR no such file',
      spans: [{ start: 0, end: 5, style: { bold: true, color: 1 } }],
    })
  })

  test('knows bright colours and the first sixteen of the 256', () => {
    expect(parseAnsiLine('\u001b[92ma\u001b[38;5;12mb\u001b[39mc').spans).toEqual([
      { start: 0, end: 1, style: { color: 10 } },
      { start: 1, end: 2, style: { color: 12 } },
    ])
  })

  test('skips true colour with all its arguments', () => {
    // Read one by one, the 4 and the 1 would underline and embolden.
    expect(parseAnsiLine('\u001b[38;2;4;1;3mtext')).toEqual({ text: 'text' })
  })

  test('turns single styles off again', () => {
    expect(parseAnsiLine('\u001b[1;3;4ma\u001b[22;24mb').spans?.map(({ style }) => style)).toEqual([
      { bold: true, italic: true, underline: true },
      { italic: true },
    ])
  })

  test('loses cursor moves, window titles and hyperlinks', () => {
    expect(parseAnsiLine('\u001b[2K\u001b]0;title\u0007\u001b]8;;https://example.org\u001b\\go\u001b[1A').text).toBe(
      'go',
    )
  })

  test('aligns tabs', () => {
    expect(parseAnsiLine('ab\tc').text).toBe('ab      c')
  })

  test('cannot hide or reorder anything', () => {
    expect(parseAnsiLine('a\u0000b\u007fc\u202ed\u200be').text).toBe('a␀b␡c<U+202E>d<U+200B>e')
    expect(parseAnsiLine('\u001b').text).toBe('␛')
  })
})
