import { mkdir, rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { armClient } from '../e2e/support/arm-client.ts'
import { browserArgs, ensureBrowser } from '../e2e/support/browser.ts'
import { startEmulatorProcess } from '../e2e/support/emulator-process.ts'
import { workspaceQueryOf } from '../e2e/support/test.ts'
import { ensureBuilt } from './build-stamp.ts'
import { curvePages, fillCurves } from './screenshots/curve-pages.ts'
import { editorPages } from './screenshots/editor-pages.ts'
import { fill } from './screenshots/fill.ts'
import { localFolders } from './screenshots/folders.ts'
import { followedJobPages } from './screenshots/job-pages.ts'
import { emptyPages, filledPages } from './screenshots/pages.ts'
import { takeAll, type Shot } from './screenshots/shots.ts'

/**
 * `npm run screenshots -- [NAME …]`: drives the studio and leaves every page in `screenshots/`, at 1280 and 390 pixels
 * and in both themes, to be looked at. With names it takes only the pictures whose names begin so, and keeps the others.
 */
const folder = fileURLToPath(new URL('../screenshots', import.meta.url))
const names = process.argv.slice(2)
const wanted = (shots: Shot[]) =>
  shots.filter(({ name }) => names.length === 0 || names.some((start) => name.startsWith(start)))

if (!ensureBuilt()) process.exit(1)
if (names.length === 0) await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await using folders = await localFolders()
const emulator = await startEmulatorProcess()
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs })
try {
  const query = workspaceQueryOf(emulator)
  const arm = await armClient(emulator.ready)
  await takeAll(browser, emulator, wanted(emptyPages(query)), folder)
  const curves = wanted(curvePages(query, await fillCurves(emulator, arm)))
  const others = wanted([...filledPages(query), ...followedJobPages(query, arm), ...editorPages(query, folders)])
  // Curves are seeded in a moment; other jobs really run.
  if (others.length > 0) await fill(arm)
  await takeAll(browser, emulator, [...others, ...curves], folder)
} finally {
  await browser.close()
  await emulator.dispose()
}
console.log(`The pictures are in ${folder}`)
