import { createNewest } from '../../lib/newest.ts'
import type { Frame, FrameRequest, SeriesBook } from '../../lib/series/series-types.ts'
import type { Follower } from './use-follower.ts'

/** A frame, and the request that it answers, which need not be the newest. */
export type MadeFrame = Readonly<{ frame: Frame; request: FrameRequest }>

export type FrameState = Readonly<{
  /** The last that was made; stays while the next one is. */
  made: MadeFrame | undefined
  /** Why the last try made none. */
  error: unknown
}>

/** Frames of growing series are begun at most as often: half a second is live to the eye, and leaves time for the rest. */
const growthMs = 500
/** Where drawing takes long, a growing chart rests so many times as long, so that ten of them leave half of the time. */
const restPerDrawing = 20
/** The last points of a long history do not wait longer, however slow the machine is. */
const mostGrowthMs = 900

/**
 * Keeps a frame up to date with what is asked for, at once, and with its series as they grow. A chart that is not laid out
 * yet asks for nothing.
 */
export function createFrameMaker(book: SeriesBook): Follower<FrameRequest | undefined, FrameState> {
  const listeners = new Set<() => void>()
  let state: FrameState = { made: undefined, error: undefined }
  let wanted: FrameRequest | undefined
  let lastBegun = -Infinity
  let drawnInMs = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopWatching = () => {}

  function publish(next: FrameState) {
    state = next
    for (const listener of listeners) listener()
  }

  const frames = createNewest(
    (request: FrameRequest, signal) => {
      // This one has all that was logged until now.
      clearTimeout(timer)
      timer = undefined
      lastBegun = Date.now()
      return makeFrame(book, request, signal)
    },
    (made) => {
      const told = Date.now()
      publish({ made, error: undefined })
      // Whoever draws it does so before the page comes to the next thing.
      setTimeout(() => (drawnInMs = Date.now() - told))
    },
    (error) => publish({ made: state.made, error }),
  )

  const pauseMs = () => Math.min(mostGrowthMs, Math.max(growthMs, drawnInMs * restPerDrawing))

  function onGrowth() {
    // The first points are waited for.
    const restMs = state.made?.frame.xWhole ? lastBegun + pauseMs() - Date.now() : 0
    timer ??= setTimeout(() => wanted && frames.ask(wanted), Math.max(0, restMs))
  }

  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ask(request) {
      const last = wanted
      if (!request || (last && isEqual(last, request))) return
      wanted = request
      if (!last || !isEqual(seriesOf(last), seriesOf(request))) {
        stopWatching()
        stopWatching = book.subscribe(seriesOf(request), onGrowth)
      }
      // What is being made is worth seeing on the way, as while an axis is dragged; of other lines it is not.
      if (last && (last.axis !== request.axis || !isEqual(last.lines, request.lines))) frames.drop()
      frames.ask(request)
    },
    rest() {
      stopWatching()
      clearTimeout(timer)
      timer = undefined
      wanted = undefined
      frames.drop()
    },
  }
}

/** All that a request draws on. */
const seriesOf = ({ lines }: FrameRequest): string[] =>
  lines.flatMap(({ id, xSeries }) => (xSeries === undefined ? [id] : [id, xSeries]))

/** Requests are plain and small. */
const isEqual = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/**
 * A frame of what is asked for. A metric that was logged several times at one step only, as by who never gave a step, is
 * one vertical stroke by step: it is shown by relative time instead, and the request that is returned says so.
 */
async function makeFrame(book: SeriesBook, request: FrameRequest, signal: AbortSignal): Promise<MadeFrame> {
  const frame = await book.frame(request, signal)
  if (request.axis !== 'step' || !isStepless(frame)) return { frame, request }
  const byTime: FrameRequest = { ...request, axis: 'relative', xScale: 'linear' }
  return { frame: await book.frame(byTime, signal), request: byTime }
}

const isStepless = ({ xWhole, series }: Frame): boolean =>
  xWhole !== undefined && xWhole[0] === xWhole[1] && series.some(({ total }) => total > 1)
