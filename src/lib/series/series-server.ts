import { csvPiece, type CsvPiece, type CsvTask } from './csv-pieces.ts'
import { drawFrame } from './frame.ts'
import { parsePage } from './parse-page.ts'
import { readLines } from './readings.ts'
import { createSeries, hasReached, stateOf, type Series } from './series.ts'
import type {
  Frame,
  FrameRequest,
  PageResult,
  Reading,
  SeriesColumns,
  SeriesPoint,
  SeriesState,
} from './series-types.ts'

/** What the worker is asked. */
export type SeriesRequest = Readonly<
  | { kind: 'page'; id: string; page: ArrayBuffer; from: number }
  | { kind: 'put'; id: string; columns: SeriesColumns }
  | { kind: 'latest'; id: string; point: SeriesPoint | undefined }
  | { kind: 'columns'; id: string }
  | { kind: 'frame'; request: FrameRequest }
  | { kind: 'read'; request: FrameRequest; x: number }
  | { kind: 'csv'; task: CsvTask }
  | { kind: 'forget'; ids: readonly string[] }
>

export type SeriesResults = Readonly<{
  page: PageResult
  put: undefined
  latest: undefined
  columns: SeriesColumns
  frame: Frame
  read: Reading[]
  csv: CsvPiece
  forget: undefined
}>

export type SeriesResult = SeriesResults[SeriesRequest['kind']]

/** @property changes what the series that changed have come to; undefined for those that are gone */
export type SeriesAnswer = Readonly<
  | { kind: 'done'; result: SeriesResult; changes: readonly (readonly [id: string, state: SeriesState | undefined])[] }
  | { kind: 'failed'; name: string; message: string }
>

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

/** The memory behind an answer, which goes to the page instead of being copied. */
export function transfersOf(answer: SeriesAnswer): ArrayBuffer[] {
  if (answer.kind === 'failed' || answer.result === undefined) return []
  const { result } = answer
  if ('step' in result) return buffersOf([result.step, result.time, result.value])
  if (!('series' in result)) return []
  return buffersOf(result.series.flatMap(({ raw, smooth }) => [raw.x, raw.y, ...(smooth ? [smooth.x, smooth.y] : [])]))
}

/** The memory behind a request, which is gone for the page afterwards. */
export function transfersIn(request: SeriesRequest): ArrayBuffer[] {
  if (request.kind === 'page') return [request.page]
  return request.kind === 'put' ? buffersOf([request.columns.step, request.columns.time, request.columns.value]) : []
}

/** Each once, as a list of transfers has to be; memory that is shared cannot go anywhere. */
const buffersOf = (arrays: readonly Float64Array[]): ArrayBuffer[] =>
  [...new Set(arrays.map(({ buffer }) => buffer))].filter((buffer) => buffer instanceof ArrayBuffer)
