import { contentHash, objectHash, type HashedData, type HashOptions, type LocalFile } from '../domain/content-hash.ts'
import { ChangedOnDiskError } from '../domain/upload-errors.ts'

/** What the worker is asked: one of the two hashes. */
export type HashTask = Readonly<{ kind: 'content'; files: readonly LocalFile[] } | { kind: 'object'; data: HashedData }>

export type HashAnswer = Readonly<
  | { kind: 'progress'; bytes: number }
  | { kind: 'done'; hash: string }
  | { kind: 'changed'; path: string }
  | { kind: 'failed'; message: string }
>

export const runHashTask = (task: HashTask, options: HashOptions): Promise<string> =>
  task.kind === 'content' ? contentHash(task.files, options) : objectHash(task.data, options)

/** A tenth of a second's work; starting a worker costs about as much. */
const workerFrom = 16_000_000

/** Hashes here, or beside the page where it takes long enough to be felt. @throws ChangedOnDiskError */
export function hashLocal(task: HashTask, options: HashOptions): Promise<string> {
  const files = task.kind === 'content' ? task.files : task.data.files
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  if (bytes < workerFrom || typeof Worker === 'undefined') return runHashTask(task, options)
  return hashInWorker(task, options)
}

function hashInWorker(task: HashTask, { signal, onProgress }: HashOptions): Promise<string> {
  const worker = new Worker(new URL('hash-local.worker.ts', import.meta.url), { type: 'module' })
  const answer = new Promise<string>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('Aborted', { cause: signal.reason })), { once: true })
    worker.addEventListener('error', ({ message }) => reject(new Error(message || 'The hash could not be made.')))
    worker.addEventListener('message', ({ data }: MessageEvent<HashAnswer>) => {
      if (data.kind === 'progress') onProgress?.(data.bytes)
      else if (data.kind === 'done') resolve(data.hash)
      else reject(data.kind === 'changed' ? new ChangedOnDiskError(data.path) : new Error(data.message))
    })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(task)
  })
  return answer.finally(() => worker.terminate())
}
