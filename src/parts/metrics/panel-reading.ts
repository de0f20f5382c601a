import type { MetricFeed } from '../../queries/metric-feed.ts'
import type { MetricKey, SeriesProgress } from '../../queries/metric-feed-series.ts'

/** What went wrong with one of the series of a panel. */
export type ReadingFailure = Readonly<{ key: MetricKey; error: unknown }>

/** How far the series of a panel have come, taken together. */
export type PanelReading = Readonly<{
  series: number
  /** Those of which all is there, and the points that have been read of any. */
  whole: number
  points: number
  /** Their histories are still being read, or wait for it. What is merely new in a live job does not count. */
  isReading: boolean
  /** Those that could not be read. */
  failed: readonly ReadingFailure[]
  /** Those that were read, but what is new of them could not be. */
  stale: readonly ReadingFailure[]
  /** Those that have more points than the service is known to keep. */
  cut: number
}>

/** What a feed says of the series of a panel, taken together. */
export function panelReading(feed: Pick<MetricFeed, 'progress'>, keys: readonly MetricKey[]): PanelReading {
  const all = keys.map((key) => ({ key, progress: feed.progress(key) }))
  const failures = (status: SeriesProgress['status']) =>
    all.flatMap(({ key, progress: { status: own, error } }) =>
      own === status && error !== undefined ? [{ key, error }] : [],
    )
  const failed = failures('failed')
  const open = all.filter(({ progress }) => isOpen(progress)).length
  return {
    series: all.length,
    whole: all.length - failed.length - open,
    points: all.reduce((sum, { progress }) => sum + progress.points, 0),
    isReading: open > 0,
    failed,
    stale: failures('ready'),
    cut: all.filter(({ progress }) => progress.isCut).length,
  }
}

/** A series that was read once and is looked at again is whole meanwhile. */
const isOpen = ({ status, points, hasMore }: SeriesProgress) =>
  status !== 'failed' && (hasMore || (status !== 'ready' && points === 0))
