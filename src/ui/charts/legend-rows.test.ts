import { expect, test } from 'vitest'
import { frameOfPoints } from './frame-of-points.ts'
import { legendRows } from './legend-rows.ts'

const drawnLines = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    line: { id: `${index}`, name: `${name}${index}`, color: 'red', dash: [], isHidden: false },
    series: frameOfPoints('a', []).series[0] ?? never(),
  }))

function never(): never {
  throw new Error('A frame has a series')
}

test('names go on in the next row where the picture ends', () => {
  const { items, height } = legendRows(drawnLines(6, 'a-run-of-some-length-'), 450)
  expect(items.map(({ x }) => x === 12)).toEqual([true, false, true, false, true, false])
  expect(height).toBe(68)
})

test('very many are cut short, and so is a very long one', () => {
  const { items } = legendRows(drawnLines(50, 'x'.repeat(80)), 450)
  expect(items).toHaveLength(41)
  expect(items.at(-1)).toMatchObject({ text: 'and 10 more', line: undefined })
  expect(items[0]?.text).toHaveLength(48)
})

test('without lines there is no legend', () => expect(legendRows([], 450)).toEqual({ items: [], height: 0 }))
