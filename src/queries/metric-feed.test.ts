import { focusManager } from '@tanstack/react-query'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { NetworkError } from '../api/arm-error.ts'
import { openSeriesBook } from '../lib/series/series-book.ts'
import type { SeriesColumns } from '../lib/series/series-types.ts'
import type { MetricCache } from './metric-cache.ts'
import { openMetricFeed, type MetricFeed } from './metric-feed.ts'
import { seriesIdOf, standstillMs } from './metric-feed-series.ts'
import { testWorkspace } from './testing/fake-azure.ts'
import { createModelTrackingServer, pageBytes, refusal, type ModelPoint } from './testing/model-tracking-server.ts'
import { openPlainBook } from './testing/plain-book.ts'

const job = { workspace: testWorkspace, jobName: 'train' }
const loss = { job, metric: 'loss' }
const lossId = seriesIdOf(loss)

let openFeeds: MetricFeed[] = []
beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})
afterEach(() => {
  for (const feed of openFeeds) feed.close()
  openFeeds = []
  focusManager.setFocused(undefined)
  vi.useRealTimers()
})

const points = (count: number, from = 0): ModelPoint[] =>
  Array.from({ length: count }, (_, i) => ({
    step: from + i,
    timestamp: 1_000_000 + (from + i) * 10,
    value: Math.sin(from + i),
  }))

