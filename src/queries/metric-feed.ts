import { focusManager } from '@tanstack/react-query'
import { ArmError } from '../api/arm-error.ts'
import type { Metric } from '../api/mlflow.ts'
import type { JobRef } from '../domain/refs.ts'
import type { SeriesBook } from '../lib/series/series-types.ts'
import type { MetricCache } from './metric-cache.ts'
import { createHistoryReader, isRefused, type ReadPage, type Step } from './metric-feed-reader.ts'
import {
  aWatchedSeries,
  jobIdOf,
  lastValueText,
  nextPass,
  nothingRead,
  restarted,
  seriesIdOf,
  standstillEndsAt,
  toldOf,
  type JobNews,
  type MetricKey,
  type Pass,
  type SeriesProgress,
  type WatchedSeries,
} from './metric-feed-series.ts'
import { retryDelay, retryRead } from './query-client.ts'

/** Fills a book with the metrics that are in sight, and keeps it up with jobs that run. */
export type MetricFeed = Readonly<{
  book: SeriesBook
  /**
   * Reads the whole series unless it is there, and what is new of it while it is watched. Several may watch the same.
   * @returns stops watching
   */
  watch: (key: MetricKey) => () => void
  /**
   * What runs/get or runs/search said of a job: the last values are drawn at once, and what has changed of the metrics
   * that are watched is read. Once the job has ended they are read to the end, and kept.
   */
  tell: (job: JobRef, news: { metrics: readonly Metric[]; isLive: boolean }) => void
  /** The same object until something changes. */
  progress: (key: MetricKey) => SeriesProgress
  /** Calls back after a change of any progress. @returns stops that */
  subscribe: (listener: () => void) => () => void
  /** Tries again what was given up. */
  retry: (key: MetricKey) => void
  /** Ends all reading, and closes the book. */
  close: () => void
}>

export type MetricFeedOptions = Readonly<{
  book: SeriesBook
  /** Where series of jobs that have ended are kept. */
  cache?: MetricCache | undefined
  readPage?: ReadPage | undefined
}>

/** Requests under way at once: the charts in sight are filled side by side, and other parts of the page get through. */
const mostAtOnce = 4
/** Looking for kept series costs the service nothing, and each look waits for the browser's store. */
const mostSoughtAtOnce = 32

/** Between two requests for what is new, over all series: the bound of docs/adr/0025. */
const updatePauseMs = 1_000

/** Points of series out of sight that are kept for coming back to them; 24 bytes each. */
const mostIdlePoints = 5_000_000

/**
 * Reads histories page by page: one request per chart in turn, so that each shows its first page soon. Rests while the
 * tab is hidden. What is asked when, and how much, is in docs/adr/0025.
 */
