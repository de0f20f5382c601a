import type { Metric } from '../api/mlflow.ts'
import type { JobRef } from '../domain/refs.ts'
import { beginning, watchTokens, type Cursor, type PageNews } from './metric-feed-cursor.ts'
import { workspaceKey } from './workspace-key.ts'

export type MetricKey = Readonly<{ job: JobRef; metric: string }>

export type SeriesProgress = Readonly<{
  status: 'waiting' | 'reading' | 'ready' | 'failed'
  points: number
  /** Why it failed; with `ready`, why what is new could not be read. */
  error?: unknown
  /** More pages are known to follow. */
  hasMore: boolean
  /** There are more points than the service is known to keep: those beyond were not read. */
  isCut: boolean
}>

export const nothingRead: SeriesProgress = { status: 'waiting', points: 0, hasMore: false, isCut: false }

export const jobIdOf = ({ workspace, jobName }: JobRef): string => `${workspaceKey(workspace)}/jobs/${jobName}`

/** The id of a series in the book: the same for every spelling of the workspace. */
export const seriesIdOf = ({ job, metric }: MetricKey): string => `${jobIdOf(job)}/metrics/${metric}`

/** What was told of a job last: whether it can still log, and the last value of each metric. */
export type JobNews = Readonly<{ isLive: boolean; last: ReadonlyMap<string, Metric> }>

/** A last value as text: two that are the same tell that nothing was logged between them, restarts aside. */
export const lastValueText = ({ step, timestamp, value }: Metric): string => `${step} ${timestamp} ${value}`

/** One way through a history, from a cursor to the end of what there is. */
export type Pass = {
  /** What is new while the job runs is read at a slower pace than what a chart waits for. */
  readonly kind: 'fill' | 'update'
  /** Which series of the book takes the pages: another one than is shown, while what is shown is read again. */
  readonly target: string
  readonly checkPage: (page: PageNews) => void
  /** The last value that was known when this began. */
  readonly asked: string | undefined
  /** Began after the job had ended: there is nothing to come. */
  readonly isFinal: boolean
  /** Began anew because a token was refused. */
  readonly isRestart: boolean
  cursor: Cursor
}

/** A series that is or was watched. */
export type WatchedSeries = {
  readonly id: string
  readonly key: MetricKey
  watchers: number
  /** Where to read on; undefined where only the whole will do. */
  cursor: Cursor | undefined
  /** All that there was has been read once. */
  isFilled: boolean
  /** It was looked for among the series that this browser has kept. */
  isSought: boolean
  /** All was read after the job had ended. */
  isFinal: boolean
  /** The last value known when the reading began that came to its end last, and when that end was. */
  seen: string | undefined
  seenAt: number
  /** Under way, or broken off. */
  pass: Pass | undefined
  request: AbortController | undefined
  failures: number
  /** The last value at which it was given up; another one makes it try again. */
  gaveUpAt: string | undefined
  hasGivenUp: boolean
  /** Not to be asked about before, in ms since 1970. */
  dueAt: number
  /** Who was served longest ago is next. */
  turn: number
  progress: SeriesProgress
}

export const aWatchedSeries = (key: MetricKey): WatchedSeries => ({
  id: seriesIdOf(key),
  key,
  watchers: 0,
  cursor: undefined,
  isFilled: false,
  isSought: false,
  isFinal: false,
  seen: undefined,
  seenAt: 0,
  pass: undefined,
  request: undefined,
  failures: 0,
  gaveUpAt: undefined,
  hasGivenUp: false,
  dueAt: 0,
  turn: 0,
  progress: nothingRead,
})

/**
 * The last value is that of the highest step, so a job that begins again at a lower one logs unseen for a while. A
 * metric in sight whose last value stands still is looked at this often.
 */
export const standstillMs = 60_000

/** When a series is to be looked at although nothing was told; Infinity for never. */
export const standstillEndsAt = (series: WatchedSeries, news: JobNews | undefined): number =>
  news?.isLive && !series.progress.isCut ? series.seenAt + standstillMs : Infinity

/** The last value that was told of a metric. */
export const toldOf = (series: WatchedSeries, news: JobNews | undefined): string | undefined => {
  const last = news?.last.get(series.key.metric)
  return last && lastValueText(last)
}

/**
 * The pass that a series is due for.
 * @returns undefined when there is nothing to ask
 */
export function nextPass(series: WatchedSeries, news: JobNews | undefined, now: number): Pass | undefined {
  const asked = toldOf(series, news)
  const hasEnded = news?.isLive === false
  const fill = (target: string): Pass => ({ ...passFrom(series, asked, hasEnded), kind: 'fill', target })
  if (!series.isFilled) return fill(series.id)
  if (!news || series.progress.isCut) return undefined
  const isNew = asked !== undefined && asked !== series.seen
  if (news.isLive) {
    if (!isNew && now < standstillEndsAt(series, news)) return undefined
    const { cursor } = series
    return cursor ? { ...passFrom(series, asked, false), cursor } : fill(stagingId(series))
  }
  if (series.isFinal && !isNew) return undefined
  // Points of several machines are logged out of order, and slip in before a cursor: at the end all is read again.
  const { cursor } = series
  return cursor?.from === 0 ? { ...passFrom(series, asked, true), kind: 'fill', cursor } : fill(stagingId(series))
}

/** The same anew from the beginning, for a history whose tokens no longer hold. */
export const restarted = (series: WatchedSeries, pass: Pass): Pass => ({
  ...passFrom(series, pass.asked, pass.isFinal),
  kind: 'fill',
  target: series.isFilled ? stagingId(series) : series.id,
  isRestart: true,
})

const passFrom = (series: WatchedSeries, asked: string | undefined, isFinal: boolean): Pass => ({
  kind: 'update',
  target: series.id,
  checkPage: watchTokens(series.key.metric),
  asked,
  isFinal,
  isRestart: false,
  cursor: beginning,
})

/** Where the whole is read again while the series as it was stays in sight. */
const stagingId = ({ id }: WatchedSeries): string => `${id}\nread again`
