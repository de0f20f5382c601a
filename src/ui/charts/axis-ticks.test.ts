import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Extent } from '../../lib/series/series-types.ts'
import { placeDomain, valueDomain } from './axis-domain.ts'
import { pixelOf, placeAxis, valueOf } from './axis-place.ts'
import { axisTicks } from './axis-ticks.ts'
import { labelWidth } from './chart-layout.ts'
import type { ChartAxis } from './chart-types.ts'
import { dateText, secondsText, tickText } from './tick-text.ts'

const linear: ChartAxis = { name: 'loss', scale: 'linear', format: String, tick: tickText }
const log: ChartAxis = { ...linear, scale: 'log' }
const steps: ChartAxis = { ...linear, name: 'Step', isWhole: true }

const labels = (axis: ChartAxis, domain: Extent, width = 400) =>
  axisTicks(axis, domain, placeAxis(axis.scale, domain, [0, width]), labelWidth, 14).map(({ label }) => label)

describe('ticks', () => {
  test('are round', () => {
    expect(labels(linear, [0.13, 2.4], 160)).toEqual(['0.5', '1', '1.5', '2'])
    expect(labels(linear, [0, 0.3], 300)).toEqual(['0', '0.05', '0.1', '0.15', '0.2', '0.25', '0.3'])
  })

  test('stay whole where there is nothing between', () => {
    expect(labels(steps, [4.5, 5.5])).toEqual(['5'])
    expect(labels(steps, [0, 3])).toEqual(['0', '1', '2', '3'])
  })

  test('are powers of ten on a logarithmic axis, as many as there is room for', () => {
    expect(labels(log, [1e-7, 10])).toEqual(['1e-7', '1e-6', '1e-5', '1e-4', '0.001', '0.01', '0.1', '1', '10'])
    expect(labels(log, [1e-7, 10], 140)).toEqual(['1e-6', '0.001', '1'])
    expect(labels(log, [1, 100])).toEqual(['1', '2', '3', '5', '10', '20', '30', '50', '100'])
  })

  test('are as on any axis within a small part of a power of ten', () => {
    expect(labels(log, [0.2, 0.4])).toContain('0.25')
  })

  test('fall on the clock where it is told', () => {
    const seconds: ChartAxis = { ...linear, kind: 'seconds', tick: secondsText }
    expect(labels(seconds, [0, 5400])).toEqual(['0', '15m', '30m', '45m', '1h', '1h 15m', '1h 30m'])
    const from = new Date(2026, 5, 3, 8, 3).getTime()
    const date: ChartAxis = { ...linear, kind: 'date', tick: dateText }
    expect(labels(date, [from, from + 4 * 3_600_000], 250)).toEqual(['09:00', '10:00', '11:00', '12:00'])
  })

  test('tell neighbours apart however near they are', () => {
    expect(labels(linear, [1000.001, 1000.0011])).toEqual(['1000.001', '1000.00105'])
  })

  test('never touch, lie within, and are told apart, whatever the domain', () => {
    const ends = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(ends, ends, fc.integer({ min: 60, max: 2000 }), fc.boolean(), (a, b, width, isLog) => {
        const axis = isLog ? log : linear
        const domain = valueDomain([Math.min(a, b), Math.max(a, b)], axis)
        const ticks = axisTicks(axis, domain, placeAxis(axis.scale, domain, [0, width]), labelWidth, 14)
        expect(ticks.length).toBeLessThan(width / 14)
        ticks.forEach(({ pixel, label }, index) => {
          expect(pixel).toBeGreaterThan(-0.01)
          expect(pixel).toBeLessThan(width + 0.01)
          const before = ticks[index - 1]
          if (!before) return
          expect(label).not.toBe(before.label)
          expect(pixel - before.pixel).toBeGreaterThan((labelWidth(label) + labelWidth(before.label)) / 2)
        })
      }),
    )
  })
})

describe('a domain', () => {
  test('leaves air around the values, and stays on its side of zero', () => {
    expect(valueDomain([1, 2], linear)).toEqual([0.95, 2.05])
    expect(valueDomain([0, 10], linear)).toEqual([0, 10.5])
    expect(valueDomain([-10, -0.1], linear)[1]).toBe(0)
  })

  test('gives a single value room, also at zero and on a logarithmic axis', () => {
    expect(valueDomain([5, 5], linear)).toEqual([4.5, 5.5])
    expect(valueDomain([0, 0], linear)).toEqual([-1, 1])
    const [from, to] = valueDomain([0.5, 0.5], log)
    expect(to / from).toBeCloseTo(10)
    expect(placeDomain([7, 7], steps)).toEqual([6.5, 7.5])
  })

  test('is there without any value', () => {
    expect(valueDomain(undefined, linear)).toEqual([0, 1])
    expect(placeDomain(undefined, log)).toEqual([1, 10])
    expect(valueDomain([-1, 0], log)).toEqual([1, 10])
    expect(valueDomain([0, 5e-324], log)[0]).toBeGreaterThan(0)
  })
})

test('a place on an axis leads back to its value, closely even for the time of day', () => {
  const now = 1_795_000_000_000
  const wall = placeAxis('linear', [now, now + 2], [40, 840])
  expect(pixelOf(wall, now + 1)).toBe(440)
  expect(valueOf(wall, 440)).toBe(now + 1)
  const upwards = placeAxis('log', [1, 100], [200, 0])
  expect(pixelOf(upwards, 10)).toBe(100)
  expect(valueOf(upwards, 50)).toBeCloseTo(31.62, 2)
  expect(pixelOf(upwards, 0)).toBe(Infinity)
})