export function openMetricFeed({ book, cache, readPage }: MetricFeedOptions): MetricFeed {
  const reader = createHistoryReader({ book, cache, readPage })
  const allSeries = new Map<string, WatchedSeries>()
  const jobs = new Map<string, JobNews>()
  const listeners = new Set<() => void>()
  let underWay = 0
  let turn = 0
  let nextUpdateAt = 0
  /** The service wants to be left alone until then. */
  let restUntil = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopFocus: (() => void) | undefined
  let isWoken = false
  let isClosed = false

  const newsOf = ({ key }: WatchedSeries) => jobs.get(jobIdOf(key.job))

  function setProgress(series: WatchedSeries, change: Partial<SeriesProgress>) {
    series.progress = { ...series.progress, ...change }
    for (const listener of listeners) listener()
  }

  /** Soon, not at once: the charts of a page are watched, and their jobs told of, one after the other. */
  function wake() {
    if (isWoken) return
    isWoken = true
    queueMicrotask(() => {
      isWoken = false
      serveWhoIsDue()
    })
  }

  /** Starts what may be asked now, and sets the timer for what may be asked next. */
  function serveWhoIsDue() {
    clearTimeout(timer)
    if (isClosed || !focusManager.isFocused()) return
    let nextAt = Infinity
    const inTurn = [...allSeries.values()].filter(isAskable).sort((a, b) => a.turn - b.turn)
    for (const series of inTurn) {
      const now = Date.now()
      const pass = series.pass ?? nextPass(series, newsOf(series), now)
      const dueAt = pass ? whenDue(series, pass) : standstillEndsAt(series, newsOf(series))
      if (!pass || dueAt > now) nextAt = Math.min(nextAt, dueAt)
      // Whoever ends wakes those that find no room now.
      else if (underWay < (mayBeKept(series, pass) ? mostSoughtAtOnce : mostAtOnce)) void serve(series, pass, now)
    }
    if (nextAt < Infinity) timer = setTimeout(serveWhoIsDue, Math.max(0, nextAt - Date.now()))
  }

  const isAskable = (series: WatchedSeries) => series.watchers > 0 && !series.request && !isLeftAlone(series)

  /** What never came is tried again when somebody says so, what is new of the rest with the next last value. */
  const isLeftAlone = (series: WatchedSeries) =>
    series.hasGivenUp && (!series.isFilled || series.gaveUpAt === toldOf(series, newsOf(series)))

  const whenDue = (series: WatchedSeries, { kind }: Pass) =>
    Math.max(series.dueAt, restUntil, kind === 'update' ? nextUpdateAt : 0)

  /** Asks for the next page of a pass. */
  async function serve(series: WatchedSeries, pass: Pass, now: number) {
    const request = new AbortController()
    turn += 1
    underWay += 1
    series.pass = pass
    series.request = request
    series.turn = turn
    if (pass.kind === 'update') nextUpdateAt = now + updatePauseMs
    if (series.progress.status !== 'ready') setProgress(series, { status: 'reading', error: undefined })
    try {
      const step = mayBeKept(series, pass)
        ? await stepFromCache(series, pass)
        : await reader.next(series, pass, request.signal)
      if (step) takeStep(series, pass, step)
    } catch (error) {
      if (!request.signal.aborted && !isClosed) takeFailure(series, pass, error)
    } finally {
      underWay -= 1
      series.request = undefined
      wake()
    }
  }

  /** Whether this browser may have kept the series: it is looked for once, before the service is asked. */
  const mayBeKept = (series: WatchedSeries, { asked, isFinal, isRestart, cursor }: Pass) =>
    !series.isSought && !series.isFilled && isFinal && !isRestart && cursor.from === 0 && asked !== undefined

  async function stepFromCache(series: WatchedSeries, { asked = '' }: Pass) {
    series.isSought = true
    const points = await reader.fromCache(series.id, asked)
    return points === undefined ? undefined : { points, hasMore: false, isCut: false, isKept: true }
  }

  function takeStep(series: WatchedSeries, pass: Pass, step: Step & { isKept?: boolean }) {
    const { points, hasMore, isCut } = step
    series.failures = 0
    series.hasGivenUp = false
    if (hasMore) {
      const isShown = pass.target === series.id
      if (isShown) setProgress(series, { points: Math.max(series.progress.points, points), hasMore })
      return
    }
    series.pass = undefined
    series.cursor = step.isKept ? undefined : pass.cursor
    series.isFilled = true
    series.isFinal = pass.isFinal
    series.seen = pass.asked
    series.seenAt = Date.now()
    setProgress(series, { status: 'ready', points, hasMore: false, isCut, error: undefined })
    showLatest(series)
    const isWorthKeeping = pass.isFinal && !isCut && !step.isKept
    if (isWorthKeeping && pass.asked !== undefined) void reader.keep(series.id, pass.asked)
  }

  /** The newest value is known before the page it is in: a reader sees it at once. */
  function showLatest(series: WatchedSeries) {
    if (!series.isFilled) return
    const last = newsOf(series)?.last.get(series.key.metric)
    const isNew = last !== undefined && lastValueText(last) !== series.seen
    book.setLatest(series.id, isNew ? { step: last.step, time: last.timestamp, value: last.value } : undefined)
  }

  function takeFailure(series: WatchedSeries, pass: Pass, error: unknown) {
    if (isRefused(error) && pass.cursor.token !== undefined && !pass.isRestart) {
      series.pass = restarted(series, pass)
      return
    }
    series.failures += 1
    if (retryRead(series.failures - 1, error)) {
      series.dueAt = Date.now() + retryDelay(series.failures - 1, error)
      if (error instanceof ArmError && error.status === 429) restUntil = series.dueAt
      return
    }
    series.failures = 0
    series.hasGivenUp = true
    series.gaveUpAt = toldOf(series, newsOf(series))
    setProgress(series, { status: series.isFilled ? 'ready' : 'failed', error, hasMore: false })
  }

  function tryAgain(series: WatchedSeries) {
    series.hasGivenUp = false
    series.failures = 0
    series.dueAt = 0
    if (series.progress.status === 'failed') setProgress(series, { status: 'waiting', error: undefined })
    wake()
  }

  function unwatch(series: WatchedSeries) {
    series.watchers -= 1
    if (series.watchers > 0 || isClosed) return
    series.request?.abort()
    // Behind those that were let go before.
    allSeries.delete(series.id)
    allSeries.set(series.id, series)
    forgetIdle()
  }

  /** Of the series that nobody looks at, those let go first are forgotten first. */
  function forgetIdle() {
    let points = 0
    for (const series of [...allSeries.values()].reverse()) {
      if (series.watchers > 0 || series.request) continue
      points += series.progress.points
      if (points <= mostIdlePoints) continue
      allSeries.delete(series.id)
      book.forget(series.pass ? [series.id, series.pass.target] : [series.id])
    }
  }

  return {
    book,
    watch(key) {
      stopFocus ??= focusManager.subscribe(wake)
      const id = seriesIdOf(key)
      const series = allSeries.get(id) ?? aWatchedSeries(key)
      allSeries.set(id, series)
      series.watchers += 1
      if (series.watchers === 1) tryAgain(series)
      let isWatching = true
      return () => {
        if (isWatching) unwatch(series)
        isWatching = false
      }
    },
    tell(job, { metrics, isLive }) {
      const jobId = jobIdOf(job)
      jobs.set(jobId, { isLive, last: new Map(metrics.map((metric) => [metric.key, metric])) })
      for (const series of allSeries.values()) if (jobIdOf(series.key.job) === jobId) showLatest(series)
      wake()
    },
    progress: (key) => allSeries.get(seriesIdOf(key))?.progress ?? nothingRead,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    retry(key) {
      const series = allSeries.get(seriesIdOf(key))
      if (series) tryAgain(series)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      stopFocus?.()
      listeners.clear()
      for (const { request } of allSeries.values()) request?.abort()
      book.close()
    },
  }
}
