import { createNewest } from '../../lib/newest.ts'
import type { FrameRequest, Reading, SeriesBook } from '../../lib/series/series-types.ts'
import type { Follower } from './use-follower.ts'

/** What was logged nearest to a place of a chart, for the lines that are in it. */
export type Readings = Readonly<{ x: number; readings: readonly Reading[] }>

/** A place in what a chart shows; undefined when the cursor is nowhere. */
export type ReaderPlace = Readonly<{ request: FrameRequest; x: number }> | undefined

/** Reads the values under a cursor as it moves. A place that cannot be read has no readings: the next move tries again. */
export function createReader(book: SeriesBook): Follower<ReaderPlace, Readings | undefined> {
  const listeners = new Set<() => void>()
  let state: Readings | undefined

  function publish(next: Readings | undefined) {
    if (state === next) return
    state = next
    for (const listener of listeners) listener()
  }

  const reads = createNewest(
    async ({ request, x }: NonNullable<ReaderPlace>, signal) => ({ x, readings: await book.read(request, x, signal) }),
    publish,
    () => publish(undefined),
  )

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ask(place) {
      if (place) return reads.ask(place)
      reads.drop()
      publish(undefined)
    },
    rest: reads.drop,
  }
}
