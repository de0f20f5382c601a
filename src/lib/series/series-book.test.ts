import { describe, expect, test } from 'vitest'
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

test('a frame that nobody wants any more is not worked out, and the next does not wait for it', async () => {
  const book = openSeriesBook()
  await book.put('loss', each(1, 2, 3))
  const settled: string[] = []
  const abort = new AbortController()
  const first = book.frame(asking()).then(() => settled.push('first'))
  const dropped = book.frame(asking(), abort.signal).catch((error: Error) => settled.push(error.name))
  const last = book.frame(asking()).then(() => settled.push('last'))
  abort.abort()
  await Promise.all([first, dropped, last])
  expect(settled).toEqual(['AbortError', 'first', 'last'])
  book.close()
})

describe('an axis', () => {
  test('counts seconds from an origin, by default from the earliest point', async () => {
    const book = openSeriesBook()
    await book.put('loss', columnsOf([2, 1].map((step) => ({ step, time: 5000 + step * 500, value: step }))))
    const relative = await book.frame(asking({ axis: 'relative' }))
    expect(relative.series[0]?.raw).toEqual({ x: Float64Array.of(0, 0.5), y: Float64Array.of(1, 2) })
    const since = await book.frame(asking({ axis: 'relative', lines: [{ id: 'loss', origin: 5000 }] }))
    expect(since.xExtent).toEqual([0.5, 1])
    book.close()
  })

  test('counts what another series said last', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(9, 8, 7, 6, 5))
    await book.put('epoch', columnsOf([1, 3].map((step, i) => ({ step, time: 0, value: i + 1 }))))
    const lines = [{ id: 'loss', xSeries: 'epoch' }]
    const { series, xExtent } = await book.frame(asking({ axis: 'series', lines }))
    expect(series[0]).toMatchObject({
      raw: { x: Float64Array.of(1, 1, 2, 2), y: Float64Array.of(8, 7, 6, 5) },
      total: 5,
      placeless: 1,
    })
    expect(xExtent).toEqual([1, 2])
    book.close()
  })

  test('has no place for a line whose other series is not there yet', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(1, 2))
    const frame = await book.frame(asking({ axis: 'series', lines: [{ id: 'loss', xSeries: 'epoch' }] }))
    expect(frame.series[0]).toMatchObject({ total: 2, placeless: 2, drawn: 0 })
    expect(frame.xExtent).toBeUndefined()
    book.close()
  })

  test('of logarithms leaves a gap where a value is not above 0, and has no place for step 0', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(5, 4, 0, 2, -1))
    const { series, xExtent, yExtent } = await book.frame(asking({ xScale: 'log', yScale: 'log' }))
    expect(series[0]).toMatchObject({
      raw: { x: Float64Array.of(1, 2, 3), y: Float64Array.of(4, Number.NaN, 2) },
      marks: [],
      inView: 4,
      drawn: 2,
      placeless: 3,
    })
    expect([xExtent, yExtent]).toEqual([
      [1, 4],
      [2, 4],
    ])
    book.close()
  })

  test('that is looked at in part shows where the line comes from and goes to', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(...Array.from({ length: 100 }, (_, i) => i)))
    const { series, yExtent } = await book.frame(asking({ xExtent: [10.5, 12.5] }))
    expect(series[0]?.raw.x).toEqual(Float64Array.of(10, 11, 12, 13))
    expect(series[0]).toMatchObject({ inView: 2, drawn: 2 })
    expect(yExtent).toEqual([11, 12])
    book.close()
  })

  test('shows a restart as a stroke of its own, with a mark', async () => {
    const book = openSeriesBook()
    const steps = [0, 1, 2, 1, 2]
    await book.put('loss', columnsOf(steps.map((step, i) => ({ step, time: i, value: i }))))
    const { series } = await book.frame(asking())
    expect(series[0]?.raw.y).toEqual(Float64Array.of(0, 1, 2, Number.NaN, 3, 4))
    expect(series[0]?.marks).toEqual([{ kind: 'restart', x: 1, count: 1 }])
    book.close()
  })
})

