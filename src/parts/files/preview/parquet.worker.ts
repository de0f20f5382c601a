import { readParquetHead } from './parquet-head.ts'
import type { ParquetMessage, ParquetTask } from './parquet-worker.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const say = (message: ParquetMessage) => postMessage(message)

/** Who waits for bytes, by the number of the request. */
const waiting = new Map<number, (bytes: ArrayBuffer) => void>()
let requests = 0

function read(start: number, end: number): Promise<ArrayBuffer> {
  requests += 1
  const id = requests
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    say({ kind: 'read', id, start, end })
  })
}

addEventListener('message', ({ data: task }: MessageEvent<ParquetTask>) => {
  if (task.kind === 'bytes') {
    waiting.get(task.id)?.(task.bytes)
    waiting.delete(task.id)
    return
  }
  const { size } = task
  readParquetHead({ byteLength: size, slice: (start, end = size) => read(start, end) }).then(
    (head) => say({ kind: 'done', head }),
    (error: unknown) => say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
})
