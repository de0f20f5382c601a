import { expect, test } from 'vitest'
import type { Frame } from '../../lib/series/series-types.ts'
import type { ChartLine } from './chart-types.ts'
import { frameOfPoints, type ChartPoint } from './frame-of-points.ts'
import { tableRows } from './table-rows.ts'

const frameOf = (all: Readonly<Record<string, readonly ChartPoint[]>>): Frame => ({
  ...frameOfPoints('none', []),
  series: Object.entries(all).flatMap(([id, points]) => frameOfPoints(id, points).series),
})
const line = (id: string): ChartLine => ({ id, name: id, color: 'red', dash: [], isHidden: false })

test('values at one place share a row, in the order of the lines', () => {
  const frame = frameOf({
    a: [
      { x: 1, y: 10 },
      { x: 3, y: 30 },
    ],
    b: [
      { x: 2, y: 5 },
      { x: 3, y: 7 },
    ],
  })
  expect(tableRows(frame, [line('b'), line('a'), line('gone')])).toEqual([
    { x: 1, values: [undefined, 10, undefined] },
    { x: 2, values: [5, undefined, undefined] },
    { x: 3, values: [7, 30, undefined] },
  ])
})

test('what cannot be drawn is there as well', () => {
  const frame = frameOf({
    a: [
      { x: 1, y: Number.NaN },
      { x: 2, y: -Infinity },
    ],
  })
  expect(tableRows(frame, [line('a')])).toEqual([
    { x: 1, values: [Number.NaN] },
    { x: 2, values: [-Infinity] },
  ])
})

test('several values of a line at one place take a row each', () => {
  const frame = frameOf({
    a: [
      { x: 1, y: 3 },
      { x: 1, y: 4 },
    ],
    b: [{ x: 1, y: 9 }],
  })
  expect(tableRows(frame, [line('a'), line('b')])).toEqual([
    { x: 1, values: [3, 9] },
    { x: 1, values: [4, undefined] },
  ])
})
