import { expect, test } from 'vitest'
import { frameOfPoints } from './frame-of-points.ts'

test('a few points become a line in the order of x, with its ends and extremes', () => {
  const frame = frameOfPoints('score', [
    { x: 3, y: 1 },
    { x: 1, y: 5 },
    { x: 2, y: 9 },
  ])
  expect(frame).toMatchObject({ xExtent: [1, 3], xWhole: [1, 3], yExtent: [1, 9] })
  const [series] = frame.series
  expect([...(series?.raw.x ?? [])]).toEqual([1, 2, 3])
  expect([...(series?.raw.y ?? [])]).toEqual([5, 9, 1])
  expect(series).toMatchObject({
    total: 3,
    first: { step: 1, value: 5 },
    last: { step: 3, value: 1 },
    least: { step: 3 },
    greatest: { step: 2 },
  })
})

test('values that cannot be drawn lift the pen and leave a mark', () => {
  const frame = frameOfPoints('score', [
    { x: 1, y: Number.NaN },
    { x: 2, y: 4 },
    { x: 3, y: -Infinity },
  ])
  expect([...(frame.series[0]?.raw.y ?? [])]).toEqual([Number.NaN, 4, Number.NaN])
  expect(frame.series[0]?.marks).toEqual([
    { kind: 'nan', x: 1, count: 1 },
    { kind: 'minus-infinity', x: 3, count: 1 },
  ])
  expect(frame.yExtent).toEqual([4, 4])
})

test('what is looked at decides the extent of the values, and the rest is still there to be zoomed out to', () => {
  const points = [1, 2, 3, 4].map((x) => ({ x, y: x * x }))
  const frame = frameOfPoints('score', points, [2, 3])
  expect(frame).toMatchObject({ xExtent: [2, 3], xWhole: [1, 4], yExtent: [4, 9] })
  expect(frame.series[0]).toMatchObject({ total: 4, inView: 2 })
})

test('no point makes an empty frame', () => {
  expect(frameOfPoints('score', [])).toMatchObject({ xExtent: undefined, xWhole: undefined, yExtent: undefined })
})
