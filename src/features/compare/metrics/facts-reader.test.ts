import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Frame, FrameRequest, FrameSeries, SeriesBook, SeriesPoint } from '../../../lib/series/series-types.ts'
import { seriesIdOf, type MetricKey, type SeriesProgress } from '../../../queries/metric-feed-series.ts'
import type { MetricFeed } from '../../../queries/metric-feed.ts'
import { createFactsReader, type WantedSeries } from './facts-reader.ts'

const workspace = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w' }
const keyOf = (jobName: string): MetricKey => ({ job: { workspace, jobName }, metric: 'loss' })
const wanted = (jobName: string, isLive = false, version = '1'): WantedSeries => ({
  key: keyOf(jobName),
  version,
  isLive,
})

/** A feed in which a series is read when the test says so; its points are those of steps 0 to 9, falling. */
function aFeed() {
  const watched = new Set<string>()
  const progress = new Map<string, SeriesProgress['status']>()
  const listeners = new Set<() => void>()
  const unused = () => {
    throw new Error('Nobody asks for this')
  }
  const frame = (request: FrameRequest): Promise<Frame> => {
    const last = Math.min(9, request.xExtent?.[1] ?? 9)
    const point = (step: number): SeriesPoint => ({ step, time: step, value: 10 - step })
    const series = { least: point(last), greatest: point(0), last: point(last) } as FrameSeries // the rest is not read
    return Promise.resolve({ series: [series], xExtent: undefined, xWhole: undefined, yExtent: undefined })
  }
  const book = { frame, subscribe: () => () => {} } as unknown as SeriesBook // the rest is not called
  const feed: MetricFeed = {
    book,
    watch(key) {
      const id = seriesIdOf(key)
      watched.add(id)
      return () => watched.delete(id)
    },
    progress: (key) => ({
      status: progress.get(seriesIdOf(key)) ?? 'reading',
      points: 10,
      hasMore: false,
      isCut: false,
    }),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell: unused,
    retry: unused,
    close: unused,
  }
  return {
    feed,
    watched,
    become: (status: SeriesProgress['status'], ...jobs: string[]) => {
      for (const job of jobs) progress.set(seriesIdOf(keyOf(job)), status)
      for (const listener of listeners) listener()
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const settled = () => vi.advanceTimersByTimeAsync(300)

test('a history is looked through once, and then let go', async () => {
  const { feed, watched, become } = aFeed()
  const reader = createFactsReader(feed)
  reader.ask({ series: [wanted('a')], step: undefined })
  expect([...watched]).toHaveLength(1)
  become('ready', 'a')
  await settled()
  expect(reader.snapshot()).toMatchObject({ read: 1, failed: 0, total: 1 })
  expect(reader.snapshot().facts.get(seriesIdOf(keyOf('a')))).toMatchObject({
    least: { step: 9, value: 1 },
    greatest: { step: 0, value: 10 },
  })
  expect([...watched]).toEqual([])
  reader.ask({ series: [wanted('a')], step: undefined })
  expect([...watched]).toEqual([])
})

test('a few are read at a time, and the next ones after them', async () => {
  const { feed, watched, become } = aFeed()
  const names = Array.from({ length: 20 }, (_, index) => `job-${index}`)
  const reader = createFactsReader(feed)
  reader.ask({ series: names.map((name) => wanted(name)), step: undefined })
  expect(watched.size).toBe(8)
  become('ready', ...names)
  await settled()
  expect(reader.snapshot()).toMatchObject({ read: 20, total: 20 })
})

test.each([true, false])('another step is another look, in a job that runs (%s) too', async (isLive) => {
  const { feed, become } = aFeed()
  const reader = createFactsReader(feed)
  become('ready', 'a')
  reader.ask({ series: [wanted('a', isLive)], step: 4 })
  await settled()
  expect(reader.snapshot().facts.get(seriesIdOf(keyOf('a')))?.atStep).toMatchObject({ step: 4, value: 6 })
  reader.ask({ series: [wanted('a', isLive)], step: 7 })
  await settled()
  expect(reader.snapshot().facts.get(seriesIdOf(keyOf('a')))?.atStep).toMatchObject({ step: 7, value: 3 })
})

test('a job that runs is followed as long as it is in sight', async () => {
  const { feed, watched, become } = aFeed()
  const reader = createFactsReader(feed)
  reader.ask({ series: [wanted('a', true)], step: undefined })
  become('ready', 'a')
  await settled()
  expect(watched.size).toBe(1)
  reader.ask({ series: [], step: undefined })
  expect(watched.size).toBe(0)
})

test('what cannot be read is told, and does not hold up the others', async () => {
  const { feed, become } = aFeed()
  const reader = createFactsReader(feed)
  reader.ask({ series: [wanted('a'), wanted('b')], step: undefined })
  become('failed', 'a')
  become('ready', 'b')
  await settled()
  expect(reader.snapshot()).toMatchObject({ read: 2, failed: 1, total: 2 })
  reader.rest()
})
