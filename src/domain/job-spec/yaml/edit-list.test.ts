import { describe, expect, test } from 'vitest'
import { applyEdits, type TextEdit } from '../../../lib/text-edit.ts'
import { appendItem, removeItem } from './edit-list.ts'

const after = (text: string, edits: TextEdit[] | null) => edits && applyEdits(text, edits)

const block = `a: 1
values: # tried before
  - 0.1 # slow
  - "1"
  # the best so far
  - 2
b: 2
`

describe('a value is added', () => {
  test('to a block list, comments kept', () => {
    expect(after(block, appendItem(block, ['values'], 3))).toBe(block.replace('  - 2\n', '  - 2\n  - 3\n'))
    expect(after(block, appendItem(block, ['values'], '3'))).toBe(block.replace('  - 2\n', '  - 2\n  - "3"\n'))
  })

  test('to a list on one line', () => {
    const text = 'x: {type: choice, values: [1, 2]} # of two\n'
    expect(after(text, appendItem(text, ['x', 'values'], 'a, b'))).toBe(text.replace('2]', '2, "a, b"]'))
  })

  test('to no list at all', () => {
    expect(after('a: 1\n', appendItem('a: 1\n', ['r', 'locations'], 'eastus'))).toBe(
      'a: 1\nr:\n  locations:\n    - eastus\n',
    )
    expect(after('v: []\n', appendItem('v: []\n', ['v'], 1))).toBe('v:\n  - 1\n')
  })

  test('that is a map, on lines of its own', () => {
    const text = 'v:\n- a: 1\n  b: 2'
    expect(after(text, appendItem(text, ['v'], { a: 3, b: 4 }))).toBe('v:\n- a: 1\n  b: 2\n- a: 3\n  b: 4')
  })

  test('but not to something else', () => {
    expect(appendItem('v: one\n', ['v'], 1)).toBeNull()
    expect(appendItem('v: [1\n', ['v'], 1)).toBeNull()
  })
})

describe('a value is removed', () => {
  test('from a block list with the rest of its line', () => {
    expect(after(block, removeItem(block, ['values'], 0))).toBe(block.replace('  - 0.1 # slow\n', ''))
    expect(after(block, removeItem(block, ['values'], 2))).toBe(block.replace('  - 2\n', ''))
  })

  test('from a list on one line', () => {
    const text = 'v: [1, 2, 3]\n'
    expect([0, 1, 2].map((index) => after(text, removeItem(text, ['v'], index)))).toEqual([
      'v: [2, 3]\n',
      'v: [1, 3]\n',
      'v: [1, 2]\n',
    ])
  })

  test('and with the last one the list', () => {
    expect(after('a: 1\nv: [1]\n', removeItem('a: 1\nv: [1]\n', ['v'], 0))).toBe('a: 1\n')
  })

  test('but not one that is not there', () => {
    expect(removeItem(block, ['values'], 3)).toBeNull()
    expect(removeItem(block, ['b'], 0)).toBeNull()
  })
})
