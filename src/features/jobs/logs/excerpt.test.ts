import { describe, expect, test } from 'vitest'
import { excerpt } from './excerpt.ts'

const shown = (line: string, ...marks: [number, number][]) =>
  excerpt(
    line,
    marks.map(([start, end]) => ({ start, end })),
  )
    .map(({ text, isMatch }) => (isMatch ? `[${text}]` : text))
    .join('')

describe('the excerpt of a found line', () => {
  test('marks every match', () => expect(shown('loss 1, loss 2', [0, 4], [8, 12])).toBe('[loss] 1, [loss] 2'))

  test('begins a little before the first match', () => {
    expect(shown(`${'x'.repeat(100)}loss`, [100, 104])).toBe(`…${'x'.repeat(16)}[loss]`)
  })

  test('of a line of a megabyte is short', () => {
    const text = shown(`loss${'x'.repeat(1_000_000)}`, [0, 4], [900_000, 900_001])
    expect(text).toMatch(/^\[loss\]x+…$/)
    expect(text.length).toBeLessThan(420)
  })

  test('of a match longer than that is cut', () =>
    expect(shown('y'.repeat(1000), [0, 1000])).toBe(`[${'y'.repeat(400)}]…`))

  test('of a line that matches nowhere in what is seen is its beginning', () => expect(shown('plain')).toBe('plain'))
})
