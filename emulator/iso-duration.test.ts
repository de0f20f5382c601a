import { expect, test } from 'vitest'
import { durationMs } from './iso-duration.ts'

test('a duration is read in milliseconds', () => {
  expect(durationMs('PT30M')).toBe(1_800_000)
  expect(durationMs('P1DT2H3M4S')).toBe(93_784_000)
  expect(durationMs('PT0S')).toBe(0)
})

test.each(['', 'P', 'PT', '30', '30M', 'PT-5M', 'P1Y'])('%j is no duration of the service', (text) => {
  expect(durationMs(text)).toBeUndefined()
})
