import { describe, expect, test } from 'vitest'
import type { Reading } from '../../lib/series/series-types.ts'
import type { ChartLine } from '../../ui/charts/chart-types.ts'
import { cutRows, valueRows } from './panel-values.ts'

const line = (id: string, isHidden = false): ChartLine => ({ id, name: `job ${id}`, color: 'red', dash: [], isHidden })
const reading = (id: string, value: number, change: Partial<Reading> = {}): Reading => ({
  id,
  point: { step: 7, time: 1_000, value },
  x: 7,
  smooth: undefined,
  count: 1,
  least: value,
  greatest: value,
  ...change,
})

describe('the values at the cursor', () => {
  test('stand as the lines lie, what is not finite last', () => {
    const rows = valueRows(
      [reading('a', 1), reading('b', Number.NaN), reading('c', 3)],
      ['a', 'b', 'c'].map((id) => line(id)),
      String,
    )
    expect(rows.map(({ line: { name }, value }) => [name, value])).toEqual([
      ['job c', '3'],
      ['job a', '1'],
      ['job b', 'NaN'],
    ])
  })

  test('tell how many points are in one pixel, and the average beside them', () => {
    const [row] = valueRows(
      [reading('a', 0.4, { count: 118, least: 0.31, greatest: 0.52, smooth: 0.42 })],
      [line('a')],
      String,
    )
    expect(row).toMatchObject({ column: '118 points, 0.31 … 0.52', smooth: '0.42', step: 7 })
  })

  test('of many equal points tell how many they are, and no range', () => {
    const [row] = valueRows([reading('a', 13, { count: 14 })], [line('a')], String)
    expect(row?.column).toBe('14 points')
  })

  test('leave out what is hidden or gone', () => {
    expect(valueRows([reading('a', 1), reading('b', 2)], [line('a', true)], String)).toEqual([])
  })

  test('of many lines are those at both ends', () => {
    expect(cutRows([1, 2, 3], 3)).toEqual({ head: [1, 2, 3], left: 0, tail: [] })
    expect(cutRows([1, 2, 3, 4, 5, 6], 3)).toEqual({ head: [1, 2], left: 3, tail: [6] })
  })
})
