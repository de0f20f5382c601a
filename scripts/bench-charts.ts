import { setTimeout } from 'node:timers/promises'
import { armClient, type ArmClient } from '../e2e/support/arm-client.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { countKeptSeries } from '../e2e/support/kept-series.ts'
import { seedRuns } from '../e2e/support/seed-runs.ts'
import { workspaceQueryOf } from '../e2e/support/test.ts'
import type { BenchRow } from '../emulator/testing/bench.ts'
import { openBenchBrowser, type BenchBrowser } from './bench-browser.ts'
import { chartsOf, measureNaiveCharts } from './bench-naive.ts'
import {
  clockOf,
  countFrames,
  followLink,
  framesText,
  longestTask,
  noteTasks,
  press,
  readsOf,
  settledMemory,
  signInAsOwner,
  slowDown,
} from './bench-page.ts'
import { ensureBuilt } from './build-stamp.ts'

const runs = 10
const metrics = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? `train/loss-${i}` : `val/accuracy-${i}`))
const points = 10_000
const manyPoints = 1_000_000
const cycles = 10

const isHistory = /\/metrics\/get-history\?/
/** So high that all ten charts are in sight: those that are not are neither read nor drawn. */
const height = 2600

/** Whether so many charts are drawn, and say below them that all their points are there. */
const areWhole = (charts: number, total: number) =>
  `[...document.querySelectorAll('[data-metric]')].filter((chart) => chart.querySelector('canvas') &&
    chart.textContent.includes('of ${total.toLocaleString('en')} points shown')).length === ${charts}`

const isClosed = `!document.querySelector('[data-metric]')`

/** Series are kept after they were drawn: who comes back within that moment reads some of them again. */
async function untilKept(page: BenchBrowser, series: number) {
  while ((await page.evaluate<number>(`(${countKeptSeries.toString()})()`)) < series)
    // oxlint-disable-next-line no-await-in-loop -- to ask without a pause would keep the page from it
    await setTimeout(200)
}

type Opened = Readonly<{ ms: number; afterReadingMs: number; longestTaskMs: number; reads: number }>

/** Where charts are, when they are drawn, and how many series all of them show. */
type Charts = Readonly<{ path: string; isDrawn: string; series: number }>

/** Follows a link to charts, and waits until they are drawn with all their points. */
async function open(page: BenchBrowser, { path, isDrawn }: Charts): Promise<Opened> {
  const begun = await clockOf(page)
  await page.evaluate(followLink(path))
  await page.until(isDrawn)
  const drawn = await clockOf(page)
  const reads = await readsOf(page, isHistory, begun)
  return {
    ms: drawn - begun,
    afterReadingMs: reads.count === 0 ? 0 : drawn - reads.lastEnd,
    longestTaskMs: await longestTask(page, begun),
    reads: reads.count,
  }
}

type Place = Readonly<{ emulator: EmulatorProcess; arm: ArmClient; page: BenchBrowser }>

/**
 * Opens charts as on a phone: for the first time, and again once they are kept in the browser.
 * @param name of what is drawn, for the table
 */
async function measureOpening({ emulator, page }: Place, name: string, opened: Charts, budget: number) {
  const list = `/jobs?${workspaceQueryOf(emulator)}`
  await page.evaluate(followLink(list))
  await page.until(isClosed)
  await slowDown(page, { processor: true, network: true })
  const first = await open(page, opened)
  await untilKept(page, opened.series)
  await page.evaluate(followLink(list))
  await page.until(isClosed)
  const again = await open(page, opened)
  await slowDown(page, { processor: false, network: false })
  const budgetText = `≤ ${budget.toLocaleString('en')} ms`
  const ms = (value: number) => `${Math.round(value).toLocaleString('en')} ms`
  const row = (what: string, measured: string, rowBudget = ''): BenchRow => ({
    what: `charts: ${name}${what}`,
    measured,
    budget: rowBudget,
  })
  return [
    row(', over Fast 4G', `${(first.ms / 1000).toFixed(1)} s, ${first.reads} reads`),
    row(', from the last byte on', ms(first.afterReadingMs), budgetText),
    row(', longest task', ms(first.longestTaskMs), '≤ 100 ms'),
    row(', opened again', `${ms(again.ms)}, ${again.reads} reads`, budgetText),
    row(', its longest task', ms(again.longestTaskMs), '≤ 100 ms'),
  ]
}

/** Zooms in and out by the keys of a chart, all charts with it, ten times a second. */
async function measureZoom(page: BenchBrowser): Promise<BenchRow> {
  await page.evaluate(`document.querySelector('[data-metric] [role=slider]').focus()`)
  await pressKey(page, 'ArrowRight')
  const counted = countFrames(page, 6)
  for (let i = 0; i < 60; i++) {
    // oxlint-disable-next-line no-await-in-loop -- as a hand presses them
    await pressKey(page, i % 20 < 10 ? '+' : '-')
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(100)
  }
  const budget = '≥ 55 frames/s'
  return { what: 'charts: zoomed, all ten; longest pause', measured: framesText(await counted), budget }
}

async function pressKey(page: BenchBrowser, key: string) {
  const text = key.length === 1 ? { text: key } : {}
  await page.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...text })
  await page.send('Input.dispatchKeyEvent', { type: 'keyUp', key })
}

