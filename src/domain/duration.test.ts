import fc from 'fast-check'
import { expect, test } from 'vitest'
import { humanDuration, isoToSeconds, secondsToIso } from './duration.ts'

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

test('people read the two largest units', () => {
  expect(humanDuration(0)).toBe('0 s')
  expect(humanDuration(42.4)).toBe('42 s')
  expect(humanDuration(3_900)).toBe('1 h 5 min')
  expect(humanDuration(7_200)).toBe('2 h')
  expect(humanDuration(93_784)).toBe('1 d 2 h')
  expect(humanDuration(-3)).toBe('0 s')
})