/** A feed of a model server, with a book that shows what arrived. */
function aFeed({ largestPage, cache }: { largestPage?: number; cache?: MetricCache } = {}) {
  const server = createModelTrackingServer(largestPage === undefined ? {} : { largestPage })
  const plain = openPlainBook()
  const feed = openMetricFeed({ book: plain.book, cache, readPage: server.readPage })
  openFeeds.push(feed)
  return {
    server,
    plain,
    feed,
    tell: (isLive: boolean) => feed.tell(job, { metrics: server.lastValues(), isLive }),
    /** The points of a metric that arrived, as the server has them. */
    arrived: (metric = 'loss') =>
      plain.pointsOf(seriesIdOf({ job, metric })).map(({ step, time, value }) => ({ step, timestamp: time, value })),
    sizes: () => server.requests.map(({ maxResults }) => maxResults),
  }
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** A cache that remembers for as long as the test runs. */
function aCache() {
  const kept = new Map<string, { last: string; columns: SeriesColumns }>()
  const cache: MetricCache = {
    get: (id, last) => Promise.resolve(kept.get(id)?.last === last ? kept.get(id)?.columns : undefined),
    set: (id, last, columns) => {
      kept.set(id, { last, columns })
      return Promise.resolve()
    },
  }
  return { cache, kept }
}

describe('the first filling', () => {
  test('shows the first page before the others are there', async () => {
    const { server, feed, arrived } = aFeed()
    server.log('loss', points(60_000))
    server.faults.push(({ pageToken }) => (pageToken === '25000' ? new Promise(() => undefined) : undefined))
    feed.watch(loss)
    expect(feed.progress(loss)).toMatchObject({ status: 'waiting', points: 0 })
    await settle()
    expect(arrived()).toHaveLength(25_000)
    expect(feed.progress(loss)).toMatchObject({ status: 'reading', points: 25_000, hasMore: true })
  })

  test('ends with all points', async () => {
    const { server, feed, arrived } = aFeed()
    server.log('loss', points(60_000))
    feed.watch(loss)
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', points: 60_000, hasMore: false, isCut: false })
    expect(server.requests).toHaveLength(3)
  })

  test('gives each chart in turn a page, four requests at a time', async () => {
    const { server, feed } = aFeed()
    const metrics = ['a', 'b', 'c', 'd', 'e', 'f']
    const answers: (() => void)[] = []
    for (const metric of metrics) server.log(metric, points(30_000))
    server.faults.push(({ pageToken }) =>
      new Promise<void>((resolve) => answers.push(resolve)).then(() =>
        pageBytes(points(1), pageToken === undefined ? '1' : undefined),
      ),
    )
    for (const metric of metrics) feed.watch({ job, metric })
    await settle()
    expect(server.requests.map(({ metric }) => metric)).toEqual(['a', 'b', 'c', 'd'])
    answers.forEach((answer) => answer())
    await settle()
    expect(server.requests.slice(4).map(({ metric }) => metric)).toEqual(['e', 'f', 'a', 'b'])
  })

  test('falls back to small pages where the service refuses large ones', async () => {
    const { server, feed, arrived, sizes } = aFeed({ largestPage: 999 })
    server.log('loss', points(2_500))
    feed.watch(loss)
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(sizes()).toEqual([25_000, 999, 999, 999])
  })

  test('stops at the most that the service keeps, and says so', async () => {
    const { server, feed } = aFeed()
    let pages = 0
    const opened = openMetricFeed({
      readPage: server.readPage,
      book: {
        ...feed.book,
        addPage: () => {
          pages += 1
          return Promise.resolve({ added: 250_000, pointsInPage: 250_000, nextPageToken: String(pages) })
        },
      },
    })
    opened.watch(loss)
    opened.tell(job, { metrics: [{ key: 'loss', value: 1, step: 9, timestamp: 9 }], isLive: true })
    await settle(600_000)
    expect(opened.progress(loss)).toMatchObject({ status: 'ready', points: 1_000_000, isCut: true })
    expect(pages).toBe(4)
    opened.close()
  })
})

describe('what is new', () => {
  test('is read from the last page on, once the last value is another one', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(25_300))
    tell(true)
    feed.watch(loss)
    await settle()
    tell(true)
    await settle(10_000)
    expect(server.requests).toHaveLength(2)

    server.log('loss', points(10, 25_300))
    tell(true)
    await settle()
    expect(server.requests.slice(2)).toMatchObject([{ pageToken: '25000', maxResults: 25_000 }])
    expect(arrived()).toEqual(server.pointsOf('loss'))
  })

  test('costs no long page again and again', async () => {
    const { server, feed, tell, arrived, sizes } = aFeed()
    server.log('loss', points(20_000))
    tell(true)
    feed.watch(loss)
    await settle()
    for (let round = 0; round < 3; round += 1) {
      server.log('loss', points(10, 20_000 + round * 10))
      tell(true)
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
      await settle(5_000)
    }
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(sizes()).toEqual([25_000, 19_999, 25_000, 25_000, 25_000])
    expect(server.requests.slice(2).map(({ pageToken }) => pageToken)).toEqual(['19999', '19999', '19999'])
  })

  test('is known at once by its last value', async () => {
    const { server, feed, tell, plain } = aFeed()
    server.log('loss', points(5))
    tell(true)
    feed.watch(loss)
    await settle()
    expect(plain.latest.get(lossId)).toBeUndefined()
    server.log('loss', points(3, 5))
    tell(true)
    expect(plain.latest.get(lossId)).toMatchObject({ step: 7, value: Math.sin(7) })
    await settle()
    expect(plain.latest.get(lossId)).toBeUndefined()
  })

  test('costs one request a second, whatever has changed, and each chart its turn', async () => {
    const { server, feed, tell } = aFeed()
    const metrics = Array.from({ length: 12 }, (_, i) => `metric-${String(i).padStart(2, '0')}`)
    for (const metric of metrics) server.log(metric, points(5))
    tell(true)
    for (const metric of metrics) feed.watch({ job, metric })
    await settle()
    server.requests.length = 0
    for (let second = 0; second < 30; second += 1) {
      for (const metric of metrics) server.log(metric, points(2, 5 + second * 2))
      tell(true)
      // oxlint-disable-next-line no-await-in-loop
      await settle(1_000)
    }
    expect(server.requests.length).toBeGreaterThanOrEqual(29)
    expect(server.requests.length).toBeLessThanOrEqual(31)
    expect(new Set(server.requests.slice(0, 12).map(({ metric }) => metric)).size).toBe(12)
  })

  test('of metrics out of sight is not asked for until they are looked at', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(5))
    server.log('accuracy', points(5))
    tell(true)
    const unwatch = feed.watch(loss)
    await settle()
    unwatch()
    for (let round = 0; round < 5; round += 1) {
      server.log('loss', points(1, 5 + round))
      server.log('accuracy', points(1, 5 + round))
      tell(true)
      // oxlint-disable-next-line no-await-in-loop
      await settle(2_000)
    }
    expect(server.requests).toHaveLength(1)
    feed.watch(loss)
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
  })

  test('is found when a job begins again at a lower step, although the last value stays what it was', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(100))
    tell(true)
    feed.watch(loss)
    await settle()
    server.log(
      'loss',
      points(10).map((point) => ({ ...point, timestamp: point.timestamp + 60_000 })),
    )
    tell(true)
    await settle(standstillMs - 1)
    expect(server.requests).toHaveLength(1)
    await settle(1)
    expect(arrived()).toHaveLength(110)
  })

  test('that could not be read leaves what is there, and is tried again with the next value', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(5))
    tell(true)
    feed.watch(loss)
    await settle()
    server.log('loss', points(1, 5))
    server.faults.push(() => Promise.reject(refusal(403, 'No more')))
    tell(true)
    await settle(10_000)
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', points: 5, error: { status: 403 } })
    expect(server.requests).toHaveLength(2)
    server.faults.length = 0
    server.log('loss', points(1, 6))
    tell(true)
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(feed.progress(loss).error).toBeUndefined()
  })
})

