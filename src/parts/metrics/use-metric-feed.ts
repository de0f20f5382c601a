import { useEffect, useState } from 'react'
import { openSeriesBook } from '../../lib/series/series-book.ts'
import { openMetricFeed, type MetricFeed } from '../../queries/metric-feed.ts'

type PageFeed = { readonly feed: MetricFeed; users: number }

let ofPage: PageFeed | undefined

/** The feed of the page: opened by whoever needs it first, closed when the last of them has gone. */
export function useMetricFeed(): MetricFeed {
  const [own] = useState(() => (ofPage ??= { feed: openMetricFeed({ book: openSeriesBook() }), users: 0 }))
  useEffect(() => use(own), [own])
  return own.feed
}

/** @returns ends the use */
function use(own: PageFeed): () => void {
  own.users += 1
  return () => {
    own.users -= 1
    // Not at once: when a view is exchanged for another, the next one takes the feed over.
    setTimeout(() => {
      if (own.users > 0) return
      own.feed.close()
      if (ofPage === own) ofPage = undefined
    })
  }
}
