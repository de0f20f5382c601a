import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isoToSeconds, parseDuration, secondsToIso, wholeDuration } from './duration.ts'

test('seconds become days, hours, minutes and seconds, zero parts left out', () => {
  expect(secondsToIso(30)).toBe('PT30S')
  expect(secondsToIso(900)).toBe('PT15M')
  expect(secondsToIso(7_200)).toBe('PT2H')
  expect(secondsToIso(93_784)).toBe('P1DT2H3M4S')
  expect(secondsToIso(86_400)).toBe('P1D')
  expect(secondsToIso(0)).toBe('PT0S')
})

test('every number of seconds comes back', () => {
  fc.assert(
    fc.property(fc.nat(), (seconds) => {
      expect(isoToSeconds(secondsToIso(seconds))).toBe(seconds)
    }),
  )
})

test('other forms that the service writes are read', () => {
  expect(isoToSeconds('PT120S')).toBe(120)
  expect(isoToSeconds('P1W')).toBe(604_800)
  expect(isoToSeconds('PT1.5S')).toBe(1.5)
})

test('what is no duration is undefined, months and years included: they have no fixed length', () => {
  for (const text of ['', 'P', 'PT', '5 min', 'P1M', 'P1Y', '-PT5M', 'PT5M '])
    expect(isoToSeconds(text)).toBeUndefined()
})

test('people write a time in many ways', () => {
  expect(['90', '90 s', '1h30m', '1.5 hours', '0.1 h', '2 days, 3 h', ' 1 Min ', '-5'].map(parseDuration)).toEqual([
    90, 90, 5_400, 5_400, 360, 183_600, 60, -5,
  ])
})

test('what is no time, or no whole number of seconds, is undefined', () => {
  const times = ['', 'soon', '1 h 30', '1 fortnight', '0.5 s', '1:30', 'h', '1e3'].map(parseDuration)
  expect(times.filter((seconds) => seconds !== undefined)).toEqual([])
})

test('a time for people is read back as the same', () => {
  expect(wholeDuration(5_405)).toBe('1 h 30 min 5 s')
  expect(wholeDuration(0)).toBe('0 s')
  fc.assert(
    fc.property(fc.nat(), (seconds) => {
      expect(parseDuration(wholeDuration(seconds))).toBe(seconds)
    }),
  )
})
