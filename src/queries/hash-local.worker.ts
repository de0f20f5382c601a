import { ChangedOnDiskError } from '../domain/upload-errors.ts'
import { runHashTask, type HashAnswer, type HashTask } from './hash-local.ts'

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const answer = (message: HashAnswer) => postMessage(message)

addEventListener('message', ({ data: task }: MessageEvent<HashTask>) => {
  runHashTask(task, { onProgress: (bytes) => answer({ kind: 'progress', bytes }) }).then(
    (hash) => answer({ kind: 'done', hash }),
    (error: unknown) =>
      // An error loses its class on the way.
      answer(
        error instanceof ChangedOnDiskError
          ? { kind: 'changed', path: error.path }
          : { kind: 'failed', message: String(error) },
      ),
  )
})
