import { readFileSync } from 'node:fs'
import { chromium, type Browser, type CDPSession, type Page, type Request } from '@playwright/test'
import { armClient, jobStatus, submitJob } from '../e2e/support/arm-client.ts'
import { browserArgs, ensureBrowser } from '../e2e/support/browser.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { signIn, workspaceQueryOf } from '../e2e/support/test.ts'
import type { BenchRow } from '../emulator/testing/bench.ts'
import { ensureBuilt } from './build-stamp.ts'

const lines = 1_000_000
const linesPerSecond = 5_000
const places = 200

/** A million lines of 200 bytes, with a time, now and then a level, and one line worth looking for. */
const longLog = `awk 'BEGIN { for (i = 1; i <= ${lines}; i++) printf "2026-05-01 %02d:%02d:%02d,%03d %-7s train.py step %07d loss=%.6f accuracy=%.6f lr=%.8f grad_norm=%.6f throughput=%8.2f samples/s eta=%05d%s s of the present run\\n", i/3600000%24, i/60000%60, i/1000%60, i%1000, i%1000 ? "INFO" : "WARNING", i, 1/i, 1-1/i, 0.001/i, i%97, i%9973, i%86400, i == 700000 ? " needle " : "        " }'`

const growingLog = `python3 -u -c '
import time
for tick in range(400):
    print("\\n".join(f"line {tick * ${linesPerSecond / 10} + i} of a job that prints a lot" for i in range(${linesPerSecond / 10})))
    time.sleep(0.1)
'`

const log = (page: Page) => page.getByRole('log')

/** Slows the page down as a phone would be: Fast 4G, and a processor of a quarter of this one's speed. */
async function slowDown(cdp: CDPSession, on: boolean) {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: on ? 4 : 1 })
  await cdp.send('Network.enable')
  const fast4G = { offline: false, latency: 60, downloadThroughput: 1_125_000, uploadThroughput: 187_500 }
  const unlimited = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
  await cdp.send('Network.emulateNetworkConditions', on ? fast4G : unlimited)
}

/** Memory of the largest renderer, in megabytes: all of it, and the part that it shares with no file. */
async function rendererMemory(browser: Browser): Promise<{ resident: number; own: number }> {
  const cdp = await browser.newBrowserCDPSession()
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  await cdp.detach()
  const each = processInfo.flatMap(({ type, id }) => {
    if (type !== 'renderer') return []
    const status = readFileSync(`/proc/${id}/status`, 'utf8')
    const megabytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024
    return [{ resident: megabytes('VmRSS'), own: megabytes('RssAnon') }]
  })
  return each.toSorted((a, b) => b.resident - a.resident)[0] ?? { resident: 0, own: 0 }
}

/** What the page asked blob storage for. */
function watchReads(page: Page, blobOrigin: string) {
  const requests: Request[] = []
  page.on('request', (request) => {
    if (request.url().startsWith(blobOrigin) && request.method() === 'GET') requests.push(request)
  })
  return {
    count: () => requests.length,
    withoutRange: () => requests.filter((request) => request.headers()['range'] === undefined).length,
    async bytes() {
      const sizes = await Promise.all(
        requests.map((request) =>
          request.sizes().then(
            ({ responseBodySize }) => responseBodySize,
            () => 0,
          ),
        ),
      )
      return sizes.reduce((sum, size) => sum + size, 0)
    },
  }
}

/** Waits in the page itself: asking from here would count the way. @returns milliseconds since `begun` */
const whenShown = (page: Page, text: string, begun: number) =>
  page
    .waitForFunction((wanted) => document.querySelector('[role=log]')?.textContent?.includes(wanted), text, {
      polling: 'raf',
      timeout: 60_000,
    })
    .then(() => performance.now() - begun)

/** Scrolls all over the log by its bar, and waits at each place until its lines are there. */
async function visitPlaces(page: Page) {
  await page.evaluate(async (count) => {
    const frame = document.querySelector('[role=log]')
    if (!frame) throw new Error('There is no log.')
    const isFilled = () => {
      const box = frame.getBoundingClientRect()
      const row = document.elementFromPoint(box.left + 200, box.top + box.height / 2)
      return row?.closest('[data-row]') !== null && row !== null
    }
    let seed = 1
    for (let i = 0; i < count; i++) {
      seed = (seed * 16_807) % 2_147_483_647
      frame.scrollTop = (seed / 2_147_483_647) * frame.scrollHeight
      const until = performance.now() + 10_000
      // oxlint-disable-next-line no-await-in-loop -- one place after the other, as a reader goes
      do await new Promise(requestAnimationFrame)
      while (!isFilled() && performance.now() < until)
      if (!isFilled()) throw new Error(`Nothing was shown at ${frame.scrollTop}.`)
    }
  }, places)
}

