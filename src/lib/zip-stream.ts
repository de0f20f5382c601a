import { lateStream, type ByteStream } from './late-stream.ts'
import { zipNamer } from './zip-names.ts'

export type FileToZip = Readonly<{
  /** What the user knows it by; said of one that is missing. */
  path: string
  /** In the zip, below its folder. */
  name: string
  /** Begins to read it. `size` in bytes, where it is known. */
  open: () => Promise<Readonly<{ stream: ByteStream; size: number | undefined }>>
}>

/** A file that is not in what was saved, and why. */
export type FailedFile = Readonly<{ path: string; message: string }>

export type ZipProgress = Readonly<{ files: number; bytes: number; failed: readonly FailedFile[] }>

/** Files that are begun before their turn; a browser opens six connections to a host, and reading may need one. */
const filesAhead = 4
/** A file up to this size is read whole before it goes into the zip: then a failure costs that file alone. */
const wholeBytes = 4_000_000

/**
 * Files as a zip, made while they are read: neither their list nor their content is ever in memory as a whole. A file
 * that cannot be read is left out and told of, in the progress and in a file of the zip.
 *
 * @param options.folder of the zip in which they all lie
 * @throws (the stream fails with) what the list fails with, or a large file that breaks off; the signal's reason
 */
export function zipStream(
  files: AsyncIterable<FileToZip> | Iterable<FileToZip>,
  options: Readonly<{ folder: string; signal: AbortSignal; onProgress: (progress: ZipProgress) => void }>,
): ByteStream {
  const { folder, signal, onProgress } = options
  const safeName = zipNamer()
  const failed: FailedFile[] = []
  let count = 0
  let bytes = 0
  const tell = () => onProgress({ files: count, bytes, failed: [...failed] })

  async function* entries() {
    for await (const { file, content, error } of ahead(files, tryToOpen)) {
      signal.throwIfAborted()
      if (content === undefined) {
        failed.push({ path: file.path, message: error instanceof Error ? error.message : String(error) })
        tell()
        continue
      }
      yield { name: safeName(`${folder}/${file.name}`), input: counted(content), lastModified: new Date() }
      count += 1
      tell()
    }
    if (failed.length > 0)
      yield {
        name: safeName(`${folder}/not-downloaded.txt`),
        input: failed.map(({ path, message }) => `${path}\t${message}\n`).join(''),
        lastModified: new Date(),
      }
  }

  const counted = (content: ByteStream) =>
    content.pipeThrough(
      new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(chunk, controller) {
          bytes += chunk.length
          tell()
          controller.enqueue(chunk)
        },
      }),
    )
  // Only who downloads needs the library. Its bytes are its own; its type only leaves open where they lie.
  return lateStream(import('client-zip').then(({ makeZip }) => makeZip(entries()) as ByteStream))
}

type Opened = Readonly<{ file: FileToZip; content?: ByteStream; error?: unknown }>

async function tryToOpen(file: FileToZip): Promise<Opened> {
  try {
    const { stream, size } = await file.open()
    if (size === undefined || size > wholeBytes) return { file, content: stream }
    return { file, content: (await new Response(stream).blob()).stream() }
  } catch (error) {
    return { file, error }
  }
}

/** Some of a list are begun before their turn; they come in the order of the list. */
async function* ahead<T, R>(items: AsyncIterable<T> | Iterable<T>, begin: (item: T) => Promise<R>): AsyncGenerator<R> {
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
