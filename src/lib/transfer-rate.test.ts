import { expect, test } from 'vitest'
import { createRateMeter } from './transfer-rate.ts'

function aMeter() {
  const clock = { now: 0 }
  return { clock, meter: createRateMeter(() => clock.now) }
}

test('there is no rate before a second has passed', () => {
  const { clock, meter } = aMeter()
  expect(meter.rate()).toBeUndefined()
  meter.note(0)
  clock.now = 900
  meter.note(5_000)
  expect(meter.rate()).toBeUndefined()
  clock.now = 1_000
  expect(meter.rate()).toBe(5_000)
})

test('the rate is that of the last seconds, not of the whole transfer', () => {
  const { clock, meter } = aMeter()
  for (let second = 0; second <= 60; second += 1) {
    clock.now = second * 1_000
    meter.note(second <= 30 ? second * 1_000_000 : 30_000_000 + (second - 30) * 1_000)
  }
  expect(meter.rate()).toBeCloseTo(1_000, 0)
})

test('a transfer that stands still gets slower', () => {
  const { clock, meter } = aMeter()
  meter.note(0)
  clock.now = 2_000
  meter.note(4_000)
  expect(meter.rate()).toBe(2_000)
  clock.now = 8_000
  expect(meter.rate()).toBe(500)
})
