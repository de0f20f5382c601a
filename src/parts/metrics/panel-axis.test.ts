import { describe, expect, test } from 'vitest'
import { panelAxis, type AxisFacts } from './panel-axis.ts'
import { valueFormat } from './value-format.ts'

const axisOf = (axis: AxisFacts['axis'], shown: AxisFacts['shown'], metric?: string) =>
  panelAxis({ axis, scale: 'linear', shown, metric })

describe('the horizontal axis', () => {
  test('counts steps, which are whole', () => {
    const { chart, say, sayRange } = axisOf('step', [0, 118_240])
    expect([chart.name, chart.isWhole]).toEqual(['Step', true])
    expect(say(118_240)).toBe('step 118,240')
    expect(sayRange([99.6, 220.2])).toBe('steps 100–220')
  })

  test('tells time since the start as people do, the finer the closer one looks', () => {
    const say = (width: number, seconds: number) => axisOf('relative', [0, width]).say(seconds)
    expect(say(9_000, 4_800)).toBe('1 h 20 min')
    expect(say(40, 12)).toBe('12 s')
    expect(say(0.5, 0.125)).toBe('0.125 s')
    expect(say(9_000, -90)).toBe('−1 min 30 s')
    expect(axisOf('relative', [0, 9_000]).sayRange([3_600, 7_200])).toBe('1 h–2 h')
  })

  test('tells the time of day in the zone of the reader, which is named once', () => {
    const noon = new Date(2026, 10, 24, 12, 0, 0, 125).getTime()
    const hour = axisOf('wall', [noon, noon + 3_600_000])
    expect(hour.chart.name).toMatch(/^Time \(.+\)$/)
    expect(hour.say(noon)).toBe('Nov 24, 12:00:00')
    expect(axisOf('wall', [noon, noon + 5_000]).say(noon)).toBe('Nov 24, 12:00:00.125')
  })

  test('is called by the metric whose values it has', () => {
    const { chart, say } = axisOf('series', [0, 10], 'epoch')
    expect([chart.name, chart.isWhole]).toEqual(['epoch', undefined])
    expect(say(2.5)).toBe('epoch 2.5')
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
