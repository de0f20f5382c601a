import type { BenchRow } from '../emulator/testing/bench.ts'
import type { SeriesRequest } from '../src/lib/series/series-messages.ts'
import { createSeriesServer } from '../src/lib/series/series-server.ts'
import type { FrameRequest, SeriesColumns } from '../src/lib/series/series-types.ts'

const many = 50
const long = 1_000_000
const pageSize = 25_000

/** A walk that begins elsewhere for every series; the same each time. */
function walk(length: number, seed: number): SeriesColumns {
  const step = Float64Array.from({ length }, (_, i) => i)
  const time = step.map((i) => 1_700_000_000_000 + i * 1_000)
  let [state, at] = [seed + 1, seed]
  const value = step.map(() => {
    state = (state * 48_271) % 2_147_483_647
    at += state / 2_147_483_647 - 0.5
    return at
  })
  return { step, time, value }
}

const pageFrom = (from: number): ArrayBuffer => {
  const metrics = Array.from({ length: pageSize }, (_, i) => ({
    key: 'train/loss',
    value: i % 500 === 0 ? 'NaN' : Math.sin(from + i),
    timestamp: 1_700_000_000_000 + from + i,
    step: from + i,
    run_id: 'a-job-that-logs-much',
  }))
  return new TextEncoder().encode(JSON.stringify({ metrics, next_page_token: 'more' })).buffer
}

/** Median and slowest of some runs, the first included: a reader waits for that one too. */
function timesOf(times: number, run: (index: number) => void): string {
  const measured = Array.from({ length: times }, (_, index) => {
    const begun = performance.now()
    run(index)
    return performance.now() - begun
  }).toSorted((a, b) => a - b)
  const [median = 0, slowest = 0] = [measured[times >> 1], measured.at(-1)]
  return `${median.toFixed(1)} ms, slowest ${slowest.toFixed(1)}`
}

/** What the worker of the curves does, without the worker: messages to it move memory and copy none. */
export function benchSeries(): BenchRow[] {
  const serve = createSeriesServer()
  const ids = Array.from({ length: many }, (_, i) => `series ${i}`)
  const lines = ids.map((id) => ({ id }))

  function ask(request: SeriesRequest) {
    const answer = serve(request)
    if (answer.kind === 'failed') throw new Error(answer.message)
  }
  const frame = (over: Partial<FrameRequest>) =>
    ask({
      kind: 'frame',
      request: {
        lines,
        axis: 'step',
        xScale: 'linear',
        yScale: 'linear',
        columns: 600,
        smoothing: 0,
        clipOutliers: false,
        ...over,
      },
    })
  const row = (what: string, budget: string, times: number, run: (index: number) => void): BenchRow => ({
    what: `Series: ${what}`,
    measured: timesOf(times, run),
    budget,
  })

  ids.forEach((id, i) => ask({ kind: 'put', id, columns: walk(100_000, i) }))
  ask({ kind: 'put', id: 'long', columns: walk(long, 1) })
  const pages = Array.from({ length: 20 }, (_, i) => pageFrom(i * pageSize))
  const alone = { lines: [{ id: 'long' }] }
  return [
    row('50 × 100,000 points in 600 columns', '≤ 50 ms', 20, () => frame({})),
    row('the same by time, outliers left out', '≤ 50 ms', 20, () => frame({ axis: 'wall', clipOutliers: true })),
    row('the same with another average each time', '', 20, (i) => frame({ smoothing: 0.5 + i / 50 })),
    row('the same, a hundredth of it', '≤ 10 ms', 20, (i) => frame({ xExtent: [i * 1_000, i * 1_000 + 1_000] })),
    row('1,000,000 points in 600 columns', '≤ 10 ms', 20, () => frame(alone)),
    row('the same, a thousandth of it', '≤ 1 ms', 20, (i) =>
      frame({ ...alone, xExtent: [i * 1_000, i * 1_000 + 1_000] }),
    ),
    row('a page of 25,000 points added', '≤ 30 ms', pages.length, (i) => {
      const page = pages[i]
      if (page) ask({ kind: 'page', id: 'paged', page, from: i * pageSize })
    }),
  ]
}
