import { expect, test } from 'vitest'
import { findAll } from './find-all.ts'

test('every place of a text is found, letter case aside', () => {
  expect(findAll('Status: status, STATUS', 'status', 10)).toEqual([0, 8, 16])
  expect(findAll('aaaa', 'aa', 10)).toEqual([0, 2])
  expect(findAll('aaaa', 'a', 3)).toEqual([0, 1, 2])
  expect(findAll('abc', '', 10)).toEqual([])
})

test('places hold in a text whose lower case is longer', () => {
  expect(findAll('İİ name', 'name', 10)).toEqual([3])
})
