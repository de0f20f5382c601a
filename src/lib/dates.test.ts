import { expect, test } from 'vitest'
import { formatRelative, humanDuration, msOf } from './dates.ts'

const now = Date.UTC(2025, 10, 23, 12)

test.each([
  [0, 'just now'],
  [59_000, 'just now'],
  [60_000, '1 minute ago'],
  [3_599_000, '59 minutes ago'],
  [7_200_000, '2 hours ago'],
  [86_400_000, 'yesterday'],
  [40 * 86_400_000, 'last month'],
  [3 * 365 * 86_400_000, '3 years ago'],
  [-30_000, 'just now'],
])('%i ms ago is %s', (ago, text) => {
  expect(formatRelative(now - ago, now)).toBe(text)
})

test('a date that is missing or unreadable has no milliseconds', () => {
  expect(msOf('1970-01-01T00:00:01Z')).toBe(1000)
  expect([msOf(null), msOf(undefined), msOf('soon')]).toEqual([undefined, undefined, undefined])
})

test('people read the two largest units', () => {
  expect(humanDuration(0)).toBe('0 s')
  expect(humanDuration(42.4)).toBe('42 s')
  expect(humanDuration(3_900)).toBe('1 h 5 min')
  expect(humanDuration(7_200)).toBe('2 h')
  expect(humanDuration(93_784)).toBe('1 d 2 h')
  expect(humanDuration(-3)).toBe('0 s')
})
