import { expect, test } from 'vitest'
import { jsonRows } from './json-lines.ts'

test('objects become rows, their keys columns', () => {
  expect(jsonRows('{"a":1,"b":"x"}\n{"b":null,"c":[1]}\n', true)).toEqual({
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', 'x', undefined],
      [undefined, null, '[1]'],
    ],
    bad: 0,
  })
})

test('other values and broken lines are shown as they are', () => {
  expect(jsonRows('{"a":1}\n[2]\nnot json\n', true)).toEqual({
    columns: ['a', 'value'],
    rows: [
      ['1', undefined],
      [undefined, '[2]'],
      [undefined, 'not json'],
    ],
    bad: 1,
  })
})

test('a line that may be cut is left out', () => {
  expect(jsonRows('{"a":1}\n{"a":', false).rows).toEqual([['1']])
})

test('a key named like what every object has is a key', () => {
  expect(jsonRows('{"toString":1}\n{}', true).rows).toEqual([['1'], [undefined]])
})
