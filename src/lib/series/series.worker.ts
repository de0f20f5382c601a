import { transfersOf, type SeriesRequest } from './series-messages.ts'
import { createSeriesServer } from './series-server.ts'

const serve = createSeriesServer()

addEventListener('message', ({ data }: MessageEvent<SeriesRequest>) => {
  const answer = serve(data)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
  postMessage(answer, { transfer: transfersOf(answer) })
})
