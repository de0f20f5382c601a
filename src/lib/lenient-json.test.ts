import { expect, test } from 'vitest'
import { parseLenientJson } from './lenient-json.ts'

test('bare NaN and infinities become strings, as protobuf writes them', () => {
  expect(parseLenientJson('{"a":NaN,"b":[-Infinity, Infinity],"c":1}')).toEqual({
    a: 'NaN',
    b: ['-Infinity', 'Infinity'],
    c: 1,
  })
})

test('text inside of strings is left alone', () => {
  expect(parseLenientJson(String.raw`{"NaN":"Infinity and \" NaN","x":NaN}`)).toEqual({
    NaN: 'Infinity and " NaN',
    x: 'NaN',
  })
})

test('what is not JSON otherwise stays an error', () => {
  expect(() => parseLenientJson('<html>NaN</html>')).toThrow(SyntaxError)
})
