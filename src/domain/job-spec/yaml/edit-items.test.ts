import { describe, expect, test } from 'vitest'
import { applyEdits, type TextEdit } from '../../../lib/text-edit.ts'
import { removeKey, setValue } from './edit-yaml.ts'

const after = (text: string, edits: TextEdit[] | null) => edits && applyEdits(text, edits)

const block = `a: 1
values: # tried before
  - 0.1 # slow
  - "1"
  # the best so far
  - 2
b: 2
`

describe('an item is added', () => {
  test('to a block list, comments kept', () => {
    const number = setValue(block, ['values', '3'], 3)
    expect(after(block, number)).toBe(block.replace('  - 2\n', '  - 2\n  - 3\n'))
    const text = setValue(block, ['values', '3'], '3')
    expect(after(block, text)).toBe(block.replace('  - 2\n', '  - 2\n  - "3"\n'))
  })

  test('to a list on one line', () => {
    const text = 'x: {type: choice, values: [1, 2]} # of two\n'
    expect(after(text, setValue(text, ['x', 'values', '2'], 'a, b'))).toBe(text.replace('2]', '2, "a, b"]'))
  })

  test('that is a map, on lines of its own', () => {
    const text = 'v:\n- a: 1\n  b: 2'
    expect(after(text, setValue(text, ['v', '1'], { a: 3, b: 4 }))).toBe('v:\n- a: 1\n  b: 2\n- a: 3\n  b: 4')
  })

  test('but not with a gap before it', () => {
    expect(setValue(block, ['values', '4'], 1)).toBeNull()
  })
})

describe('an item is removed', () => {
  test('from a block list with the rest of its line', () => {
    expect(after(block, removeKey(block, ['values', '0']))).toBe(block.replace('  - 0.1 # slow\n', ''))
    expect(after(block, removeKey(block, ['values', '2']))).toBe(block.replace('  - 2\n', ''))
  })

  test('from a list on one line', () => {
    const text = 'v: [1, 2, 3]\n'
    expect(['0', '1', '2'].map((index) => after(text, removeKey(text, ['v', index])))).toEqual([
      'v: [2, 3]\n',
      'v: [1, 3]\n',
      'v: [1, 2]\n',
    ])
  })

  test('and with the last one the list', () => {
    expect(after('a: 1\nv: [1]\n', removeKey('a: 1\nv: [1]\n', ['v', '0']))).toBe('a: 1\n')
  })

  test('but not one that is not there', () => {
    expect(removeKey(block, ['values', '3'])).toBeNull()
    expect(removeKey(block, ['b', '0'])).toBeNull()
    expect(removeKey('v: [1]\n', ['v', '1'])).toBeNull()
  })
})
