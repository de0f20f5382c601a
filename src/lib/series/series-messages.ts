import type { CsvPiece, CsvTask } from './csv-pieces.ts'
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