describe('a reading', () => {
  test('is the nearest point, with what shares its column of pixels', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(...Array.from({ length: 1001 }, (_, i) => (i === 505 ? 99 : i / 1000))))
    await book.put('accuracy', each(0.1))
    const [reading, ...others] = await book.read(
      asking({ columns: 100, xExtent: [1, 1000] }, 'loss', 'accuracy'),
      501.4,
    )
    expect(reading).toMatchObject({ id: 'loss', x: 501, point: { step: 501, value: 0.501 }, count: 10, greatest: 99 })
    expect(others).toEqual([])
    book.close()
  })

  test('may be one of no value, and the newest that no page has brought', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(1, Number.NaN))
    book.setLatest('loss', { step: 9, time: 9000, value: 3 })
    const readings = await Promise.all([1, 8].map((x) => book.read(asking({ smoothing: 0.5 }), x)))
    expect(readings.map(([one]) => [one?.point.value, one?.smooth])).toEqual([
      [Number.NaN, Number.NaN],
      [3, 1 + (2 * 0.5) / 0.75],
    ])
    book.close()
  })
})

describe('CSV', () => {
  async function piecesOf(stream: ReadableStream<string>) {
    const pieces: string[] = []
    for await (const piece of stream) pieces.push(piece)
    return pieces
  }
  const textOf = async (stream: ReadableStream<string>) => (await piecesOf(stream)).join('')

  test('has every point as it was logged, in more than one piece', async () => {
    const book = openSeriesBook()
    const logged = Array.from({ length: 25_000 }, (_, i) =>
      i % 1000 === 3 ? Number.NaN : Math.sin(i) * 10 ** ((i % 40) - 20),
    )
    await book.put('loss', each(...logged))
    const pieces = await piecesOf(book.csv(asking(), new Map([['loss', 'train/loss']]), 'all'))
    expect(pieces.length).toBeGreaterThan(2)
    const [heading, ...rows] = pieces.join('').trimEnd().split('\r\n')
    expect(heading).toBe('series,step,time,value')
    expect(rows[1]).toBe(`"train/loss",1,1970-01-01T00:00:01.000Z,${logged[1]}`)
    expect(rows.map((row) => Number(row.split(',')[3]))).toEqual(logged)
    book.close()
  })

  test('has what is in view, with the other series it lies by', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(3, Infinity, 1))
    await book.put('epoch', columnsOf([{ step: 1, time: 0, value: 0.5 }]))
    const lines = [{ id: 'loss', xSeries: 'epoch' }]
    const request = asking({ axis: 'series', lines })
    const names = new Map([['loss', '=loss']])
    expect(await textOf(book.csv(request, names, 'in view'))).toBe(
      `series,step,time,value,x\r\n"'=loss",1,1970-01-01T00:00:01.000Z,Infinity,0.5\r\n"'=loss",2,1970-01-01T00:00:02.000Z,1,0.5\r\n`,
    )
    expect(await textOf(book.csv(request, names, 'all'))).toContain(`"'=loss",0,1970-01-01T00:00:00.000Z,3,\r\n`)
    book.close()
  })

  test('fails when the book is closed', async () => {
    const book = openSeriesBook()
    await book.put('loss', each(1))
    const text = textOf(book.csv(asking(), new Map(), 'all'))
    book.close()
    await expect(text).rejects.toMatchObject({ name: 'AbortError' })
  })
})

test('what is put is taken, not copied, and columns that are no series are refused', async () => {
  const book = openSeriesBook()
  const columns = each(1, 2)
  await book.put('loss', columns)
  expect(columns.value.length).toBe(0)
  await expect(book.put('loss', { ...each(1, 2), step: new Float64Array(1) })).rejects.toThrow(RangeError)
  await expect(book.put('loss', { ...each(1), step: Float64Array.of(Number.NaN) })).rejects.toThrow(RangeError)
  await expect(book.put('loss', columns), 'they are gone').rejects.toThrow('could not be handed over')
  expect(book.state('loss')?.points).toBe(2)
  book.close()
})
