import type { Follower } from '../../../parts/metrics/use-follower.ts'
import { seriesIdOf, type MetricKey } from '../../../queries/metric-feed-series.ts'
import type { MetricFeed } from '../../../queries/metric-feed.ts'
import type { SeriesFacts } from './metric-cells.ts'

/** A series whose history is to be looked through. */
export type WantedSeries = Readonly<{
  key: MetricKey
  /** Another one whenever something was logged. */
  version: string
  /** It may grow: it is followed as long as it is wanted. */
  isLive: boolean
}>

export type WantedFacts = Readonly<{
  series: readonly WantedSeries[]
  /** Of which the value is wanted, too. */
  step: number | undefined
}>

type FactsState = Readonly<{
  /** By the series' id. */
  facts: ReadonlyMap<string, SeriesFacts>
  /** Of the series that are wanted now: how many have been looked through, and how many could not be read. */
  read: number
  failed: number
  total: number
}>

/** Histories under way at once; the feed has a bound of its own for requests. */
const mostAtOnce = 8

/** Facts come in by the hundred; a table that is drawn anew for each would do nothing else. */
const publishMs = 250

const nothing: FactsState = { facts: new Map(), read: 0, failed: 0, total: 0 }

/**
 * Looks through the histories of metrics, a few at a time, and keeps what it found. Points are given back to the feed as
 * soon as they were looked at: a hundred jobs have more of them than a browser should hold.
 */
export function createFactsReader(feed: MetricFeed): Follower<WantedFacts, FactsState> {
  const listeners = new Set<() => void>()
  const found = new Map<string, Readonly<{ facts: SeriesFacts | undefined; of: string }>>()
  const active = new Map<string, Readonly<{ wanted: WantedSeries; stop: () => void }>>()
  let state = nothing
  let wanted: WantedFacts = { series: [], step: undefined }
  let publishing: ReturnType<typeof setTimeout> | undefined

  /** What the facts were found of: they are looked for again when it changes. */
  const versionOf = ({ version }: WantedSeries) => `${version} at ${wanted.step ?? ''}`

  function publish() {
    publishing = undefined
    const ids = wanted.series.map(({ key }) => seriesIdOf(key))
    const known = ids.flatMap((id) => found.get(id) ?? [])
    state = {
      facts: new Map([...found].flatMap(([id, { facts }]) => (facts ? [[id, facts]] : []))),
      read: known.length,
      failed: known.filter(({ facts }) => !facts).length,
      total: ids.length,
    }
    for (const listener of listeners) listener()
  }

  const publishSoon = () => {
    publishing ??= setTimeout(publish, publishMs)
  }

  function keep(id: string, series: WantedSeries, facts: SeriesFacts | undefined) {
    found.set(id, { facts, of: versionOf(series) })
    if (!series.isLive) end(id)
    publishSoon()
    beginMore()
  }

  function end(id: string) {
    active.get(id)?.stop()
    active.delete(id)
  }

  function beginMore() {
    const waiting = [...active].filter(([id]) => !found.has(id)).length
    let room = mostAtOnce - waiting
    for (const series of wanted.series) {
      if (room <= 0) return
      const id = seriesIdOf(series.key)
      if (active.has(id) || found.get(id)?.of === versionOf(series)) continue
      begin(id, series)
      room -= 1
    }
  }

  function begin(id: string, series: WantedSeries) {
    const stopWatching = feed.watch(series.key)
    let isOver = false
    let isLooking = false
    let hasGrown = false
    async function look() {
      const { status } = feed.progress(series.key)
      hasGrown = isLooking
      if (isOver || isLooking || (status !== 'ready' && status !== 'failed')) return
      isLooking = true
      const facts = status === 'ready' ? await factsOf(feed, id, wanted.step).catch(() => undefined) : undefined
      isLooking = false
      if (isOver) return
      keep(id, series, facts)
      if (hasGrown) void look()
    }
    const stopProgress = feed.subscribe(() => void look())
    const stopGrowth = feed.book.subscribe([id], () => void look())
    const stop = () => {
      isOver = true
      stopWatching()
      stopProgress()
      stopGrowth()
    }
    active.set(id, { wanted: series, stop })
    void look()
  }

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ask(next) {
      const isOtherStep = next.step !== wanted.step
      wanted = next
      const byId = new Map(next.series.map((series) => [seriesIdOf(series.key), series]))
      for (const [id, { wanted: before }] of active) {
        if (isOtherStep || byId.get(id)?.isLive !== before.isLive) end(id)
      }
      beginMore()
      publishSoon()
    },
    rest() {
      clearTimeout(publishing)
      publishing = undefined
      for (const id of active.keys()) end(id)
      wanted = { series: [], step: undefined }
    },
  }
}

async function factsOf({ book }: MetricFeed, id: string, step: number | undefined): Promise<SeriesFacts> {
  const request = {
    axis: 'step',
    xScale: 'linear',
    yScale: 'linear',
    columns: 1,
    smoothing: 0,
    clipOutliers: false,
  } as const
  const lines = [{ id }]
  const [whole, upTo] = await Promise.all([
    book.frame({ ...request, lines }),
    step === undefined ? undefined : book.frame({ ...request, lines, xExtent: [-Number.MAX_VALUE, step] }),
  ])
  const { least, greatest } = whole.series[0] ?? {}
  return { least, greatest, atStep: upTo?.series[0]?.last }
}
