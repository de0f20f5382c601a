import { ArmError, NetworkError } from '../../api/arm-error.ts'
import { retrying } from '../../lib/retry.ts'
import type { ByteStream } from '../../lib/late-stream.ts'
import { zipStream, type FileToZip, type ZipProgress } from '../../lib/zip-stream.ts'
import { openFile, type FileStore, type FileToRead } from '../../queries/file-store.ts'

const attempts = 3

/** One file as a stream that goes on by itself after a break. @throws as `openFile` */
export const fileStream = async (store: FileStore, path: string, signal: AbortSignal): Promise<ByteStream> =>
  (await open(store, { path }, signal)).stream

/**
 * A folder as a zip, as `zipStream` makes it.
 *
 * @param options.name of the folder in the zip
 */
export function folderZip(
  store: FileStore,
  folder: string,
  options: Readonly<{ name: string; signal: AbortSignal; onProgress: (progress: ZipProgress) => void }>,
): ByteStream {
  const { name, signal, onProgress } = options
  async function* files(): AsyncGenerator<FileToZip> {
    for await (const file of store.walk(folder, signal))
      yield { path: file.path, name: file.path.slice(folder.length), open: () => open(store, file, signal) }
  }
  return zipStream(files(), { folder: name, signal, onProgress })
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
