import type { PageResult, SeriesBook, SeriesPoint } from '../../lib/series/series-types.ts'

const notHere = () => {
  throw new Error('A plain book draws nothing')
}

/** A book that keeps the points it is given and draws nothing. */
export function openPlainBook() {
  const all = new Map<string, SeriesPoint[]>()
  const latest = new Map<string, SeriesPoint>()
  let isClosed = false

  const book: SeriesBook = {
    addPage(id, page, from): Promise<PageResult> {
      try {
        const { metrics, next_page_token } = JSON.parse(new TextDecoder().decode(page)) as {
          metrics: { step: number; timestamp: number; value: number }[]
          next_page_token?: string
        }
        const before = all.get(id) ?? []
        const added = metrics.map(({ step, timestamp, value }) => ({ step, time: timestamp, value }))
        all.set(id, [...before.slice(0, from), ...added])
        const pointsInPage = added.length
        return Promise.resolve({ added: pointsInPage, pointsInPage, nextPageToken: next_page_token })
      } catch (error) {
        return Promise.reject(error)
      }
    },
    put(id, { step, time, value }) {
      all.set(
        id,
        Array.from(step, (_, i) => ({ step: step[i] ?? 0, time: time[i] ?? 0, value: value[i] ?? 0 })),
      )
      return Promise.resolve()
    },
    setLatest(id, point) {
      if (point) latest.set(id, point)
      else latest.delete(id)
    },
    columns(id) {
      const points = all.get(id) ?? []
      return Promise.resolve({
        step: Float64Array.from(points, ({ step }) => step),
        time: Float64Array.from(points, ({ time }) => time),
        value: Float64Array.from(points, ({ value }) => value),
      })
    },
    forget: (ids) => ids.forEach((id) => all.delete(id)),
    close: () => {
      isClosed = true
    },
    state: notHere,
    subscribe: notHere,
    frame: notHere,
    read: notHere,
    csv: notHere,
  }
  return {
    book,
    pointsOf: (id: string) => all.get(id) ?? [],
    latest,
    ids: () => [...all.keys()],
    isClosed: () => isClosed,
  }
}
