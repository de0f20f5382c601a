import { ArmError } from '../../api/arm-error.ts'
import type { Metric } from '../../api/mlflow.ts'
import type { ReadPage } from '../metric-feed-reader.ts'

export type ModelPoint = Readonly<{ step: number; timestamp: number; value: number }>

export type HistoryRequest = Readonly<{
  metric: string
  maxResults: number
  pageToken: string | undefined
  /** When it was asked, in ms since 1970. */
  at: number
}>

/** What a request gets in place of its page. */
export type ModelFault = (request: HistoryRequest) => Promise<ArrayBuffer> | undefined

/**
 * Metric histories as MLflow's own store has them: ordered by timestamp, step and value, in pages whose tokens are
 * offsets, without a token behind the last point.
 */
export function createModelTrackingServer({ largestPage = 25_000 }: { largestPage?: number } = {}) {
  const points = new Map<string, ModelPoint[]>()
  const requests: HistoryRequest[] = []
  const faults: ModelFault[] = []
  const pointsOf = (metric: string) => points.get(metric) ?? []

  const readPage: ReadPage = ({ metric }, { maxResults, pageToken, signal }) => {
    signal.throwIfAborted()
    const request = { metric, maxResults, pageToken, at: Date.now() }
    requests.push(request)
    for (const fault of faults) {
      const answer = fault(request)
      if (answer) return answer
    }
    if (maxResults > largestPage) return Promise.reject(refusal(400, 'Invalid value for max_results'))
    const from = Number(pageToken ?? 0)
    const page = pointsOf(metric).slice(from, from + maxResults)
    const end = from + page.length
    const hasMore = end < pointsOf(metric).length
    return Promise.resolve(pageBytes(page, hasMore ? String(end) : undefined))
  }

  return {
    readPage,
    requests,
    /** Asked before the pages are; the first that answers counts. */
    faults,
    pointsOf,
    log(metric: string, added: readonly ModelPoint[]) {
      points.set(metric, [...pointsOf(metric), ...added].sort(inOrder))
    },
    /** What runs/get tells: of each metric the latest value of the highest step. */
    lastValues: (): Metric[] =>
      [...points].flatMap(([key, all]) => {
        const last = all.toSorted((a, b) => a.step - b.step || a.timestamp - b.timestamp || a.value - b.value).at(-1)
        return last ? [{ key, ...last }] : []
      }),
  }
}

const inOrder = (a: ModelPoint, b: ModelPoint) => a.timestamp - b.timestamp || a.step - b.step || a.value - b.value

export const refusal = (status: number, message: string, retryAfterMs?: number) =>
  new ArmError(message, { status, code: 'MODEL', requestId: 'r', retryAfterMs })

export function pageBytes(page: readonly ModelPoint[], token: string | undefined): ArrayBuffer {
  // Values that JSON lacks go as strings.
  const metrics = page.map((point) => ({
    ...point,
    value: Number.isFinite(point.value) ? point.value : `${point.value}`,
  }))
  const text = JSON.stringify({ metrics, ...(token !== undefined && { next_page_token: token }) })
  return new TextEncoder().encode(text).buffer
}
