import { expect, test } from 'vitest'
import { formatClockTime } from './clock-time.ts'

test('a time of day has its seconds, and midnight is 00', () => {
  const at = (hour: number) => formatClockTime(new Date(2026, 2, 2, hour, 5, 9).getTime())
  expect([at(0), at(15)]).toEqual(['00:05:09', '15:05:09'])
})
