import { expect, test } from 'vitest'
import { listInWords } from './list-in-words.ts'

test('the last part comes after an “and”, the others after commas', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listInWords)).toEqual(['', 'a', 'a and b', 'a, b and c'])
})