async function measureLive({ emulator, arm, page }: Place): Promise<BenchRow[]> {
  const live = { pointsPerSecond: 10, forSeconds: 600 }
  const [job = ''] = await seedRuns(emulator, arm, { name: 'bench-live', metrics: [...metrics], points, live })
  await page.evaluate(followLink(`/runs/${job}?${workspaceQueryOf(emulator)}&tab=metrics`))
  await page.until(`document.querySelectorAll('[data-metric] canvas').length === ${metrics.length}`)
  const begun = await clockOf(page)
  const frames = await countFrames(page, 10)
  const { count } = await readsOf(page, isHistory, begun)
  return [
    { what: 'charts: ten that grow; longest pause', measured: framesText(frames), budget: '≥ 55 frames/s' },
    { what: 'charts: histories asked for by these', measured: `${count * 6} a minute`, budget: '≤ 60' },
  ]
}

/** Opens and closes the charts of a job, and compares what the page keeps for itself after the first time and the last. */
async function measureMemory({ emulator, page }: Place, job: string): Promise<BenchRow> {
  await page.evaluate(followLink(`/runs/${job}?${workspaceQueryOf(emulator)}`))
  await page.until(`document.querySelector('main')?.textContent.includes('${job}') && ${isClosed}`)
  const after: number[] = []
  for (let i = 0; i < cycles; i++) {
    /* oxlint-disable no-await-in-loop -- one cycle after the other */
    await page.evaluate(press('main nav a', /^Metrics/))
    await page.until(areWhole(metrics.length, points))
    await page.evaluate(press('main nav a', /^Overview/))
    await page.until(isClosed)
    if (i === 0 || i === cycles - 1) after.push(await settledMemory(page))
    /* oxlint-enable no-await-in-loop */
  }
  const [first = 0, last = 0] = after
  const share = ((last / first) * 100).toFixed(0)
  return {
    what: `charts: memory after opening them ${cycles} times`,
    measured: `${Math.round(last)} of ${Math.round(first)} MB, ${share} %`,
    budget: '≤ 110 %',
  }
}

async function measureStudio(
  { emulator, arm }: Omit<Place, 'page'>,
  names: readonly string[],
  single: string,
): Promise<BenchRow[]> {
  const page = await openBenchBrowser()
  try {
    const place = { emulator, arm, page }
    await page.send('Emulation.setDeviceMetricsOverride', { width: 1280, height, deviceScaleFactor: 1, mobile: false })
    await signInAsOwner(page, emulator)
    await noteTasks(page)
    const query = workspaceQueryOf(emulator)
    const curves = `/compare?${query}&runs=${names.join(',')}&tab=curves`
    const hundred = {
      path: curves,
      isDrawn: areWhole(metrics.length, runs * points),
      series: runs * metrics.length,
    }
    const many = await measureOpening(place, '10 × 10 × 10,000', hundred, 1500)
    const zoom = await measureZoom(page)
    const metricsTab = `/runs/${single}?${query}&tab=metrics`
    const long = { path: metricsTab, isDrawn: areWhole(1, manyPoints), series: hundred.series + 1 }
    const one = await measureOpening(place, '1,000,000', long, 1000)
    const memory = await measureMemory(place, names[0] ?? '')
    return [...many, zoom, ...one, ...(await measureLive(place)), memory]
  } finally {
    await page.close()
  }
}

async function measureNaive(arm: ArmClient, names: readonly string[], single: string): Promise<BenchRow[]> {
  const cases = [await chartsOf(arm, names, metrics), await chartsOf(arm, [single], ['loss'])]
  const [many, one] = await measureNaiveCharts(cases)
  const text = (ms: number | undefined) => (ms === undefined ? '> 120 s' : `${(ms / 1000).toFixed(1)} s`)
  return [
    { what: "charts: 10 × 10 × 10,000 by Recharts' own lines", measured: text(many), budget: '' },
    { what: "charts: 1,000,000 by Recharts' own line", measured: text(one), budget: '' },
  ]
}

/**
 * Measures charts in a real browser: 10 runs × 10 metrics × 10,000 points in ten charts, a million points in one, and
 * the same by Recharts' own lines. Takes three minutes. Where a page is timed it is slowed, see `slowDown`; the download
 * is told apart from what is made of it, since it is Fast 4G that decides on it. Metric history is compressed, as Azure's
 * is. Memory is that of the page's process, and frames are counted at full speed.
 */
export async function benchCharts(): Promise<BenchRow[]> {
  if (!ensureBuilt()) throw new Error('There is no build to measure.')
  const emulator = await startEmulatorProcess()
  try {
    const arm = await armClient(emulator.ready)
    await arm.call('POST', '/_trainyard/settings', { compressHistory: true })
    const names = await seedRuns(emulator, arm, { name: 'bench-runs', runs, metrics: [...metrics], points })
    const [single = ''] = await seedRuns(emulator, arm, { name: 'bench-one', metrics: ['loss'], points: manyPoints })
    const ours = await measureStudio({ emulator, arm }, names, single)
    return [...ours, ...(await measureNaive(arm, names, single))]
  } finally {
    await emulator.dispose()
  }
}
