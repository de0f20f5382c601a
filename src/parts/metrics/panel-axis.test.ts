import { describe, expect, test } from 'vitest'
import { panelAxis } from './panel-axis.ts'
import { valueFormat } from './value-format.ts'

describe('the horizontal axis', () => {
  test('counts steps, which are whole', () => {
    const axis = panelAxis('step', [0, 118_240])
    expect([axis.name, axis.isWhole]).toEqual(['Step', true])
    expect(axis.format(118_240)).toBe('118,240')
    expect(axis.say(118)).toBe('step 118')
    expect(axis.sayRange([99.6, 220.2])).toBe('steps 100–220')
  })

  test('tells time since the start as people do, the finer the closer one looks', () => {
    expect(panelAxis('relative', [0, 9_000]).format(4_800)).toBe('1 h 20 min')
    expect(panelAxis('relative', [0, 40]).format(12)).toBe('12 s')
    expect(panelAxis('relative', [0, 0.5]).format(0.125)).toBe('0.125 s')
    expect(panelAxis('relative', [-30, 9_000]).format(-90)).toBe('−1 min 30 s')
    expect(panelAxis('relative', [0, 9_000]).sayRange([3_600, 7_200])).toBe('1 h–2 h')
  })

  test('tells the time of day in the zone of the reader, which is named once', () => {
    const noon = new Date(2026, 10, 24, 12, 0, 0).getTime()
    const at = (width: number) => panelAxis('wall', [noon, noon + width]).format(noon)
    expect(at(5_000)).toBe('12:00:00.0')
    expect(at(60_000)).toBe('12:00:00')
    expect(at(3_600_000)).toBe('12:00')
    expect(at(86_400_000)).toBe('Nov 24, 12:00')
    expect(at(10 * 86_400_000)).toBe('Nov 24')
    const axis = panelAxis('wall', [noon, noon + 5_000])
    expect(axis.name).toMatch(/^Time \(.+\)$/)
    expect(axis.say(noon)).toBe('Nov 24, 12:00:00')
  })

  test('is called by the metric whose values it has', () => {
    const axis = panelAxis('series', [0, 10], 'epoch')
    expect(axis.name).toBe('epoch')
    expect(axis.isWhole).toBe(false)
    expect(axis.say(2.5)).toBe('epoch 2.5')
  })
})

describe('values', () => {
  test('are written in as many digits as tell those in sight apart', () => {
    expect(valueFormat([0, 1])(0.30000001192092896)).toBe('0.3')
    const close = valueFormat([1000.001, 1000.002])
    expect(close(1000.0012345)).toBe('1000.0012345')
    expect(close(Number.NaN)).toBe('NaN')
  })

  test('have six digits where all are the same', () => {
    expect(valueFormat([0.1, 0.1])(0.1)).toBe('0.1')
    expect(valueFormat([0, 0])(0)).toBe('0')
    expect(valueFormat(undefined)(1 / 3)).toBe('0.333333')
  })
})
