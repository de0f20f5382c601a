import { armClient } from '../e2e/support/arm-client.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { seedRuns } from '../e2e/support/seed-runs.ts'
import { workspaceQueryOf } from '../e2e/support/test.ts'
import type { BenchRow } from '../emulator/testing/bench.ts'
import { packRuns } from '../src/domain/compare/run-list.ts'
import { openBenchBrowser, type BenchBrowser } from './bench-browser.ts'
import { clockOf, followLink, longestTask, noteTasks, readsOf, signInAsOwner, slowDown } from './bench-page.ts'
import { ensureBuilt } from './build-stamp.ts'

const runs = 100
const params = 200

const pathOf = (emulator: EmulatorProcess, names: readonly string[]) =>
  `/compare?${workspaceQueryOf(emulator)}&${new URLSearchParams({ runs: packRuns(names) }).toString()}`

/** The last parameter that differs, with its value in the last job. */
const isDrawn = `document.querySelector('main')?.textContent.includes('setting_199')`

/** @returns how long it took from the link to the last parameter */
async function open(page: BenchBrowser, path: string) {
  const begun = await clockOf(page)
  await page.evaluate(followLink(path))
  await page.until(isDrawn)
  const drawn = await clockOf(page)
  const reads = await readsOf(page, /\/(?:subscriptions|mlflow|history)\//, begun)
  return { ms: drawn - begun, reads, drawn, longestTaskMs: await longestTask(page, begun) }
}

/** Measures a comparison of 100 jobs with 200 parameters each, in a real browser. Takes half a minute. */
export async function benchCompare(): Promise<BenchRow[]> {
  if (!ensureBuilt()) throw new Error('There is no build to measure.')
  const emulator = await startEmulatorProcess()
  const page = await openBenchBrowser()
  try {
    const arm = await armClient(emulator.ready)
    const names = await seedRuns(emulator, arm, { name: 'bench-compared', runs, metrics: 10, points: 10, params })
    await signInAsOwner(page, emulator)
    await noteTasks(page)
    const path = pathOf(emulator, names)
    await page.evaluate(followLink(`/compute/list?${workspaceQueryOf(emulator)}`))
    await page.until(`!document.querySelector('main')?.textContent.includes('bench-compared')`)
    await slowDown(page, { processor: true, network: true })
    const slow = await open(page, path)
    await slowDown(page, { processor: false, network: false })
    const ms = (value: number) => `${Math.round(value).toLocaleString('en')} ms`
    return [
      { what: 'compare: 100 jobs × 200 parameters, slowed', measured: ms(slow.ms), budget: '≤ 1,000 ms' },
      { what: 'compare: from the last byte on', measured: ms(slow.drawn - slow.reads.lastEnd), budget: '' },
      { what: 'compare: its longest task', measured: ms(slow.longestTaskMs), budget: '≤ 100 ms' },
      { what: 'compare: reads for it', measured: String(slow.reads.count), budget: '' },
    ]
  } finally {
    await page.close()
    await emulator.dispose()
  }
}