test('however points are appended between looks, and however long pages are, each arrives once', async () => {
  const aLook = fc.record({ added: fc.integer({ min: 0, max: 40 }), pauseMs: fc.integer({ min: 0, max: 3_000 }) })
  const looks = fc.array(aLook, { maxLength: 12 })
  const sizes = fc.record({
    largestPage: fc.integer({ min: 1, max: 30 }),
    scale: fc.constantFrom(1, 100),
  })
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 50 }), looks, sizes, async (before, all, { largestPage, scale }) => {
      const server = createModelTrackingServer()
      const book = openSeriesBook()
      // Its code is fetched when it is first asked, and that takes a time which is not the fake clock's.
      await book.columns(lossId)
      const feed = openMetricFeed({ book, readPage: server.readPage })
      const tell = () => feed.tell(job, { metrics: server.lastValues(), isLive: true })
      // A page as long as the service likes, whatever was asked for: 1 to 3,000 points.
      const most = largestPage * scale
      server.faults.push(({ metric, maxResults, pageToken = '0' }) => {
        const page = server.pointsOf(metric).slice(Number(pageToken), Number(pageToken) + Math.min(most, maxResults))
        const end = Number(pageToken) + page.length
        return Promise.resolve(pageBytes(page, end < server.pointsOf(metric).length ? String(end) : undefined))
      })
      let count = before * scale
      server.log('loss', points(count))
      tell()
      feed.watch(loss)
      for (const { added, pauseMs } of all) {
        server.log('loss', points(added * scale, count))
        count += added * scale
        tell()
        // oxlint-disable-next-line no-await-in-loop
        await settle(pauseMs)
      }
      await settle(1_000_000)
      const { step } = await book.columns(lossId)
      expect([...step]).toEqual(server.pointsOf('loss').map((point) => point.step))
      feed.close()
    }),
    { numRuns: 40 },
  )
})

