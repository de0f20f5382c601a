import { expect, test } from 'vitest'
import { lineLook } from './line-look.ts'

test('forty lines are told apart, the first eight by colour alone', () => {
  const looks = Array.from({ length: 40 }, (_, index) => lineLook(index))
  expect(new Set(looks.map(({ color, dash }) => `${color} ${dash.join(' ')}`)).size).toBe(40)
  expect(looks.slice(0, 8).every(({ dash }) => dash.length === 0)).toBe(true)
  expect(lineLook(40)).toEqual(lineLook(0))
})
