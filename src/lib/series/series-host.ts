import {
  transfersIn,
  transfersOf,
  type SeriesAnswer,
  type SeriesRequest,
  type SeriesResult,
  type SeriesResults,
} from './series-messages.ts'

type Waiting = {
  request: SeriesRequest
  resolve: (result: SeriesResult) => void
  reject: (error: Error) => void
  /** Forgets the signal. */
  release: () => void
}

type Channel = Readonly<{ post: (request: SeriesRequest) => void; close: () => void }>
type Done = Extract<SeriesAnswer, { kind: 'done' }>

const closed = () => new DOMException('The series were closed.', 'AbortError')
const aborted = () => new DOMException('It is not wanted any more.', 'AbortError')

/**
 * Asks the worker one thing after the other, in the order of the calls. What waits here and is aborted never reaches it, so
 * that a chart that is dragged about waits for one outdated frame at most.
 *
 * @param onChanges is told of every change before the promise that brought it settles
 */
export function createSeriesHost(onChanges: (changes: Done['changes']) => void) {
  const queue: Waiting[] = []
  let channel: Channel | undefined
  let busyWith: Waiting | undefined
  let end: Error | undefined

  function next() {
    if (busyWith || end) return
    busyWith = queue.shift()
    if (!busyWith) return
    channel ??= typeof Worker === 'undefined' ? openInPlace(receive) : openWorker(receive, stop)
    try {
      channel.post(busyWith.request)
    } catch (error) {
      // A buffer that is gone already is the caller's mistake and nobody else's.
      receive({ kind: 'failed', name: 'Error', message: `It could not be handed over. ${String(error)}` })
    }
  }

  function receive(answer: SeriesAnswer) {
    const one = busyWith
    busyWith = undefined
    if (end) return
    if (answer.kind === 'done' && answer.changes.length > 0) onChanges(answer.changes)
    one?.release()
    if (answer.kind === 'done') one?.resolve(answer.result)
    else one?.reject(errorOf(answer))
    next()
  }

  /** Nothing is answered from now on. */
  function stop(error: Error) {
    end ??= error
    channel?.close()
    channel = undefined
    for (const { reject, release } of [...(busyWith ? [busyWith] : []), ...queue.splice(0)]) {
      release()
      reject(end)
    }
  }

  /**
   * @throws AbortError when the signal fires or the host is closed
   * @throws SyntaxError, RangeError as the server does
   */
  function ask<Kind extends SeriesRequest['kind']>(
    request: Extract<SeriesRequest, { kind: Kind }>,
    signal?: AbortSignal,
  ): Promise<SeriesResults[Kind]> {
    const answered = new Promise<SeriesResult>((resolve, reject) => {
      if (end) throw end
      if (signal?.aborted) throw aborted()
      const abort = () => {
        const place = queue.indexOf(one)
        if (place >= 0) queue.splice(place, 1)
        reject(aborted())
      }
      const one = { request, resolve, reject, release: () => signal?.removeEventListener('abort', abort) }
      signal?.addEventListener('abort', abort, { once: true })
      queue.push(one)
      next()
    })
    // The kind of the question says what the answer is.
    return answered as Promise<SeriesResults[Kind]>
  }

  return { ask, close: () => stop(closed()) }
}

/** Answers in the same thread, a moment later, as a worker would: what is handed over is gone here too. */
function openInPlace(receive: (answer: SeriesAnswer) => void): Channel {
  // A page that has workers does without this code.
  const server = import('./series-server.ts').then(({ createSeriesServer }) => createSeriesServer())

  async function answer(sent: SeriesRequest) {
    const answered = (await server)(sent)
    receive(structuredClone(answered, { transfer: transfersOf(answered) }))
  }

  return {
    post: (request) => void answer(structuredClone(request, { transfer: transfersIn(request) })),
    close: () => undefined,
  }
}

/** @param onGone it failed as a whole, and all series with it */
function openWorker(receive: (answer: SeriesAnswer) => void, onGone: (error: Error) => void): Channel {
  const worker = new Worker(new URL('series.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('error', ({ message }) => onGone(new Error(message || 'The curves could not be worked out.')))
  worker.addEventListener('message', ({ data }: MessageEvent<SeriesAnswer>) => receive(data))
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    post: (request) => worker.postMessage(request, transfersIn(request)),
    close: () => worker.terminate(),
  }
}

function errorOf({ name, message }: Extract<SeriesAnswer, { kind: 'failed' }>): Error {
  if (name === 'SyntaxError') return new SyntaxError(message)
  if (name === 'RangeError') return new RangeError(message)
  return new Error(message)
}
