import type { CsvCursor, CsvPiece } from './csv-pieces.ts'
import { createSeriesHost } from './series-host.ts'
import type { SeriesBook, SeriesState } from './series-types.ts'

/** Opens an empty book; its worker is started when it is first needed. */
export function openSeriesBook(): SeriesBook {
  const states = new Map<string, SeriesState>()
  const listeners = new Set<{ ids: ReadonlySet<string>; listener: () => void }>()

  const host = createSeriesHost((changes) => {
    for (const [id, state] of changes) {
      if (state) states.set(id, state)
      else states.delete(id)
    }
    for (const { ids, listener } of listeners) if (changes.some(([id]) => ids.has(id))) listener()
  })

  /** For what nobody waits for: it fails only when the book is closed. */
  const quietly = (promise: Promise<unknown>) => void promise.catch(() => undefined)

  return {
    addPage: (id, page, from) => host.ask({ kind: 'page', id, page, from }),
    put: (id, columns) => host.ask({ kind: 'put', id, columns }),
    setLatest: (id, point) => quietly(host.ask({ kind: 'latest', id, point })),
    columns: (id) => host.ask({ kind: 'columns', id }),
    state: (id) => states.get(id),
    subscribe(ids, listener) {
      const entry = { ids: new Set(ids), listener }
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    frame: (request, signal) => host.ask({ kind: 'frame', request }, signal),
    read: (request, x, signal) => host.ask({ kind: 'read', request, x }, signal),
    csv(request, names, range) {
      let cursor: CsvCursor | undefined = { line: 0, point: 0 }
      return new ReadableStream<string>({
        start: (controller) => controller.enqueue(`series,step,time,value${request.axis === 'series' ? ',x' : ''}\r\n`),
        // A piece is made when there is room for it, so that a slow disk holds up the worker and does not fill the memory.
        async pull(controller) {
          let text = ''
          // A piece with nothing in view leads to the next.
          while (cursor && text === '') {
            // oxlint-disable-next-line no-await-in-loop
            const piece: CsvPiece = await host.ask({ kind: 'csv', task: { request, names, range, cursor } })
            text = piece.text
            cursor = piece.next
          }
          if (text !== '') controller.enqueue(text)
          if (!cursor) controller.close()
        },
      })
    },
    forget(ids) {
      for (const id of ids) states.delete(id)
      quietly(host.ask({ kind: 'forget', ids }))
    },
    close() {
      host.close()
      states.clear()
      listeners.clear()
    },
  }
}
