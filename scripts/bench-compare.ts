import { armClient } from '../e2e/support/arm-client.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { seedRuns } from '../e2e/support/seed-runs.ts'
import { accounts, workspaceQueryOf } from '../e2e/support/test.ts'
import type { BenchRow } from '../emulator/testing/bench.ts'
import { packRuns } from '../src/domain/compare/run-list.ts'
import { openBenchBrowser, type BenchBrowser } from './bench-browser.ts'
import { clockOf, followLink, isThere, longestTask, noteTasks, readsOf, signInAsOwner, slowDown } from './bench-page.ts'
import { ensureBuilt } from './build-stamp.ts'

const runs = 100
const params = 200

const pathOf = (emulator: EmulatorProcess, names: readonly string[]) =>
  `/compare?${workspaceQueryOf(emulator)}&${new URLSearchParams({ runs: packRuns(names) }).toString()}`

/** Parameters that are not equal in all of the jobs: every second one, see `seeded-jobs.ts`. */
const fewestDiffering = 90

/** Whether all jobs are read, and the table of what differs is drawn: of so many columns, and with the parameters. */
const isDrawn = `(() => {
  const grid = document.querySelector('main [role=grid]')
  const [columns, rows] = ['aria-colcount', 'aria-rowcount'].map((name) => Number(grid?.getAttribute(name)))
  return columns > ${runs} && rows > ${fewestDiffering} && !document.querySelector('main').textContent.includes('Reading ')
})()`

/** Opens the comparison in a page that knows nothing of its jobs. @returns how long it took until the table was whole */
async function open(page: BenchBrowser, emulator: EmulatorProcess, path: string, network: boolean) {
  await page.goto(`${emulator.ready.studio}/compute/list?${workspaceQueryOf(emulator)}`)
  await page.until(`document.querySelector('main h1') && ${isThere('header', accounts.owner)}`)
  await slowDown(page, { processor: true, network })
  const begun = await clockOf(page)
  await page.evaluate(followLink(path))
  await page.until(isDrawn)
  const drawn = await clockOf(page)
  const { count, lastEnd } = await readsOf(page, /\/(?:subscriptions|mlflow|history)\//, begun)
  await slowDown(page, { processor: false, network: false })
  return { ms: drawn - begun, afterReadingMs: drawn - lastEnd, reads: count, taskMs: await longestTask(page, begun) }
}

/**
 * Measures a comparison of 100 jobs with 200 parameters each, in a real browser, from a link in the studio on. Takes half
 * a minute.
 */
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
    const phone = await open(page, emulator, path, true)
    const near = await open(page, emulator, path, false)
    const ms = (value: number) => `${Math.round(value).toLocaleString('en')} ms`
    return [
      { what: 'compare: 100 × 200 parameters, over Fast 4G', measured: ms(phone.ms), budget: '' },
      { what: 'compare: the same, not over it', measured: ms(near.ms), budget: '≤ 1,000 ms' },
      { what: 'compare: from the last byte on', measured: ms(near.afterReadingMs), budget: '' },
      { what: 'compare: longest task', measured: ms(near.taskMs), budget: '≤ 100 ms' },
      { what: 'compare: reads for it', measured: String(near.reads), budget: '' },
    ]
  } finally {
    await page.close()
    await emulator.dispose()
  }
}
