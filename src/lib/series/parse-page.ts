import { parseLenientJson } from '../lenient-json.ts'
import { emptyColumns } from './column-store.ts'
import type { SeriesColumns } from './series-types.ts'

export type ParsedPage = Readonly<{ columns: SeriesColumns; nextPageToken: string | undefined }>

/** As protobuf writes numbers that JSON lacks, and as Python and others spell them. */
const spelledNumbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  nan: Number.NaN,
  Infinity: Infinity,
  inf: Infinity,
  '+Infinity': Infinity,
  '-Infinity': -Infinity,
  '-inf': -Infinity,
}

/**
 * Reads a page of `metrics/get-history`: numbers may be strings (int64 is one in protobuf's JSON), an absent step is 0 and
 * an absent list is empty, as protobuf leaves both out.
 * @throws SyntaxError when it is no such page
 */
export function parsePage(page: ArrayBuffer): ParsedPage {
  const parsed = parseLenientJson(new TextDecoder().decode(page))
  if (!isRecord(parsed)) throw new SyntaxError('A page of metrics is an object.')
  const { metrics = [], next_page_token: token } = parsed
  if (!Array.isArray(metrics)) throw new SyntaxError('The metrics of a page are a list.')
  const columns = emptyColumns(metrics.length)
  for (let i = 0; i < metrics.length; i++) {
    const metric: unknown = metrics[i]
    if (!isRecord(metric)) throw new SyntaxError(`Metric ${i} of a page is no object.`)
    columns.step[i] = finite(metric['step'] ?? 0, 'step', i)
    columns.time[i] = finite(metric['timestamp'], 'timestamp', i)
    columns.value[i] = numberOf(metric['value'], 'value', i)
  }
  return { columns, nextPageToken: typeof token === 'string' && token !== '' ? token : undefined }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function numberOf(value: unknown, field: string, index: number): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string') {
    const spelled = spelledNumbers[value]
    if (spelled !== undefined) return spelled
    const parsed = value.trim() === '' ? Number.NaN : Number(value)
    if (!Number.isNaN(parsed)) return parsed
  }
  throw new SyntaxError(`The ${field} of metric ${index} is no number: ${JSON.stringify(value)}`)
}

function finite(value: unknown, field: string, index: number): number {
  const number = numberOf(value, field, index)
  if (!Number.isFinite(number)) throw new SyntaxError(`The ${field} of metric ${index} is not finite.`)
  return number
}
