import type { EmulatorProcess } from '../e2e/support/emulator-process.ts'
import { accounts } from '../e2e/support/test.ts'
import type { BenchBrowser } from './bench-browser.ts'

/** What several benchmarks do with a page of the studio. Conditions and presses are expressions that run in the page. */

/** Presses what a reader would press, found by its kind and what it says. */
export const press = (selector: string, words: RegExp) =>
  `[...document.querySelectorAll('${selector}')].find((each) => ${String(words)}.test(each.textContent)).click()`

/** Whether something is there that says these words. */
export const isThere = (selector: string, words: RegExp) =>
  `[...document.querySelectorAll('${selector}')].some((each) => ${String(words)}.test(each.textContent))`

export async function signInAsOwner(page: BenchBrowser, emulator: EmulatorProcess) {
  await page.goto(emulator.ready.studio)
  await page.until(`${String(accounts.owner)}.test(document.body?.textContent ?? '')`)
  await page.evaluate(press('button', accounts.owner))
  await page.until(`${String(accounts.owner)}.test(document.querySelector('header')?.textContent ?? '')`)
}

const fast4G = { offline: false, latency: 60, downloadThroughput: 1_125_000, uploadThroughput: 187_500 }
const unlimited = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/**
 * Slows the page down as a phone would be: a processor of a quarter of this one's speed, and Fast 4G. Of the processor
 * the browser slows the main thread alone; workers run as they are.
 */
export async function slowDown(page: BenchBrowser, how: { processor: boolean; network: boolean }) {
  await page.send('Emulation.setCPUThrottlingRate', { rate: how.processor ? 4 : 1 })
  await page.send('Network.emulateNetworkConditions', how.network ? fast4G : unlimited)
}

export type Frames = Readonly<{ perSecond: number; longestMs: number }>

/** Frames a second, and the longest pause between two of them. */
export const countFrames = (page: BenchBrowser, seconds: number) =>
  page.evaluate<Frames>(`new Promise((resolve) => {
    const begun = performance.now()
    let [last, frames, longestMs] = [begun, 0, 0]
    const tick = (now) => {
      frames++
      longestMs = Math.max(longestMs, now - last)
      last = now
      if (now - begun < ${seconds * 1000}) requestAnimationFrame(tick)
      else resolve({ perSecond: (frames * 1000) / (now - begun), longestMs })
    }
    requestAnimationFrame(tick)
  })`)

export const framesText = ({ perSecond, longestMs }: Frames) =>
  `${perSecond.toFixed(0)} frames/s, ${Math.round(longestMs)} ms`

/** Lets every page from here on note its tasks of 50 ms and more, and the times of all that it reads. */
export async function noteTasks(page: BenchBrowser) {
  const source = `window.benchTasks = []
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.benchTasks.push({ startTime, duration })
    }).observe({ type: 'longtask', buffered: true })
    performance.setResourceTimingBufferSize(10000)`
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source })
  await page.evaluate(source)
}

/** The longest task that has begun since a moment of the page's clock; 0 when none took 50 ms. */
export const longestTask = (page: BenchBrowser, since: number) =>
  page.evaluate<number>(
    `Math.max(0, ...window.benchTasks.filter((task) => task.startTime >= ${since}).map((task) => task.duration))`,
  )

/** Milliseconds since the page's document was asked for. */
export const clockOf = (page: BenchBrowser) => page.evaluate<number>('performance.now()')

/** Reads of an address since a moment: how many, and when the last one had ended, by the page's clock. */
export const readsOf = (page: BenchBrowser, address: RegExp, since: number) =>
  page.evaluate<{ count: number; lastEnd: number }>(`(() => {
    const reads = performance.getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime >= ${since} && ${String(address)}.test(name))
    return { count: reads.length, lastEnd: Math.max(0, ...reads.map(({ responseEnd }) => responseEnd)) }
  })()`)

/** Goes to an address of the studio as a link in it would: without loading the page anew. */
export const followLink = (path: string) =>
  `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`

/** Memory of the page's own in MB once all that can be given back was, and nothing changes any more. */
export async function settledMemory(page: BenchBrowser): Promise<number> {
  let least = Infinity
  for (let calmLooks = 0; calmLooks < 5;) {
    // oxlint-disable-next-line no-await-in-loop -- each look comes after the one before
    await page.send('HeapProfiler.collectGarbage')
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 300))
    // oxlint-disable-next-line no-await-in-loop
    const { own } = await page.memory()
    calmLooks = own > least - 0.5 ? calmLooks + 1 : 0
    least = Math.min(least, own)
  }
  return least
}
