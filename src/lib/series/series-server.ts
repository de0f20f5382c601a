import { csvPiece } from './csv-pieces.ts'
import { drawFrame } from './frame.ts'
import { parsePage } from './parse-page.ts'
import { readLines } from './readings.ts'
import { createSeries, hasReached, stateOf, type Series } from './series.ts'
import type { SeriesAnswer, SeriesRequest, SeriesResult } from './series-messages.ts'
import type { PageResult, SeriesPoint } from './series-types.ts'

/** Holds the series and answers one request after the other, in the worker or, where there is none, in place. */
export function createSeriesServer(): (request: SeriesRequest) => SeriesAnswer {
  const all = new Map<string, Series>()
  const changed = new Set<string>()
  let lastVersion = 0
  const find = (id: string) => all.get(id)

  function stateById(id: string) {
    const series = all.get(id)
    return [id, series && stateOf(series)] as const
  }

  function change(id: string, alter: (series: Series) => boolean) {
    const series = all.get(id) ?? createSeries()
    if (!alter(series) && all.has(id)) return
    if (series.latest && hasReached(series, series.latest)) series.latest = undefined
    series.version = lastVersion += 1
    all.set(id, series)
    changed.add(id)
  }

  function addPage({ id, page, from }: Extract<SeriesRequest, { kind: 'page' }>): PageResult {
    const { columns, nextPageToken } = parsePage(page)
    let added = 0
    change(id, ({ store }) => {
      const result = store.replaceFrom(from, columns)
      added = result.added
      return result.hasChanged
    })
    return { added, pointsInPage: columns.value.length, nextPageToken }
  }

  function setLatest(id: string, point: SeriesPoint | undefined) {
    // A point that the pages have reached changes nothing, nor does one that is no news.
    const series = all.get(id)
    const news = point && series && hasReached(series, point) ? undefined : point
    if (isSamePoint(series?.latest, news)) return
    change(id, (known) => {
      known.latest = news
      return true
    })
  }

  function forget(ids: readonly string[]) {
    for (const id of ids) if (all.delete(id)) changed.add(id)
  }

  function serve(request: SeriesRequest): SeriesResult {
    switch (request.kind) {
      case 'page':
        return addPage(request)
      case 'put':
        change(request.id, ({ store }) => (store.replaceAll(request.columns), true))
        break
      case 'latest':
        setLatest(request.id, request.point)
        break
      case 'columns':
        return (all.get(request.id) ?? createSeries()).store.copy()
      case 'frame':
        return drawFrame(find, request.request)
      case 'read':
        return readLines(find, request.request, request.x)
      case 'csv':
        return csvPiece(find, request.task)
      case 'forget':
        forget(request.ids)
        break
    }
    return undefined
  }

  return (request) => {
    changed.clear()
    try {
      const result = serve(request)
      return { kind: 'done', result, changes: [...changed].map(stateById) }
    } catch (error) {
      // An error loses its class on the way to the page.
      return error instanceof Error
        ? { kind: 'failed', name: error.name, message: error.message }
        : { kind: 'failed', name: 'Error', message: String(error) }
    }
  }
}

const isSamePoint = (a: SeriesPoint | undefined, b: SeriesPoint | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.step === b.step && a.time === b.time && Object.is(a.value, b.value))
