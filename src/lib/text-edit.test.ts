import { expect, test } from 'vitest'
import { applyEdits } from './text-edit.ts'

test('edits apply in the order of their places, whatever order they come in', () => {
  const edits = [
    { from: 6, to: 11, insert: 'Azure' },
    { from: 0, to: 5, insert: 'Good morning' },
  ]
  expect(applyEdits('Hello world', edits)).toBe('Good morning Azure')
})

test('two insertions at one place keep their order', () => {
  const edits = [
    { from: 1, to: 1, insert: 'b' },
    { from: 1, to: 1, insert: 'c' },
  ]
  expect(applyEdits('ad', edits)).toBe('abcd')
})

test('overlapping edits and edits outside the text are refused', () => {
  const overlapping = [
    { from: 0, to: 3, insert: '' },
    { from: 2, to: 4, insert: '' },
  ]
  expect(() => applyEdits('abcdef', overlapping)).toThrow(RangeError)
  expect(() => applyEdits('abc', [{ from: 2, to: 4, insert: '' }])).toThrow(RangeError)
})