describe('a job that has ended', () => {
  test('is read again whole, for points that slipped in, while what was read stays in sight', async () => {
    const { server, feed, tell, arrived, plain } = aFeed()
    server.log('loss', points(30_000))
    tell(true)
    feed.watch(loss)
    await settle()
    const late = { step: 17, timestamp: 1_000_005, value: 42 }
    server.log('loss', [late])
    let release: () => void = () => undefined
    server.faults.push(({ pageToken }) =>
      pageToken === '25000'
        ? new Promise<void>((resolve) => {
            release = resolve
          }).then(() => pageBytes(server.pointsOf('loss').slice(25_000), undefined))
        : undefined,
    )
    tell(false)
    await settle()
    expect(arrived()).toHaveLength(30_000)
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', points: 30_000 })
    release()
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', points: 30_001 })
    expect(plain.ids()).toEqual([lossId])
    const { length } = server.requests
    tell(false)
    await settle(600_000)
    expect(server.requests).toHaveLength(length)
  })

  test('costs one request more when its history is one page', async () => {
    const { server, feed, tell } = aFeed()
    server.log('loss', points(500))
    tell(true)
    feed.watch(loss)
    await settle()
    tell(false)
    await settle(600_000)
    expect(server.requests).toHaveLength(2)
  })

  test('is read once, and from the cache when it is opened again', async () => {
    const { cache, kept } = aCache()
    const first = aFeed({ cache })
    first.server.log('loss', points(500))
    first.tell(false)
    first.feed.watch(loss)
    await settle(600_000)
    expect(first.server.requests).toHaveLength(1)
    expect(kept.has(lossId)).toBe(true)

    const second = aFeed({ cache })
    second.server.log('loss', points(500))
    // Charts begin to watch before the page, above them, tells of the job.
    second.feed.watch(loss)
    second.tell(false)
    await settle(600_000)
    expect(second.server.requests).toHaveLength(0)
    expect(second.arrived()).toEqual(second.server.pointsOf('loss'))
    expect(second.feed.progress(loss)).toMatchObject({ status: 'ready', points: 500 })
  })

  test('is read again when the cache knows another last value', async () => {
    const { cache } = aCache()
    const first = aFeed({ cache })
    first.server.log('loss', points(500))
    first.tell(false)
    first.feed.watch(loss)
    await settle()
    const second = aFeed({ cache })
    second.server.log('loss', points(501))
    second.tell(false)
    second.feed.watch(loss)
    await settle()
    expect(second.arrived()).toHaveLength(501)
  })

  test('is kept by no cache while it runs', async () => {
    const { cache, kept } = aCache()
    const { server, feed, tell } = aFeed({ cache })
    server.log('loss', points(5))
    tell(true)
    feed.watch(loss)
    await settle()
    expect(kept.size).toBe(0)
    tell(false)
    await settle()
    expect(kept.size).toBe(1)
  })
})

describe('trouble', () => {
  test('of the network is waited out', async () => {
    const { server, feed, arrived } = aFeed()
    server.log('loss', points(5))
    let failures = 2
    server.faults.push(() => {
      failures -= 1
      return failures >= 0 ? Promise.reject(new NetworkError('data.test')) : undefined
    })
    feed.watch(loss)
    await settle()
    expect(feed.progress(loss)).toMatchObject({ status: 'reading' })
    await settle(10_000)
    expect(arrived()).toHaveLength(5)
    expect(server.requests).toHaveLength(3)
  })

  test('that stays is said, and tried again on request', async () => {
    const { server, feed, arrived } = aFeed()
    server.log('loss', points(5))
    server.faults.push(() => Promise.reject(refusal(500, 'Down')))
    feed.watch(loss)
    await settle(600_000)
    expect(feed.progress(loss)).toMatchObject({ status: 'failed', error: { status: 500 } })
    expect(server.requests).toHaveLength(4)
    server.faults.length = 0
    feed.retry(loss)
    await settle()
    expect(arrived()).toHaveLength(5)
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', error: undefined })
  })

  test('that keeps a running job from being read is not tried again with each of its values', async () => {
    const { server, feed, tell } = aFeed()
    server.faults.push(() => Promise.reject(refusal(403, 'Not yours')))
    feed.watch(loss)
    for (let round = 0; round < 5; round += 1) {
      server.log('loss', points(1, round))
      tell(true)
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
      await settle(2_000)
    }
    expect(server.requests).toHaveLength(1)
    expect(feed.progress(loss)).toMatchObject({ status: 'failed', error: { status: 403 } })
  })

  test('with too many requests holds up all, for as long as the service asks', async () => {
    const { server, feed } = aFeed()
    server.log('loss', points(5))
    server.log('accuracy', points(5))
    server.faults.push(({ metric }) =>
      metric === 'loss' && server.requests.length === 1 ? Promise.reject(refusal(429, 'Wait', 20_000)) : undefined,
    )
    feed.watch(loss)
    await settle()
    feed.watch({ job, metric: 'accuracy' })
    await settle(19_999)
    expect(server.requests).toHaveLength(1)
    await settle(1)
    expect(server.requests).toHaveLength(3)
  })

  test('of a page that is none is an error with a sentence', async () => {
    const { server, feed } = aFeed()
    server.faults.push(() => Promise.resolve(new TextEncoder().encode('<!doctype html>').buffer))
    feed.watch(loss)
    await settle(60_000)
    expect(feed.progress(loss)).toMatchObject({ status: 'failed', error: { code: 'InvalidResponse' } })
    expect(server.requests).toHaveLength(1)
  })

  test.each([
    ['the same page again', () => pageBytes(points(1), 'again')],
    ['ever new pages with nothing in them', () => pageBytes([], crypto.randomUUID())],
  ])('%s for ever does not go on for ever', async (_, page) => {
    const { server, feed } = aFeed()
    server.faults.push(() => Promise.resolve(page()))
    feed.watch(loss)
    await settle(60_000)
    expect(feed.progress(loss).error).toEqual(new Error('The service sends pages of loss that never end'))
    expect(server.requests.length).toBeLessThanOrEqual(10)
  })

  test('with a token that no longer holds makes it read the whole again, once', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(30_000))
    tell(true)
    feed.watch(loss)
    await settle()
    let isForgotten = true
    server.faults.push(({ pageToken }) => {
      if (pageToken === undefined) isForgotten = false
      return isForgotten ? Promise.reject(refusal(400, 'Invalid page token')) : undefined
    })
    server.log('loss', points(10, 30_000))
    tell(true)
    await settle(30_000)
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(feed.progress(loss)).toMatchObject({ status: 'ready', points: 30_010 })
  })
})

