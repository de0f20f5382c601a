import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSeriesBook } from '../../lib/series/series-book.ts'
import type { FrameRequest, SeriesBook } from '../../lib/series/series-types.ts'
import { createFrameMaker } from './frame-maker.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

const request = (change: Partial<FrameRequest> = {}): FrameRequest => ({
  lines: [{ id: 'loss' }],
  axis: 'step',
  xScale: 'linear',
  yScale: 'linear',
  columns: 100,
  smoothing: 0,
  clipOutliers: false,
  ...change,
})

/** @param stepOf the step of the n-th point, one a second */
const put = (book: SeriesBook, count: number, stepOf = (index: number) => index, id = 'loss') =>
  book.put(id, {
    step: Float64Array.from({ length: count }, (_, index) => stepOf(index)),
    time: Float64Array.from({ length: count }, (_, index) => 1_000_000 + index * 1000),
    value: Float64Array.from({ length: count }, (_, index) => index / 10),
  })

async function aMaker(count = 10, stepOf?: (index: number) => number) {
  const book = openSeriesBook()
  await put(book, count, stepOf)
  const asked: FrameRequest[] = []
  const maker = createFrameMaker({
    ...book,
    frame: (one, signal) => {
      asked.push(one)
      return book.frame(one, signal)
    },
  })
  const total = () => maker.snapshot().made?.frame.series.reduce((sum, series) => sum + series.total, 0)
  return { book, maker, asked, total }
}

describe('the frame of a chart', () => {
  test('is made at once of what is asked for, and once for the same', async () => {
    const { maker, asked, total } = await aMaker()
    maker.ask(request())
    maker.ask(request())
    await settle()
    expect(asked).toHaveLength(1)
    expect(total()).toBe(10)
  })

  test('stays until the next one is made', async () => {
    const { maker } = await aMaker()
    maker.ask(request())
    await settle()
    const first = maker.snapshot().made
    maker.ask(request({ xExtent: [2, 5] }))
    expect(maker.snapshot().made).toBe(first)
    await settle()
    expect(maker.snapshot().made?.request.xExtent).toEqual([2, 5])
  })

  test('follows a growing series, twice a second at most', async () => {
    const { book, maker, asked, total } = await aMaker()
    maker.ask(request())
    await settle()
    for (let count = 11; count <= 30; count++) {
      await put(book, count)
      await settle(50)
    }
    expect(asked.length).toBeLessThanOrEqual(3)
    await settle(500)
    expect(total()).toBe(30)
  })

  test('follows more slowly where a drawing takes long', async () => {
    const { book, maker, asked, total } = await aMaker()
    maker.subscribe(() => vi.setSystemTime(Date.now() + 60))
    maker.ask(request())
    await settle()
    for (let count = 11; count <= 24; count++) {
      await put(book, count)
      await settle(50)
    }
    expect(asked).toHaveLength(1)
    await settle(500)
    expect(total()).toBe(24)
  })

  test('has the first points at once', async () => {
    const { book, maker, total } = await aMaker(0)
    maker.ask(request())
    await settle()
    await put(book, 5)
    await settle(20)
    expect(total()).toBe(5)
  })

  test('answers a zoom at once, however quickly the series grows', async () => {
    const { book, maker } = await aMaker()
    maker.ask(request())
    await settle()
    await put(book, 20)
    maker.ask(request({ xExtent: [2, 5] }))
    await settle()
    expect(maker.snapshot().made?.frame.xExtent).toEqual([2, 5])
  })

  test('is by time where a metric was logged without steps', async () => {
    const { maker } = await aMaker(10, () => 0)
    maker.ask(request())
    await settle()
    expect(maker.snapshot().made).toMatchObject({ request: { axis: 'relative' }, frame: { xExtent: [0, 9] } })
  })

  test('of one point is by step all the same', async () => {
    const { maker } = await aMaker(1)
    maker.ask(request())
    await settle()
    expect(maker.snapshot().made?.request.axis).toBe('step')
  })

  test('is not lost when the next one fails, which is told', async () => {
    const { book, maker, total } = await aMaker()
    maker.ask(request())
    await settle()
    book.close()
    maker.ask(request({ columns: 50 }))
    await settle()
    expect(total()).toBe(10)
    expect(maker.snapshot().error).toMatchObject({ name: 'AbortError' })
  })

  test('is made of nothing at rest, and anew afterwards', async () => {
    const { book, maker, asked } = await aMaker()
    maker.ask(request())
    await settle()
    maker.rest()
    await put(book, 20)
    await settle(2_000)
    expect(asked).toHaveLength(1)
    maker.ask(request())
    await settle()
    expect(asked).toHaveLength(2)
  })
})
