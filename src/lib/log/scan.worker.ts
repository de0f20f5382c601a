import { LogQueryError } from './log-types.ts'
import { createScanServer, type ScanAnswer, type ScanRequest } from './scan-host.ts'

const serve = createScanServer()

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
const answer = (message: ScanAnswer) => postMessage(message)

addEventListener('message', ({ data: { id, request } }: MessageEvent<{ id: number; request: ScanRequest }>) => {
  try {
    answer({ id, kind: 'done', result: serve(request) })
  } catch (error) {
    // An error loses its class on the way.
    const reason = error instanceof LogQueryError ? error.reason : 'other'
    answer({
      id,
      kind: 'failed',
      reason: reason === 'syntax' ? 'syntax' : 'other',
      message: error instanceof Error ? error.message : String(error),
    })
  }
})
