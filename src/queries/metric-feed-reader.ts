import { ArmError } from '../api/arm-error.ts'
import { mlflow } from '../api/mlflow.ts'
import type { SeriesBook } from '../lib/series/series-types.ts'
import type { MetricCache } from './metric-cache.ts'
import { cursorAfter, largestPage, mostPoints, sizeAt, smallPage } from './metric-feed-cursor.ts'
import type { MetricKey, Pass, WatchedSeries } from './metric-feed-series.ts'

/** Asks a tracking server for a page of a metric's history. @throws ArmError, NetworkError, the signal's reason */
export type ReadPage = (
  key: MetricKey,
  page: { maxResults: number; pageToken: string | undefined; signal: AbortSignal },
) => Promise<ArrayBuffer>

/** How far one page has brought a pass. */
export type Step = Readonly<{
  /** Points of the history up to the end of the page. */
  points: number
  hasMore: boolean
  /** More points follow than the service is known to keep. */
  isCut: boolean
}>

export type HistoryReader = ReturnType<typeof createHistoryReader>

/** Brings pages of histories, and series that were kept, into a book. */
export function createHistoryReader({
  book,
  cache,
  readPage = ({ job, metric }, page) => mlflow.metricPage(job, metric, page),
}: Readonly<{ book: SeriesBook; cache?: MetricCache | undefined; readPage?: ReadPage | undefined }>) {
  let pageSize = largestPage

  /** A page of the wanted size, or of one that every server allows. */
  async function pageOf(key: MetricKey, pageToken: string | undefined, size: number, signal: AbortSignal) {
    try {
      return await readPage(key, { maxResults: size, pageToken, signal })
    } catch (error) {
      if (!isRefused(error) || size <= smallPage) throw error
      const bytes = await readPage(key, { maxResults: smallPage, pageToken, signal })
      pageSize = smallPage // so it was the size that had been refused
      return bytes
    }
  }

  return {
    /**
     * Reads the next page of a pass and moves its cursor. At the end of a pass that read again what is in sight, the
     * new series takes the place of the old one.
     * @throws ArmError `InvalidResponse` for what is no page, Error for pages that never end, and what `ReadPage` throws
     */
    async next(series: WatchedSeries, pass: Pass, signal: AbortSignal): Promise<Step> {
      const { cursor, target } = pass
      const bytes = await pageOf(series.key, cursor.token, sizeAt(cursor, pageSize), signal)
      const page = await book.addPage(target, bytes, cursor.from).catch((error: unknown) => {
        throw error instanceof SyntaxError ? unreadable(series.key, error) : error
      })
      pass.checkPage(page)
      pass.cursor = cursorAfter(cursor, page)
      const points = cursor.from + page.pointsInPage
      const hasMore = pass.cursor.token !== cursor.token
      if (!hasMore && target !== series.id) {
        await book.put(series.id, await book.columns(target))
        book.forget([target])
      }
      return { points, hasMore, isCut: points >= mostPoints && page.nextPageToken !== undefined }
    },

    /** Puts a series in place that was kept when the service told the same last value. @returns how many points it has */
    async fromCache(id: string, last: string): Promise<number | undefined> {
      const columns = await cache?.get(id, last)
      if (!columns) return undefined
      const points = columns.step.length // read before the columns are handed over
      await book.put(id, columns)
      return points
    },

    /** Keeps a series that will not change any more. */
    async keep(id: string, last: string): Promise<void> {
      if (!cache) return
      const columns = await book.columns(id).catch(() => undefined) // closed meanwhile
      if (columns) await cache.set(id, last, columns)
    },
  }
}

/** 400: something in a request is not allowed, its size or its token. */
export const isRefused = (error: unknown): boolean => error instanceof ArmError && error.status === 400

const unreadable = ({ metric }: MetricKey, cause: SyntaxError) =>
  new ArmError(`The service answered with something that is no page of the metric ${metric}`, {
    status: 200,
    code: 'InvalidResponse',
    requestId: '',
    details: [{ code: 'Cause', message: cause.message }],
  })