/** Frames a second over some seconds, and the longest pause between two of them. */
const countFrames = (page: Page, seconds: number) =>
  page.evaluate(
    (ms) =>
      new Promise<{ perSecond: number; longestMs: number }>((resolve) => {
        const begun = performance.now()
        let last = begun
        let frames = 0
        let longestMs = 0
        const tick = (now: number) => {
          frames++
          longestMs = Math.max(longestMs, now - last)
          last = now
          if (now - begun < ms) requestAnimationFrame(tick)
          else resolve({ perSecond: (frames * 1000) / (now - begun), longestMs })
        }
        requestAnimationFrame(tick)
      }),
    seconds * 1000,
  )

async function measureLongLog(browser: Browser, page: Page, emulator: EmulatorProcess): Promise<BenchRow[]> {
  const cdp = await page.context().newCDPSession(page)
  const reads = watchReads(page, emulator.ready.blob)
  await page.goto(`${emulator.ready.studio}/runs/bench-long?${workspaceQueryOf(emulator)}`)
  await page.getByRole('link', { name: 'Logs' }).waitFor()
  await slowDown(cdp, true)
  const begun = performance.now()
  await page.getByRole('link', { name: 'Logs' }).click()
  const tail = await whenShown(page, `step ${lines}`, begun)
  const [tailReads, tailBytes] = [reads.count(), await reads.bytes()]
  await slowDown(cdp, false)

  await visitPlaces(page)
  const afterPaging = await rendererMemory(browser)
  const pagingBytes = (await reads.bytes()) - tailBytes

  const search = page.getByRole('searchbox', { name: 'Search in the logs' })
  await search.fill('needle')
  const searchBegun = performance.now()
  await search.press('Enter')
  await page.getByText(/^1 matching line, searched [\d.]+ MB$/).waitFor({ timeout: 60_000 })
  const searchMs = performance.now() - searchBegun
  const afterSearch = await rendererMemory(browser)

  const megabytes = (value: number) => `${Math.round(value)} MB`
  const memory = ({ resident, own }: typeof afterSearch) => `${megabytes(resident)} (${megabytes(own)} of its own)`
  return [
    { what: 'log: 200 MB opened at its end, slowed', measured: `${Math.round(tail)} ms`, budget: '≤ 1,000 ms' },
    {
      what: 'log: read for it',
      measured: `${tailReads} reads, ${Math.round(tailBytes / 1000)} kB`,
      budget: 'ranges only',
    },
    { what: `log: ${places} places of it visited`, measured: megabytes(pagingBytes / 1e6), budget: '' },
    { what: 'log: resident renderer after that', measured: memory(afterPaging), budget: '≤ 200 MB' },
    { what: 'log: search of all of it', measured: `${(searchMs / 1000).toFixed(2)} s`, budget: '≤ 5 s' },
    { what: 'log: resident renderer after that', measured: memory(afterSearch), budget: '≤ 200 MB' },
    { what: 'log: reads without a range', measured: String(reads.withoutRange()), budget: '0' },
  ]
}

async function measureGrowingLog(page: Page, emulator: EmulatorProcess): Promise<BenchRow[]> {
  await page.goto(`${emulator.ready.studio}/runs/bench-growing?${workspaceQueryOf(emulator)}&tab=logs`)
  await log(page).getByText('of a job that prints a lot').first().waitFor()
  await page.mouse.move(640, 500)
  const following = await countFrames(page, 6)
  const counted = countFrames(page, 6)
  for (let i = 0; i < 100; i++) {
    // oxlint-disable-next-line no-await-in-loop -- as a hand turns a wheel
    await page.mouse.wheel(0, i < 60 ? -160 : 160)
    // oxlint-disable-next-line no-await-in-loop
    await page.waitForTimeout(50)
  }
  const scrolling = await counted
  const frames = ({ perSecond, longestMs }: typeof following) =>
    `${perSecond.toFixed(0)} frames/s, ${Math.round(longestMs)} ms`
  const rate = `${linesPerSecond.toLocaleString('en')} lines/s`
  return [
    { what: `log: followed, ${rate}; longest pause`, measured: frames(following), budget: '≥ 55 frames/s' },
    { what: `log: scrolled, ${rate}; longest pause`, measured: frames(scrolling), budget: '≥ 55 frames/s' },
  ]
}

/**
 * Measures the reading of logs in a real browser, against a job that printed 200 MB and one that prints 5,000 lines a
 * second. Takes a minute. Memory is that of the renderer process, as the system counts it: resident, and the part of it
 * that is no mapped file.
 */
export async function benchLog(): Promise<BenchRow[]> {
  if (!ensureBuilt()) throw new Error('There is no build to measure.')
  const emulator = await startEmulatorProcess()
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs })
  try {
    const arm = await armClient(emulator.ready)
    await submitJob(arm, 'bench-long', longLog)
    await jobStatus(arm, 'bench-long', 'Completed')
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(emulator.ready.studio)
    await signIn(page, 'owner')
    const long = await measureLongLog(browser, page, emulator)
    await submitJob(arm, 'bench-growing', growingLog)
    await jobStatus(arm, 'bench-growing', 'Running')
    return [...long, ...(await measureGrowingLog(page, emulator))]
  } finally {
    await browser.close()
    await emulator.dispose()
  }
}
