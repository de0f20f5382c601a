import { LogQueryError, type LogMark, type LogQuery } from './log-types.ts'
import { marksIn, patternOf } from './query-match.ts'
import { createScanner, type ScanStep, type ScanTask } from './scan.ts'

/** What the worker is asked, with a number that its answer repeats. */
export type ScanRequest = Readonly<
  | { kind: 'open'; scanner: number; task: ScanTask }
  | { kind: 'push'; scanner: number; bytes: Uint8Array }
  | { kind: 'rest'; scanner: number }
  | { kind: 'close'; scanner: number }
  | { kind: 'marks'; query: LogQuery; texts: readonly string[] }
>

export type ScanResult = ScanStep | readonly (readonly LogMark[])[] | undefined
export type ScanAnswer = Readonly<
  | { id: number; kind: 'done'; result: ScanResult }
  | { id: number; kind: 'failed'; reason: 'syntax' | 'other'; message: string }
>

/** Looks through one file. @throws LogQueryError in every call after one that took too long */
export type Scanner = Readonly<{
  /** @param bytes that follow those of the call before; they are gone afterwards */
  push: (bytes: Uint8Array) => Promise<ScanStep>
  rest: () => Promise<ScanStep>
  close: () => void
}>

/**
 * One stretch of a file takes a tenth of a second; a regular expression that tries every way to fail may take years, and
 * can only be stopped together with its worker.
 */
const slowestMs = 5_000

/** A worker that nobody needs holds memory; starting the next one takes a moment. */
const idleMs = 2_000

/** Answers requests, in the worker or, where there is none, in place. */
export function createScanServer() {
  const scanners = new Map<number, ReturnType<typeof createScanner>>()

  function scannerOf(id: number) {
    const scanner = scanners.get(id)
    if (!scanner) throw new Error('This search was ended.')
    return scanner
  }

  return (request: ScanRequest): ScanResult => {
    if (request.kind === 'marks') {
      const pattern = patternOf(request.query)
      return request.texts.map((text) => marksIn(pattern, text))
    }
    if (request.kind === 'push') {
      const step = scannerOf(request.scanner).push(request.bytes)
      release(request.bytes)
      return step
    }
    if (request.kind === 'rest') return scannerOf(request.scanner).rest()
    if (request.kind === 'open') scanners.set(request.scanner, createScanner(request.task))
    else scanners.delete(request.scanner)
    return undefined
  }
}

/** Gives memory back at once: a search would fill the worker faster than its garbage is collected. */
function release({ buffer }: Uint8Array) {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

type Channel = Readonly<{ ask: (request: ScanRequest) => Promise<ScanResult>; close: () => void }>

/** Searches beside the page. A search that runs away ends all that are under way here; the next one starts afresh. */
export function createScanHost() {
  let channel: Channel | undefined
  let nextScanner = 1

  const ask = (request: ScanRequest): Promise<ScanResult> => {
    channel ??= typeof Worker === 'undefined' ? openInPlace() : openWorker(() => (channel = undefined))
    return channel.ask(request)
  }

  return {
    /** @throws LogQueryError */
    async open(task: ScanTask): Promise<Scanner> {
      const scanner = nextScanner++
      await ask({ kind: 'open', scanner, task })
      // The kind of the question says what the answer is.
      const step = async (request: ScanRequest) => (await ask(request)) as ScanStep
      return {
        push: (bytes) => step({ kind: 'push', scanner, bytes }),
        rest: () => step({ kind: 'rest', scanner }),
        close: () => void ask({ kind: 'close', scanner }).catch(() => undefined),
      }
    },
    /** @throws LogQueryError */
    async marks(query: LogQuery, texts: readonly string[]): Promise<readonly (readonly LogMark[])[]> {
      return (await ask({ kind: 'marks', query, texts })) as readonly (readonly LogMark[])[]
    },
    close() {
      channel?.close()
      channel = undefined
    },
  }
}

export type ScanHost = ReturnType<typeof createScanHost>

function openInPlace(): Channel {
  const serve = createScanServer()
  return { ask: async (request) => serve(request), close: () => undefined }
}

type Waiting = { resolve: (result: ScanResult) => void; reject: (error: Error) => void }

/** @param onGone it was ended, because it took too long or failed as a whole */
function openWorker(onGone: () => void): Channel {
  const worker = new Worker(new URL('scan.worker.ts', import.meta.url), { type: 'module' })
  const waiting = new Map<number, Waiting>()
  /** Scanners that somebody may still push to. */
  const open = new Set<number>()
  let nextId = 1
  let timer: ReturnType<typeof setTimeout> | undefined

  function end(error: Error) {
    clearTimeout(timer)
    worker.terminate()
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  function giveUp(error: Error) {
    onGone()
    end(error)
  }

  /** The worker does one thing after the other: what counts is the time since its last answer. */
  function watch() {
    clearTimeout(timer)
    if (waiting.size === 0) {
      if (open.size === 0) timer = setTimeout(() => giveUp(new Error('The worker had nothing to do.')), idleMs)
      return
    }
    timer = setTimeout(() => giveUp(new LogQueryError('slow', 'The search took too long and was stopped.')), slowestMs)
  }

  worker.addEventListener('error', ({ message }) => giveUp(new Error(message || 'The search could not be run.')))
  worker.addEventListener('message', ({ data }: MessageEvent<ScanAnswer>) => {
    const one = waiting.get(data.id)
    waiting.delete(data.id)
    watch()
    if (data.kind === 'done') one?.resolve(data.result)
    else one?.reject(data.reason === 'syntax' ? new LogQueryError('syntax', data.message) : new Error(data.message))
  })

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const id = nextId++
        if (request.kind === 'open') open.add(request.scanner)
        if (request.kind === 'close') open.delete(request.scanner)
        waiting.set(id, { resolve, reject })
        if (waiting.size === 1) watch()
        worker.postMessage({ id, request }, request.kind === 'push' ? [request.bytes.buffer] : [])
      }),
    close: () => end(new DOMException('The log was closed.', 'AbortError')),
  }
}
