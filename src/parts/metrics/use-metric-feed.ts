import { useEffect, useState } from 'react'
import { openSeriesBook } from '../../lib/series/series-book.ts'
import { openMetricCache } from '../../queries/metric-cache.ts'
import { openMetricFeed, type MetricFeed } from '../../queries/metric-feed.ts'
import { useAccount } from '../account.ts'

type PageFeed = { readonly feed: MetricFeed; users: number }

let ofPage: PageFeed | undefined

/** The feed of the page: opened by whoever needs it first, closed when the last of them has gone. */
export function useMetricFeed(): MetricFeed {
  const { id } = useAccount()
  const [own] = useState(() => (ofPage ??= openFeed(id)))
  useEffect(() => use(own), [own])
  return own.feed
}

/** Nothing runs before something is watched, so a feed that React throws away unused costs nothing. */
const openFeed = (accountId: string): PageFeed => ({
  feed: openMetricFeed({ book: openSeriesBook(), cache: openMetricCache(accountId) }),
  users: 0,
})

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
