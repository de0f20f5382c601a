import { armClient, jobStatus, submitJob } from '../e2e/support/arm-client.ts'
import { startEmulatorProcess, type EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { workspaceQueryOf } from '../e2e/support/test.ts'
import type { BenchRow } from '../emulator/testing/bench.ts'
import { openBenchBrowser, type BenchBrowser } from './bench-browser.ts'
import { countFrames, framesText, isThere, press, signInAsOwner, slowDown } from './bench-page.ts'
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

const shows = (text: string) => `document.querySelector('[role=log]')?.textContent?.includes(${JSON.stringify(text)})`

const says = (words: RegExp) => isThere('[role=status]', words)

/** The whole of what a phone on the move is slower by. */
const slow = { processor: true, network: true }
const asItIs = { processor: false, network: false }

/** Goes all over the log by its scroll bar, and waits at each place until its lines are there. */
const visitPlaces = `(async () => {
  const frame = document.querySelector('[role=log]')
  const box = frame.getBoundingClientRect()
  const isFilled = () => document.elementFromPoint(box.left + 200, box.top + box.height / 2)?.closest('[data-row]')
  let seed = 1
  for (let i = 0; i < ${places}; i++) {
    seed = (seed * 16807) % 2147483647
    frame.scrollTop = (seed / 2147483647) * frame.scrollHeight
    const until = performance.now() + 10000
    do await new Promise(requestAnimationFrame)
    while (!isFilled() && performance.now() < until)
    if (!isFilled()) throw new Error('Nothing was shown at ' + frame.scrollTop)
  }
})()`

/** @returns milliseconds from a press on the tab to the last line of the log */
async function openTail(page: BenchBrowser): Promise<number> {
  await page.evaluate(press('main nav a', /^Logs/))
  return page.until(shows(`step ${lines}`))
}

async function measureLongLog(page: BenchBrowser, emulator: EmulatorProcess): Promise<BenchRow[]> {
  const reads = () => page.reads().filter(({ url }) => url.startsWith(emulator.ready.blob))
  const bytes = () => reads().reduce((sum, read) => sum + read.bytes, 0)
  await page.goto(`${emulator.ready.studio}/runs/bench-long?${workspaceQueryOf(emulator)}`)
  await page.until(`[...document.querySelectorAll('main nav a')].some((link) => /^Logs/.test(link.textContent))`)
  const before = await page.memory()
  await slowDown(page, slow)
  const first = await openTail(page)
  const [tailReads, tailBytes] = [reads().length, bytes()]
  await page.evaluate(press('main nav a', /^Overview/))
  await page.until(`!document.querySelector('[role=log]')`)
  const again = await openTail(page)
  await slowDown(page, asItIs)

  const soFar = bytes()
  await page.evaluate(visitPlaces)
  const afterPaging = await page.memory()
  const pagingBytes = bytes() - soFar

  await page.evaluate(`document.querySelector('[role=search] input').focus()`)
  await page.send('Input.insertText', { text: 'needle' })
  for (const type of ['keyDown', 'keyUp']) {
    // oxlint-disable-next-line no-await-in-loop -- a key goes down before it comes up
    await page.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 })
  }
  const searchMs = await page.until(says(/^1 matching line, searched [\d.]+ MB$/))
  const afterSearch = await page.memory()

  const megabytes = (value: number) => `${Math.round(value)} MB`
  const memory = ({ resident, own }: typeof afterSearch) => `${megabytes(own)} of ${megabytes(resident)}`
  return [
    { what: 'log: 200 MB opened at its end, slowed', measured: `${Math.round(again)} ms`, budget: '≤ 1,000 ms' },
    { what: 'log: the same with the code for it', measured: `${Math.round(first)} ms`, budget: '' },
    { what: 'log: read for it', measured: `${tailReads} reads, ${Math.round(tailBytes / 1000)} kB`, budget: '' },
    { what: 'log: own of resident memory before it', measured: memory(before), budget: '' },
    {
      what: `log: after ${places} places, ${megabytes(pagingBytes / 1e6)}`,
      measured: memory(afterPaging),
      budget: '≤ 200 MB',
    },
    { what: 'log: search of all of it', measured: `${(searchMs / 1000).toFixed(2)} s`, budget: '≤ 5 s' },
    { what: 'log: after the search', measured: memory(afterSearch), budget: '≤ 200 MB' },
    {
      what: 'log: reads without a range',
      measured: `${reads().filter(({ range }) => range === undefined).length} of ${reads().length}`,
      budget: '0',
    },
  ]
}

async function measureGrowingLog(page: BenchBrowser, emulator: EmulatorProcess): Promise<BenchRow[]> {
  await page.goto(`${emulator.ready.studio}/runs/bench-growing?${workspaceQueryOf(emulator)}&tab=logs`)
  await page.until(shows('of a job that prints a lot'))
  const following = await countFrames(page, 6)
  const counted = countFrames(page, 6)
  for (let i = 0; i < 100; i++) {
    const turn = { type: 'mouseWheel', x: 640, y: 600, deltaX: 0, deltaY: i < 60 ? -160 : 160 }
    // oxlint-disable-next-line no-await-in-loop -- as a hand turns a wheel
    await page.send('Input.dispatchMouseEvent', turn)
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const scrolling = await counted
  const rate = `${linesPerSecond.toLocaleString('en')} lines/s`
  return [
    { what: `log: followed, ${rate}; longest pause`, measured: framesText(following), budget: '≥ 55 frames/s' },
    { what: `log: scrolled, ${rate}; longest pause`, measured: framesText(scrolling), budget: '≥ 55 frames/s' },
  ]
}

/**
 * Measures the reading of logs in a real browser, against a job that printed 200 MB and one that prints 5,000 lines a
 * second. Takes a minute. Memory is that of the page's process: what it has for itself, of all that is resident, which
 * counts the browser's own program with it.
 */
export async function benchLog(): Promise<BenchRow[]> {
  if (!ensureBuilt()) throw new Error('There is no build to measure.')
  const emulator = await startEmulatorProcess()
  const page = await openBenchBrowser()
  try {
    const arm = await armClient(emulator.ready)
    await submitJob(arm, 'bench-long', longLog)
    await jobStatus(arm, 'bench-long', 'Completed')
    await signInAsOwner(page, emulator)
    const long = await measureLongLog(page, emulator)
    await submitJob(arm, 'bench-growing', growingLog)
    await jobStatus(arm, 'bench-growing', 'Running')
    return [...long, ...(await measureGrowingLog(page, emulator))]
  } finally {
    await page.close()
    await emulator.dispose()
  }
}
