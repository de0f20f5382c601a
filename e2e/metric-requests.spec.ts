import { chartOf } from './support/charts.ts'
import { countKeptSeries } from './support/kept-series.ts'
import { newName } from './support/new-name.ts'
import { requestsOf, settle, show } from './support/quiet.ts'
import { seedRuns } from './support/seed-runs.ts'
import { expect, test } from './support/test.ts'

/** As many as Azure allows, and more than fit into a window. */
const metrics = Array.from({ length: 50 }, (_, index) => `train/m${String(index).padStart(2, '0')}`)

/** Calls of the tracking server among addresses, without the word before the address. */
const trackingCalls = (urls: readonly string[]) =>
  urls
    .filter((url) => url.startsWith('GET ') || url.startsWith('POST '))
    .map((url) => new URL(url.slice(url.indexOf(' ') + 1)))
    .filter(({ pathname }) => pathname.includes('/mlflow/'))

const callsOf = (urls: readonly string[], call: string) =>
  trackingCalls(urls).filter(({ pathname }) => pathname.endsWith(call))
const historiesIn = (urls: readonly string[]) =>
  callsOf(urls, '/metrics/get-history').map(({ searchParams }) => searchParams.get('metric_key') ?? '')

test('following a running job with fifty metrics costs 90 requests a minute at most, and none for charts out of sight', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const live = { pointsPerSecond: 2, forSeconds: 600 }
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('fifty'), metrics, points: 100, live })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  await expect(chartOf(page, 'train/m00')).toContainText(/\d+ points/)
  const { urls } = requestsOf(page)
  // All charts in sight have been filled once what is new of the first is asked for again.
  await expect.poll(() => historiesIn(urls).filter((metric) => metric === 'train/m00').length).toBeGreaterThan(0)

  urls.length = 0
  const begun = Date.now()
  await expect.poll(() => callsOf(urls, '/runs/get').length, { timeout: 60_000 }).toBe(10)
  const seconds = (Date.now() - begun) / 1000
  const histories = historiesIn(urls)
  expect(seconds).toBeGreaterThan(17)
  expect(histories.length).toBeGreaterThan(seconds / 2)
  expect(histories.length).toBeLessThanOrEqual(seconds + 1)
  expect(trackingCalls(urls).length).toBeLessThanOrEqual((seconds * 90) / 60 + 2)

  const asked = new Set(histories)
  expect(asked.size).toBeGreaterThan(2)
  expect(asked.size).toBeLessThan(metrics.length / 2)
  const height = await page.evaluate(() => innerHeight)
  for (const metric of asked) {
    // oxlint-disable-next-line no-await-in-loop
    const box = await chartOf(page, metric).boundingBox()
    expect(box?.y, `${metric} is in sight or about to be`).toBeLessThan(height + 400)
  }
})

test('a hidden tab asks for no metrics while its job logs, and catches up when it is seen', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const live = { pointsPerSecond: 5, forSeconds: 600 }
  const name = newName('hidden')
  const [job = ''] = await seedRuns(emulator, arm, { name, metrics: metrics.slice(0, 4), points: 100, live })
  await page.clock.install()
  const requests = requestsOf(page)
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  await expect(chartOf(page, 'train/m00')).toContainText(/\d+ points/)
  await show(page, 'hidden')
  await settle(page, requests)
  await page.clock.runFor(60_000)
  expect(requests.urls).toEqual([])
  await show(page, 'visible')
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return historiesIn(requests.urls).length
    })
    .toBeGreaterThan(0)
})

test('the metrics of a job that has ended cost one request when they are opened again, and go with who signs out', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const name = newName('again')
  // Both in sight, whatever the size of a chart.
  const own = metrics.slice(0, 2)
  const [job = ''] = await seedRuns(emulator, arm, { name, metrics: own, points: 30_000 })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  for (const metric of own) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(chartOf(page, metric)).toContainText('30,000 points')
  }
  await expect.poll(() => page.evaluate(countKeptSeries)).toBe(own.length)

  const { urls } = requestsOf(page)
  await page.reload()
  for (const metric of own) {
    // oxlint-disable-next-line no-await-in-loop
    await expect(chartOf(page, metric)).toContainText('30,000 points')
  }
  expect(trackingCalls(urls).map(({ pathname }) => pathname.split('/mlflow/').at(-1))).toEqual(['runs/get'])

  await page.getByRole('button', { name: /Olivia Owner/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => page.evaluate(countKeptSeries)).toBe(0)
})
