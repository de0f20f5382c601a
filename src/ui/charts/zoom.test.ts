import { describe, expect, test } from 'vitest'
import type { ChartAxis } from './chart-types.ts'
import { panBy, zoomAround, zoomBetween } from './zoom.ts'

const linear: ChartAxis = { name: 'Time', scale: 'linear', format: String }
const steps: ChartAxis = { ...linear, isWhole: true }
const log: ChartAxis = { ...linear, scale: 'log' }

describe('zooming', () => {
  test('keeps the place under the pointer where it is', () => {
    expect(zoomAround([0, 100], [0, 100], 20, 0.5, linear)).toEqual([10, 60])
    const zoom = zoomAround([1, 10_000], [1, 10_000], 100, 0.5, log)
    expect(zoom?.[0]).toBeCloseTo(10)
    expect(zoom?.[1]).toBeCloseTo(1000)
  })

  test('out beyond everything shows everything', () => {
    expect(zoomAround([10, 60], [0, 100], 30, 4, linear)).toBeUndefined()
  })

  test('stops at one step', () => {
    expect(zoomAround([10, 12], [0, 100], 11, 0.01, steps)).toEqual([10.5, 11.5])
  })

  test('between two places works in both directions and stays within', () => {
    expect(zoomBetween(80, 20, [0, 100], linear)).toEqual([20, 80])
    expect(zoomBetween(-5, 20, [0, 100], linear)).toEqual([0, 20])
    expect(zoomBetween(-5, 120, [0, 100], linear)).toBeUndefined()
  })

  test('of a single place shows it', () => {
    expect(zoomAround([5, 5], [5, 5], 5, 0.5, linear)).toBeUndefined()
  })
})

test('moving along keeps the width and stops at the ends', () => {
  expect(panBy([20, 40], [0, 100], 0.5, linear)).toEqual([30, 50])
  expect(panBy([80, 95], [0, 100], 0.5, linear)).toEqual([85, 100])
  expect(panBy([5, 15], [0, 100], -2, linear)).toEqual([0, 10])
})
