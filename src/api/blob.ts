import { msOf } from '../lib/dates.ts'
import { ArmError, NetworkError, toArmError } from './arm-error.ts'

export type BlobAnswer =
  /** `start` is where the bytes begin in the blob, `size` how long the blob was then. */
  | {
      kind: 'bytes'
      bytes: Uint8Array
      start: number
      size: number
      etag: string | undefined
      /** When it was last written, by the clock of storage, in ms since 1970. */
      modifiedAt: number | undefined
    }
  /** The blob is the one that `etag` named. */
  | { kind: 'unchanged' }
  /** Nothing at or after the asked place (yet). */
  | { kind: 'past-end'; size: number | undefined }

/**
 * Reads a blob, or a part of it, by an address that carries its own signature. No token is sent: storage refuses a call
 * that has both.
 *
 * @param options.etag answer `unchanged` if the blob still is this one
 * @throws ArmError 403 when the signature has expired, 404 when the blob is gone, `HeaderNotExposed` when the account's
 *   CORS rule hides how long the blob is; NetworkError for no answer, which is also what a page gets when no rule names
 *   its origin
 */
export async function readBlob(
  url: string,
  options: {
    /** Both ends are included; without `to`, up to the end of the blob. */
    range?: { from: number; to?: number }
    etag?: string | undefined
    signal?: AbortSignal | undefined
    fetch?: typeof globalThis.fetch
  } = {},
): Promise<BlobAnswer> {
  const { range, etag, signal, fetch = globalThis.fetch } = options
  const headers = new Headers()
  if (range) headers.set('range', `bytes=${range.from}-${range.to ?? ''}`)
  if (etag) headers.set('if-none-match', etag)
  // Our own ETag is the cache; the browser's would answer an old tail from its disk.
  const response = await fetch(url, { headers, signal: signal ?? null, cache: 'no-store' }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : new NetworkError(new URL(url).host, { cause })
  })
  if (response.status === 304) return { kind: 'unchanged' }
  if (response.status === 416) return { kind: 'past-end', size: totalOf(response) }
  if (!response.ok) throw await toArmError(response, '')
  const bytes = new Uint8Array(
    await response.arrayBuffer().catch((cause: unknown) => {
      throw signal?.aborted ? cause : new NetworkError(new URL(url).host, { cause })
    }),
  )
  const version = {
    etag: response.headers.get('etag') ?? undefined,
    modifiedAt: msOf(response.headers.get('last-modified')),
  }
  // A server that ignores ranges answers 200 with everything, from the beginning.
  if (response.status !== 206) return { kind: 'bytes', bytes, start: 0, size: bytes.length, ...version }
  const size = totalOf(response)
  // Guessing would show a piece of a log as all of it.
  if (size === undefined) throw hiddenRange(response)
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0)
  return { kind: 'bytes', bytes, start, size, ...version }
}

/** A blob as it arrives, and how long all of it is; undefined where the account's CORS rule hides that. */
export type OpenBlob = Readonly<{ stream: ReadableStream<Uint8Array<ArrayBuffer>>; size: number | undefined }>

/**
 * Begins to read a blob without holding it in memory.
 *
 * @param options.from where to begin, to go on after a break
 * @throws as `readBlob`; a break in the middle fails the stream
 */
export async function openBlob(
  url: string,
  options: { from?: number; signal?: AbortSignal | undefined; fetch?: typeof globalThis.fetch } = {},
): Promise<OpenBlob> {
  const { from = 0, signal, fetch = globalThis.fetch } = options
  const headers = new Headers(from > 0 ? { range: `bytes=${from}-` } : {})
  const response = await fetch(url, { headers, signal: signal ?? null, cache: 'no-store' }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : new NetworkError(new URL(url).host, { cause })
  })
  if (!response.ok) throw await toArmError(response, '')
  // Going on from the beginning would put bytes into the file twice.
  if (from > 0 && response.status !== 206) throw new NetworkError(new URL(url).host)
  const length = response.headers.get('content-length')
  const size = from > 0 ? totalOf(response) : length === null ? undefined : Number(length)
  return { stream: response.body ?? emptyStream(), size }
}

const emptyStream = () => new Blob([]).stream()

/** A page reads only the headers that the storage account's CORS rule exposes to it. */
const hiddenRange = (response: Response) =>
  new ArmError('The storage account hides the header Content-Range from this page.', {
    status: response.status,
    code: 'HeaderNotExposed',
    target: new URL(response.url).host,
    requestId: '',
  })

/** `bytes 0-99/1234`, or the `bytes *` + `/1234` of a 416. */
function totalOf(response: Response): number | undefined {
  const total = /\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1]
  return total === undefined ? undefined : Number(total)
}
