import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { MetricFeed } from '../../queries/metric-feed.ts'
import { seriesIdOf, type MetricKey } from '../../queries/metric-feed-series.ts'
import { panelReading, type PanelReading } from './panel-reading.ts'

/** Has series read as long as they are shown, and tells how far that is. */
export function usePanelReading(feed: MetricFeed, keys: readonly MetricKey[]): PanelReading {
  const ids = keys.map(seriesIdOf).join('\n')
  // Boards make their lists anew with every value a job logs; the same series go on being watched.
  // oxlint-disable-next-line react/exhaustive-deps
  const watched = useMemo(() => keys, [ids])
  useEffect(() => {
    const stops = watched.map((key) => feed.watch(key))
    return () => {
      for (const stop of stops) stop()
    }
  }, [feed, watched])

  // The feed tells of every series of a page: what is text can be compared.
  const snapshot = useCallback(
    () =>
      watched
        .map(feed.progress)
        .map(({ status, points, hasMore, isCut, error }) => [status, points, hasMore, isCut, String(error)].join(' '))
        .join('\n'),
    [feed, watched],
  )
  const subscribe = useCallback((listener: () => void) => inSteps(feed.subscribe, listener), [feed])
  const now = useSyncExternalStore(subscribe, snapshot)
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => panelReading(feed, watched), [feed, watched, now])
}

/** A hundred series come from the browser's store within a second: nobody reads how far they are a hundred times. */
const stepMs = 100

/** Passes on what a subscription tells, once in `stepMs` at most. @returns ends it */
function inSteps(subscribe: MetricFeed['subscribe'], listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe(() => {
    timer ??= setTimeout(() => {
      timer = undefined
      listener()
    }, stepMs)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
