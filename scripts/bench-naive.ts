import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build, preview } from 'vite'
import type { ArmClient } from '../e2e/support/arm-client.ts'
import { openBenchBrowser } from './bench-browser.ts'
import { slowDown } from './bench-page.ts'
import type { DrawnChart } from './bench-recharts/drawn-chart.ts'

const root = fileURLToPath(new URL('bench-recharts', import.meta.url))
/** How long a drawing may take, in ms. */
const mostMs = 120_000

type Page = { metrics: { step: number; value: number }[]; next_page_token?: string }

async function historyOf(arm: ArmClient, runId: string, metric: string) {
  const points: { step: number; value: number }[] = []
  let token: string | undefined = ''
  while (token !== undefined) {
    const query = new URLSearchParams({ run_id: runId, metric_key: metric, page_token: token })
    const address = `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/metrics/get-history?${query.toString()}`
    // oxlint-disable-next-line no-await-in-loop -- a page tells where the next one begins
    const page = (await (await arm.call('GET', address)).json()) as Page
    points.push(...page.metrics.map(({ step, value }) => ({ step, value })))
    token = page.next_page_token
  }
  return points
}

/** The same curves that the studio draws, one chart a metric. */
export const chartsOf = (arm: ArmClient, runs: readonly string[], metrics: readonly string[]): Promise<DrawnChart[]> =>
  Promise.all(
    metrics.map(async (name) => ({
      name,
      series: await Promise.all(runs.map(async (run) => ({ name: run, points: await historyOf(arm, run, name) }))),
    })),
  )

/**
 * Draws charts by Recharts' own lines with all their points, in a page that is built for it, slowed as the studio's is.
 * @returns milliseconds from when the data is in the page, for each of the cases; undefined where it gave nothing within
 * two minutes
 */
export async function measureNaiveCharts(cases: readonly (readonly DrawnChart[])[]): Promise<(number | undefined)[]> {
  const outDir = await mkdtemp(join(tmpdir(), 'trainyard-recharts-'))
  try {
    await build({
      root,
      base: './',
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir, emptyOutDir: true },
    })
    await Promise.all(cases.map((charts, i) => writeFile(join(outDir, `${i}.json`), JSON.stringify(charts))))
    const server = await preview({
      root,
      configFile: false,
      logLevel: 'silent',
      build: { outDir },
      preview: { port: 0 },
    })
    const address = server.resolvedUrls?.local[0] ?? ''
    const times: (number | undefined)[] = []
    try {
      for (const i of cases.keys()) {
        // oxlint-disable-next-line no-await-in-loop -- side by side they would measure each other
        times.push(await drawOnce(address, `./${i}.json`))
      }
    } finally {
      await server.close()
    }
    return times
  } finally {
    await rm(outDir, { recursive: true, force: true })
  }
}

/** A browser for each: one that is still busy with the case before answers nobody. */
async function drawOnce(address: string, data: string): Promise<number | undefined> {
  const page = await openBenchBrowser()
  try {
    await page.goto(address)
    await page.until('window.drawCharts')
    await slowDown(page, { processor: true, network: false })
    const drawn = page.evaluate<number>(`drawCharts(${JSON.stringify(data)})`)
    // Where it comes too late, its failure with the browser's end is nobody's concern.
    drawn.catch(() => undefined)
    return await Promise.race([drawn, sleep(mostMs, undefined, { ref: false })])
  } finally {
    await page.close()
  }
}
