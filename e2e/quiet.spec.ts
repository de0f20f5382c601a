import type { Page } from '@playwright/test'
import { jobStatus, submitJob } from './support/arm-client.ts'
import { expect, statusOf, test } from './support/test.ts'

const minute = 60_000
const tabs = ['Overview', 'Metrics', 'Logs', 'Outputs', 'YAML']

/** What a page asks of the cloud and of storage from now on; preflights are the browser's own. */
function requestsOf(page: Page): string[] {
  const requests: string[] = []
  page.on('request', (request) => {
    if (['fetch', 'xhr'].includes(request.resourceType())) requests.push(`${request.method()} ${request.url()}`)
  })
  return requests
}

/** The page is quiet once nothing was asked for two of its seconds. */
async function settle(page: Page, requests: string[]) {
  let before = -1
  while (before !== requests.length) {
    before = requests.length
    await page.clock.runFor(2_000)
    await page.waitForLoadState('networkidle')
  }
}

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of the job' }).getByRole('link', { name, exact: true }).click()

test('the page of a finished job asks for nothing while it stays open', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(arm, 'quiet-finished', 'mkdir outputs; echo 1 > outputs/one.txt; echo done')
  await jobStatus(arm, 'quiet-finished', 'Completed')
  await page.clock.install()
  await openAs('owner', `/runs/quiet-finished?${workspaceQuery}`)
  await expect(statusOf(page)).toContainText('Completed')
  for (const tab of tabs) {
    await openTab(page, tab)
    const requests = requestsOf(page)
    await settle(page, requests)
    requests.length = 0
    await page.clock.runFor(minute)
    await page.waitForLoadState('networkidle')
    expect(requests, `asked by the tab ${tab}`).toEqual([])
  }
})

test('a hidden tab asks for nothing, even while its job runs, and looks again when it is seen', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(arm, 'quiet-hidden', 'while true; do echo tick; sleep 0.2; done')
  await jobStatus(arm, 'quiet-hidden', 'Running')
  await page.clock.install()
  await openAs('owner', `/runs/quiet-hidden?${workspaceQuery}`)
  for (const tab of tabs) {
    await openTab(page, tab)
    await expect(statusOf(page)).toContainText('Running')
    await show(page, 'hidden')
    const requests = requestsOf(page)
    await settle(page, requests)
    requests.length = 0
    await page.clock.runFor(minute)
    await page.waitForLoadState('networkidle')
    expect(requests, `asked by the hidden tab ${tab}`).toEqual([])
    await show(page, 'visible')
    await expect
      .poll(() => requests.length, { message: `asked by the tab ${tab} once it is seen again` })
      .toBeGreaterThan(0)
  }
})

/** Headless Chromium hides no tab by itself, so the page is told. */
const show = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => visibility === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
