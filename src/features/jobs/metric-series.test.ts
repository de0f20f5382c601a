import { describe, expect, test } from 'vitest'
import { groupMetrics, seriesOf } from './metric-series.ts'

const aMetric = (value: number, step: number, timestamp = 1_000_000 + step * 1000) => ({
  key: 'loss',
  value,
  step,
  timestamp,
})

describe('metrics of a run', () => {
  test('are grouped by the path in their names', () => {
    const groups = groupMetrics(['train/loss', 'accuracy', 'test/loss', 'train/f1'].map((key) => ({ key })))
    expect(groups.map(({ name, metrics }) => [name, metrics.map(({ key }) => key)])).toEqual([
      ['', ['accuracy']],
      ['test', ['test/loss']],
      ['train', ['train/f1', 'train/loss']],
    ])
  })
})

describe('a metric over its steps', () => {
  test('is in step order, however it was logged', () => {
    expect(seriesOf([aMetric(3, 2), aMetric(5, 0), aMetric(4, 1)], 'step').points).toEqual([
      { x: 0, y: 5 },
      { x: 1, y: 4 },
      { x: 2, y: 3 },
    ])
  })

  test('can be seen over time, in seconds since the first value', () => {
    expect(seriesOf([aMetric(5, 0), aMetric(4, 10)], 'time')).toMatchObject({
      axis: 'time',
      points: [
        { x: 0, y: 5 },
        { x: 10, y: 4 },
      ],
    })
  })

  test('is seen over time when it was logged without steps', () => {
    const series = seriesOf([aMetric(5, 0, 1000), aMetric(4, 0, 3000)], 'step')
    expect(series.axis).toBe('time')
    expect(series.points.map(({ x }) => x)).toEqual([0, 2])
  })

  test('stays on the step axis with a single value', () => {
    expect(seriesOf([aMetric(5, 7)], 'step')).toMatchObject({ axis: 'step', points: [{ x: 7, y: 5 }] })
  })

  test('counts what cannot be drawn', () => {
    expect(seriesOf([aMetric(1, 0), aMetric(Number.NaN, 1), aMetric(Infinity, 2)], 'step').gaps).toBe(2)
  })

  test('is thinned out when it is long, and says of how many', () => {
    const series = seriesOf(
      Array.from({ length: 10_000 }, (_, step) => aMetric(Math.sin(step), step)),
      'step',
    )
    expect(series.total).toBe(10_000)
    expect(series.points.length).toBeLessThanOrEqual(1_802)
  })

  test('is empty without history', () => {
    expect(seriesOf([], 'step')).toMatchObject({ points: [], total: 0, gaps: 0 })
  })
})
