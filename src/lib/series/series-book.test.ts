import { expect, test } from 'vitest'
import { openSeriesBook } from './series-book.ts'
import type { FrameRequest, SeriesColumns, SeriesPoint } from './series-types.ts'

type Logged = Readonly<{ step?: number | string; timestamp: number | string; value: number | string }>

const pageOf = (metrics: readonly Logged[], next_page_token?: string): ArrayBuffer =>
  new TextEncoder().encode(JSON.stringify({ metrics, next_page_token })).buffer

const columnsOf = (points: readonly SeriesPoint[]): SeriesColumns => ({
  step: Float64Array.from(points, ({ step }) => step),
  time: Float64Array.from(points, ({ time }) => time),
  value: Float64Array.from(points, ({ value }) => value),
})

/** One point a second, from step 0 on. */
const each = (...values: number[]) => columnsOf(values.map((value, step) => ({ step, time: step * 1000, value })))

const asking = (over: Partial<FrameRequest> = {}, ...ids: string[]): FrameRequest => ({
  lines: (ids.length > 0 ? ids : ['loss']).map((id) => ({ id })),
  axis: 'step',
  xScale: 'linear',
  yScale: 'linear',
  columns: 100,
  smoothing: 0,
  clipOutliers: false,
  ...over,
})

test('pages of a history become a line, and what they bring is told', async () => {
  const book = openSeriesBook()
  const first = pageOf([{ step: '1', timestamp: '1000', value: 0.5 }], 'more')
  const heard: number[] = []
  book.subscribe(['loss'], () => heard.push(book.state('loss')?.points ?? -1))

  expect(await book.addPage('loss', first, 0)).toEqual({ added: 1, pointsInPage: 1, nextPageToken: 'more' })
  expect(first.byteLength).toBe(0)
  await book.addPage('loss', pageOf([{ step: 2, timestamp: 2000, value: 'NaN' }]), 1)
  await book.addPage('loss', pageOf([{ step: 3, timestamp: 3000, value: '0.25' }]), 2)

  expect(heard).toEqual([1, 2, 3])
  expect(book.state('loss')).toMatchObject({ points: 3, last: { step: 3, time: 3000, value: 0.25 } })
  const { series, xExtent, yExtent } = await book.frame(asking())
  expect(series[0]).toMatchObject({
    raw: { x: Float64Array.of(1, 2, 3), y: Float64Array.of(0.5, Number.NaN, 0.25) },
    marks: [{ kind: 'nan', x: 2, count: 1 }],
    total: 3,
    inView: 3,
    drawn: 2,
  })
  expect([xExtent, yExtent]).toEqual([
    [1, 3],
    [0.25, 0.5],
  ])
  book.close()
})

test('a page that was asked for again changes nothing but what is new in it', async () => {
  const book = openSeriesBook()
  const points = [1, 2, 3, 4].map((step) => ({ step, timestamp: step, value: step }))
  await book.addPage('loss', pageOf(points.slice(0, 3)), 0)
  const { version } = book.state('loss') ?? {}

  expect(await book.addPage('loss', pageOf(points.slice(1, 3)), 1)).toMatchObject({ added: 0, pointsInPage: 2 })
  expect(book.state('loss')?.version).toBe(version)
  expect(await book.addPage('loss', pageOf(points.slice(1)), 1)).toMatchObject({ added: 1, pointsInPage: 3 })
  expect(book.state('loss')?.points).toBe(4)
  await book.addPage('loss', pageOf(points.slice(3)), 0)
  expect((await book.columns('loss')).step).toEqual(Float64Array.of(4))
  book.close()
})

test.each([
  '<html>',
  '[]',
  '{"metrics":3}',
  '{"metrics":[{"timestamp":1,"value":"low"}]}',
  '{"metrics":[{"value":1}]}',
])('what is no page is refused and changes nothing: %s', async (text) => {
  const book = openSeriesBook()
  await book.put('loss', each(1, 2))
  await expect(book.addPage('loss', new TextEncoder().encode(text).buffer, 0)).rejects.toThrow(SyntaxError)
  expect(book.state('loss')?.points).toBe(2)
  book.close()
})

test('a page that would leave a hole is refused', async () => {
  const book = openSeriesBook()
  await expect(book.addPage('loss', pageOf([{ timestamp: 1, value: 1 }]), 5)).rejects.toThrow(RangeError)
  expect(book.state('loss')).toBeUndefined()
  book.close()
})

test('the newest value is drawn until the pages have come as far', async () => {
  const book = openSeriesBook()
  await book.put('loss', each(3, 2))
  book.setLatest('loss', { step: 5, time: 5000, value: 1 })

  const before = await book.frame(asking())
  expect(before.series[0]).toMatchObject({ raw: { x: Float64Array.of(0, 1, 5), y: Float64Array.of(3, 2, 1) } })
  expect(before).toMatchObject({ xExtent: [0, 5], yExtent: [1, 3] })
  expect(book.state('loss')?.points).toBe(2)

  await book.put('loss', each(3, 2, 2, 2, 2, 1))
  const after = await book.frame(asking())
  expect(after.series[0]?.raw.x).toEqual(Float64Array.of(0, 1, 2, 3, 4, 5))
  expect(after.series[0]?.total).toBe(6)
  book.close()
})

test('nothing that is waited for outlives its signal or its book', async () => {
  const book = openSeriesBook()
  const abort = new AbortController()
  const frame = book.frame(asking(), abort.signal)
  const later = book.frame(asking())
  abort.abort()
  book.close()
  const isAbort = { name: 'AbortError' }
  await expect(frame).rejects.toMatchObject(isAbort)
  await expect(later).rejects.toMatchObject(isAbort)
  await expect(book.put('loss', each(1))).rejects.toMatchObject(isAbort)
})

test('what is forgotten is gone', async () => {
  const book = openSeriesBook()
  await book.put('loss', each(1))
  book.forget(['loss'])
  expect(book.state('loss')).toBeUndefined()
  expect((await book.frame(asking())).series[0]).toMatchObject({ total: 0, drawn: 0 })
  book.close()
})
