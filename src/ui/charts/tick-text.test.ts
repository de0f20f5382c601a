import { expect, test } from 'vitest'
import { dateText, secondsText, tickText } from './tick-text.ts'

test.each([
  [0, undefined, '0'],
  [1e-7, undefined, '1e-7'],
  [1.5e-7, 5e-8, '1.5e-7'],
  [0.25, 0.05, '0.25'],
  [0.3, 0.1, '0.3'],
  [1_200_000, 100_000, '1.2M'],
  [-40_000, 20_000, '-40k'],
  [5000, 1000, '5000'],
  [12_345, 1, '12.345k'],
  [1e18, undefined, '1e18'],
  [Number.NaN, undefined, 'NaN'],
])('%d with steps of %d is written %s', (value, step, text) => expect(tickText(value, step)).toBe(text))

test.each([
  [0, 10, '0'],
  [45, 15, '45s'],
  [0.4, 0.2, '0.4s'],
  [90, 30, '1m 30s'],
  [3600, 1800, '1h'],
  [7500, 300, '2h 05m'],
  [90_000, 3600, '1d 1h'],
  [-120, 60, '-2m'],
])('%d seconds in steps of %d are written %s', (value, step, text) => expect(secondsText(value, step)).toBe(text))

test('a moment is as exact as the steps are', () => {
  const at = new Date(2026, 5, 3, 14, 5, 30).getTime()
  const hour = 3_600_000
  expect(dateText(at, hour)).toBe('14:05')
  expect(dateText(at, 1000)).toBe('14:05:30')
  expect(dateText(at + 250, 250)).toBe('14:05:30.250')
  expect(dateText(new Date(2026, 5, 3).getTime(), hour)).toBe('3 Jun')
  expect(dateText(at, 24 * hour)).toBe('3 Jun')
  expect(dateText(at, 28 * 24 * hour)).toBe('3 Jun 2026')
})
