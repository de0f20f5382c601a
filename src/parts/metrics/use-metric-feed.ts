import { useEffect, useState } from 'react'
import { openSeriesBook } from '../../lib/series/series-book.ts'
import { openMetricFeed, type MetricFeed } from '../../queries/metric-feed.ts'

let page: { readonly feed: MetricFeed; users: number } | undefined

/** The feed of the page: opened by whoever needs it first, closed when the last of them has gone. */
export function useMetricFeed(): MetricFeed {
  const [own] = useState(() => (page ??= { feed: openMetricFeed({ book: openSeriesBook() }), users: 0 }))
  useEffect(() => {
    own.users += 1
    return () => {
      own.users -= 1
      // Not at once: when a view is exchanged for another, the next one takes the feed over.
      setTimeout(() => {
        if (own.users > 0) return
        own.feed.close()
        if (page === own) page = undefined
      })
    }
  }, [own])
  return own.feed
}
