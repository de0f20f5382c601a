import { describe, expect, test } from 'vitest'
import { csvField, detectDelimiter, parseDelimited } from './csv.ts'

describe('delimited text', () => {
  test('has quoted fields with delimiters, quotes and line breaks in them', () => {
    expect(parseDelimited('a,"b, ""c""\nd",e\r\n1,2,3\n', ',')).toEqual([
      ['a', 'b, "c"\nd', 'e'],
      ['1', '2', '3'],
    ])
  })

  test('may have rows of any length, empty fields and empty lines', () => {
    expect(parseDelimited('a,b,c\n\n1\n1,,\n,', ',')).toEqual([['a', 'b', 'c'], ['1'], ['1', '', ''], ['', '']])
  })

  test('that is only a beginning leaves out the row that may be cut', () => {
    expect(parseDelimited('a,b\n1,2\n3,"4', ',', { isWhole: false })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('with a mark of UTF-8, text after a quote or an open quote is still read', () => {
    expect(parseDelimited('\ufeff"a"x,b\n"open', ',')).toEqual([['ax', 'b'], ['open']])
  })

  test('ends where enough was read', () => {
    expect(parseDelimited('1\n2\n3\n', ',', { mostRows: 2 })).toEqual([['1'], ['2']])
  })

  test.each([
    ['a;b;c\n1,5;2,5;3,5\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['a,b\n"x;y;z;v",2\n', ','],
    ['one column\nonly\n', ','],
  ])('tells its delimiter: %j', (text, delimiter) => expect(detectDelimiter(text)).toBe(delimiter))
})

test.each([
  ['loss', '"loss"'],
  ['a "b", c', '"a ""b"", c"'],
  ['=1+1', `"'=1+1"`],
  [' @SUM(A1)', `"' @SUM(A1)"`],
  ['-lr', `"'-lr"`],
])('a field is written so that it stays text: %j', (text, field) => {
  expect(csvField(text)).toBe(field)
})
