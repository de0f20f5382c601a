import { ArmError, NetworkError } from '../../api/arm-error.ts'
import { retrying } from '../../lib/retry.ts'
import { zipNamer } from '../../lib/zip-names.ts'
import { openFile, type FileStore, type FileToRead } from '../../queries/file-store.ts'

/** A file that is not in what was saved, and why. */
export type FailedFile = Readonly<{ path: string; message: string }>

export type DownloadProgress = Readonly<{ files: number; bytes: number; failed: readonly FailedFile[] }>

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

/** Files that are asked for before their turn; a browser opens six connections to a host, and reading may need one. */
const filesAhead = 4
/** A file up to this size is read whole before it goes into the zip: then a failure costs that file alone. */
const wholeBytes = 4_000_000
const attempts = 3

/** One file as a stream that goes on by itself after a break. @throws as `openFile` */
export const fileStream = async (store: FileStore, path: string, signal: AbortSignal): Promise<Bytes> =>
  (await open(store, { path }, signal)).stream

/**
 * A folder as a zip, made while it is read: neither the list nor the content is ever in memory as a whole. A file that
 * cannot be read is left out and told of, in the progress and in a file of the zip.
 *
 * @param options.name of the folder in the zip
 */
export async function zipStream(
  store: FileStore,
  folder: string,
  options: Readonly<{ name: string; signal: AbortSignal; onProgress: (progress: DownloadProgress) => void }>,
): Promise<Bytes> {
  const { name, signal, onProgress } = options
  // Only who downloads needs it.
  const { makeZip } = await import('client-zip')
  const safeName = zipNamer()
  const failed: FailedFile[] = []
  let files = 0
  let bytes = 0
  const tell = () => onProgress({ files, bytes, failed: [...failed] })

  async function* entries() {
    const opened = ahead(store.walk(folder, signal), (file) => tryToOpen(store, file, signal))
    for await (const { path, content, error } of opened) {
      signal.throwIfAborted()
      if (content === undefined) {
        failed.push({ path, message: error instanceof Error ? error.message : String(error) })
        tell()
        continue
      }
      yield {
        name: safeName(`${name}/${path.slice(folder.length)}`),
        input: counted(content),
        lastModified: new Date(),
      }
      files += 1
      tell()
    }
    if (failed.length > 0)
      yield {
        name: safeName(`${name}/not-downloaded.txt`),
        input: failed.map(({ path, message }) => `${path}\t${message}\n`).join(''),
        lastModified: new Date(),
      }
  }

  const counted = (content: Bytes) =>
    content.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          bytes += chunk.length
          tell()
          controller.enqueue(chunk)
        },
      }),
    )
  // Its bytes are its own; the library's type only leaves open where they lie.
  return makeZip(entries()) as Bytes
}

type Opened = Readonly<{ path: string; content?: Bytes; error?: unknown }>

async function tryToOpen(store: FileStore, file: FileToRead, signal: AbortSignal): Promise<Opened> {
  const { path } = file
  try {
    const { stream, size } = await open(store, file, signal)
    if (size === undefined || size > wholeBytes) return { path, content: stream }
    return { path, content: (await new Response(stream).blob()).stream() }
  } catch (error) {
    return { path, error }
  }
}

/** Begins to read a file, tries again where that may help, and reads on from where it breaks off. */
async function open(store: FileStore, { path, url }: FileToRead, signal: AbortSignal) {
  const begin = (from: number) =>
    retrying(
      () => openFile(store, path, { signal, from, ...(from === 0 && { url }) }),
      { attempts, pauseAfter: (error, attempt) => (mayPass(error) ? 500 * attempt : undefined) },
      { signal },
    )
  const first = await begin(0)
  let reader = first.stream.getReader()
  let read = 0
  let breaks = 0
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      for (;;) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- the next attempt follows the one that failed
          const { done, value } = await reader.read()
          if (done) return controller.close()
          read += value.length
          return controller.enqueue(value)
        } catch (error) {
          breaks += 1
          if (signal.aborted || breaks >= attempts) throw error
          // oxlint-disable-next-line no-await-in-loop
          reader = (await begin(read)).stream.getReader()
        }
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return { stream, size: first.size }
}

/** No answer, too many requests and a service in trouble pass; a refusal stays one. */
const mayPass = (error: unknown) =>
  error instanceof NetworkError || (error instanceof ArmError && (error.status === 429 || error.status >= 500))

/** Some of a list are begun before their turn; they come in the order of the list. */
async function* ahead<T, R>(items: AsyncIterable<T>, begin: (item: T) => Promise<R>): AsyncGenerator<R> {
  const begun: Promise<R>[] = []
  for await (const item of items) {
    begun.push(begin(item))
    const [next] = begun
    if (begun.length >= filesAhead && next) {
      void begun.shift()
      yield await next
    }
  }
  // oxlint-disable-next-line no-await-in-loop -- in their order
  for (const next of begun) yield await next
}