describe('nobody who looks', () => {
  test('means no request: a hidden tab rests, and goes on when it is seen', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(5))
    tell(true)
    feed.watch(loss)
    await settle()
    focusManager.setFocused(false)
    server.log('loss', points(5, 5))
    tell(true)
    await settle(600_000)
    expect(server.requests).toHaveLength(1)
    focusManager.setFocused(true)
    await settle()
    expect(arrived()).toHaveLength(10)
  })

  test('ends the request under way, and what was read stays', async () => {
    const { server, feed, arrived } = aFeed()
    server.log('loss', points(60_000))
    const signals: AbortSignal[] = []
    const opened = openMetricFeed({
      book: feed.book,
      readPage: (key, page) => {
        signals.push(page.signal)
        if (signals.length !== 2) return server.readPage(key, page)
        return new Promise((_, reject) => page.signal.addEventListener('abort', () => reject(new Error('aborted'))))
      },
    })
    const unwatch = opened.watch(loss)
    await settle()
    unwatch()
    await settle(60_000)
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true])
    opened.watch(loss)
    await settle()
    expect(arrived()).toEqual(server.pointsOf('loss'))
    expect(server.requests.map(({ pageToken }) => pageToken)).toEqual([undefined, '25000', '50000'])
    opened.close()
  })

  test('is not so while one of two goes on looking', async () => {
    const { server, feed, tell, arrived } = aFeed()
    server.log('loss', points(5))
    tell(true)
    const stop = feed.watch(loss)
    feed.watch(loss)
    await settle()
    stop()
    stop()
    server.log('loss', points(5, 5))
    tell(true)
    await settle(1_000)
    expect(arrived()).toHaveLength(10)
  })

  test('after closing means none at all, and the memory is given back', async () => {
    const { server, feed, tell, plain } = aFeed()
    server.log('loss', points(5))
    tell(true)
    feed.watch(loss)
    await settle()
    feed.close()
    server.log('loss', points(5, 5))
    tell(true)
    await settle(600_000)
    expect(server.requests).toHaveLength(1)
    expect(plain.isClosed()).toBe(true)
  })

  test('makes those let go first be forgotten when they are too many', async () => {
    const { server, feed } = aFeed()
    const forgotten: string[] = []
    const opened = openMetricFeed({
      readPage: server.readPage,
      book: {
        ...feed.book,
        addPage: () => Promise.resolve({ added: 900_000, pointsInPage: 900_000, nextPageToken: undefined }),
        forget: (ids) => forgotten.push(...ids),
      },
    })
    for (const metric of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const unwatch = opened.watch({ job, metric })
      // oxlint-disable-next-line no-await-in-loop -- one after the other is what is tested
      await settle()
      unwatch()
    }
    expect(forgotten).toEqual([seriesIdOf({ job, metric: 'a' })])
    opened.close()
  })
})
