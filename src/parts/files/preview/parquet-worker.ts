import { readParquetHead, type ParquetHead } from './parquet-head.ts'

/** What the worker says: it asks for bytes, and answers in the end. */
export type ParquetMessage = Readonly<
  | { kind: 'read'; id: number; start: number; end: number }
  | { kind: 'done'; head: ParquetHead }
  | { kind: 'failed'; message: string }
>
/** What the page says: how long the file is, to begin, and bytes that were asked for. */
export type ParquetTask = Readonly<{ kind: 'begin'; size: number } | { kind: 'bytes'; id: number; bytes: ArrayBuffer }>

/** Reads some bytes of the file; `end` is not among them. */
export type ReadBytes = (start: number, end: number) => Promise<ArrayBuffer>

/** Longer than this nobody waits for a preview; a hostile file may want for ever. */
const patienceMs = 30_000

/**
 * The head of a Parquet file, read beside the page: taking apart what a job wrote may take long.
 * @throws Error when it is no Parquet file, is broken, or takes too long; what `read` throws
 */
export function parquetHead(size: number, read: ReadBytes): Promise<ParquetHead> {
  if (typeof Worker === 'undefined')
    return readParquetHead({ byteLength: size, slice: (start, end = size) => read(start, end) })
  const worker = new Worker(new URL('parquet.worker.ts', import.meta.url), { type: 'module' })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  const say = (task: ParquetTask, move: Transferable[] = []) => worker.postMessage(task, move)
  const answer = new Promise<ParquetHead>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It takes too long to take this file apart.')), patienceMs)
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The file could not be read.')))
    worker.addEventListener('message', ({ data }: MessageEvent<ParquetMessage>) => {
      if (data.kind === 'read')
        read(data.start, data.end).then((bytes) => say({ kind: 'bytes', id: data.id, bytes }, [bytes]), reject)
      else {
        clearTimeout(timer)
        if (data.kind === 'done') resolve(data.head)
        else reject(new Error(data.message))
      }
    })
    say({ kind: 'begin', size })
  })
  return answer.finally(() => worker.terminate())
}
