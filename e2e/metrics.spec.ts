import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import type { ArmClient } from './support/arm-client.ts'
import { chartOf } from './support/charts.ts'
import { newName } from './support/new-name.ts'
import { seedRuns } from './support/seed-runs.ts'
import { expect, signIn, test } from './support/test.ts'

/** What a chart tells those who do not see it. */
const pictureOf = (chart: Locator) => chart.getByRole('img', { name: /\d/ }).first()
const cursorOf = (chart: Locator) => chart.getByRole('slider', { name: /cursor$/ })

type Value = number | 'NaN' | 'Infinity' | '-Infinity'

/** Logs values of a metric one after the other, as a script would. */
async function log(arm: ArmClient, run: string, key: string, values: readonly Value[]) {
  const metrics = values.map((value, step) => ({ key, value, step, timestamp: 1_700_000_000_000 + 1000 * step }))
  const path = `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/runs/log-batch`
  const response = await arm.call('POST', path, { run_id: run, metrics })
  expect(response.ok, await response.text()).toBe(true)
}

/** The points that a chart says it has, in its foot: `1,234 points`, `200 of 1,234 points shown`. */
async function pointsOf(chart: Locator): Promise<number> {
  const [, points = ''] = /([\d,]+) points?\b/.exec(await chart.innerText()) ?? []
  return Number(points.replaceAll(',', ''))
}

/** Drags over the middle of a chart. */
async function zoomByPointer(page: Page, chart: Locator) {
  // In the middle of the window nothing lies over it.
  await cursorOf(chart).evaluate((plot) => plot.scrollIntoView({ block: 'center' }))
  const box = await cursorOf(chart).boundingBox()
  if (!box) throw new Error('The chart is not there.')
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height / 2, { steps: 5 })
  await page.mouse.up()
}

const zoomIn = (page: Page) => new URL(page.url()).searchParams.get('zoom')

test('the chart of a running job grows, and keeps what one has zoomed to', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const [job = ''] = await seedRuns(emulator, arm, {
    name: newName('live'),
    metrics: ['train/loss'],
    points: 300,
    live: { pointsPerSecond: 4, forSeconds: 600 },
  })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const chart = chartOf(page, 'train/loss')
  await expect.poll(() => pointsOf(chart)).toBeGreaterThan(300)

  await zoomByPointer(page, chart)
  await expect(chart).toContainText('Zoomed to')
  // The address follows once the hand rests.
  await expect.poll(() => zoomIn(page) ?? '').toMatch(/^\d+(\.\d+)?\.\.\d+(\.\d+)?:train\/loss$/)
  const zoom = zoomIn(page)

  const before = await pointsOf(chart)
  await expect.poll(() => pointsOf(chart)).toBeGreaterThan(before)
  expect(zoomIn(page)).toBe(zoom)
  await expect(chart).toContainText('Zoomed to')

  await chart.getByRole('button', { name: 'Reset zoom' }).click()
  await expect(chart).not.toContainText('Zoomed to')
  await expect.poll(() => zoomIn(page)).toBeNull()
})

test('what cannot be drawn is a gap with a mark, and told in words', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('gaps'), metrics: 0 })
  await log(arm, job, 'loss', [4, 3, 'NaN', 2, 'Infinity', 1, 0.5])
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const chart = chartOf(page, 'loss')
  await expect(chart).toContainText('7 points')
  await expect(chart).toContainText('1 value is NaN')
  await expect(chart).toContainText('1 value is infinite')
  await expect(pictureOf(chart)).toHaveAccessibleName(/last 0\.5, least 0\.5, greatest 4, 7 points, .*not a number/)

  await cursorOf(chart).focus()
  await page.keyboard.press('Home')
  for (const _ of [1, 2]) await page.keyboard.press('ArrowRight')
  await expect(chart).toContainText(/not a number|NaN/)
})

test('any metric can be the horizontal axis, such as the epoch', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('epochs'), metrics: 0 })
  await log(arm, job, 'epoch', [0, 0, 1, 1, 2, 2])
  await log(arm, job, 'train/loss', [6, 5, 4, 3, 2, 1])
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const chart = chartOf(page, 'train/loss')
  await expect(pictureOf(chart)).toHaveAccessibleName(/Step from 0 to 5/i)
  await page.getByRole('combobox', { name: 'X axis' }).selectOption('epoch')
  await expect(pictureOf(chart)).toHaveAccessibleName(/epoch from 0 to 2/)
  expect(new URL(page.url()).searchParams.get('axis')).toBe('metric:epoch')

  await page.getByRole('combobox', { name: 'X axis' }).selectOption('Time since the start')
  await expect(pictureOf(chart)).not.toHaveAccessibleName(/epoch from/)
})

test('a job that has used all names of metrics says so, and what the service refuses', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const name = newName('names')
  const metrics = Array.from({ length: 49 }, (_, index) => `layer${index}/norm`)
  const [job = ''] = await seedRuns(emulator, arm, { name, metrics, points: 2 })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  await expect(chartOf(page, 'layer0/norm')).toContainText('2 points')
  await expect(page.getByText(/all 50 names/)).toHaveCount(0)

  await log(arm, job, 'loss', [1])
  const path = `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/runs/log-batch`
  const more = [{ key: 'one-more', value: 1, step: 0, timestamp: 1 }]
  const refusal = await arm.call('POST', path, { run_id: job, metrics: more })
  expect(refusal.status).toBe(400)

  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: 'all 50 names of metrics' })).toContainText('refused')
  await page.getByRole('searchbox', { name: 'Search charts' }).fill('one-more')
  await expect(page.getByRole('main')).toContainText('No metric is called like')
})

test('the link shows the same view to somebody else', async ({
  page,
  browser,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const metrics = ['train/loss', 'train/accuracy', 'val/loss', 'val/accuracy', 'lr']
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('linked'), metrics, points: 400 })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  await expect(chartOf(page, 'lr')).toContainText('400 points')

  await page.getByRole('checkbox', { name: 'Log y' }).check()
  await choose(page, 'val/loss', 'Pin to the top')
  await choose(page, 'train/loss', 'Move up')
  await choose(page, 'lr', 'Large')
  await page.getByRole('button', { name: /^val/ }).click()
  await zoomByPointer(page, chartOf(page, 'val/loss'))
  await expect(chartOf(page, 'val/loss')).toContainText('Zoomed to')
  const seen = await viewOf(page)
  expect(seen.charts).toEqual(['val/loss', 'lr', 'train/loss', 'train/accuracy'])

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(page.url())
  await signIn(other, 'reader')
  await expect(chartOf(other, 'val/loss')).toContainText('Zoomed to')
  await expect.poll(() => viewOf(other)).toEqual(seen)
  await context.close()

  // The next job of the experiment has the same layout, and nothing else of the view.
  const [next = ''] = await seedRuns(emulator, arm, { name: newName('next'), metrics, points: 10 })
  await page.goto(new URL(`/runs/${next}?${workspaceQuery}&tab=metrics`, page.url()).href)
  await expect(chartOf(page, 'val/loss')).toContainText('10 points')
  expect(await viewOf(page)).toMatchObject({ charts: seen.charts, groups: seen.groups, isLog: false })
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(chartOf(page, 'val/accuracy')).toBeVisible()
})

/** Chooses something in the menu of a chart, which is made once it is in sight. */
const choose = async (page: Page, metric: string, item: string) => {
  const chart = chartOf(page, metric)
  await chart.scrollIntoViewIfNeeded()
  await chart.getByRole('button', { name: `More about the chart of ${metric}` }).click()
  await page.getByRole('menu').getByText(item, { exact: true }).click()
}

/** What can be seen of a board: its groups, charts and settings. */
const viewOf = async (page: Page) => ({
  groups: await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts(),
  charts: await page.getByRole('main').getByRole('listitem').getByRole('heading', { level: 3 }).allInnerTexts(),
  isLog: await page.getByRole('checkbox', { name: 'Log y' }).isChecked(),
})

test('the CSV of a series has what was logged, number for number', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('csv'), metrics: 0 })
  const values: Value[] = [0.1 + 0.2, 1 / 3, 1e-300, -1.7976931348623157e308, 5e-324, 'NaN', 'Infinity', '-Infinity', 0]
  const many = Array.from({ length: 990 }, (_, index) => Math.sin(index) * 10 ** ((index % 40) - 20))
  await log(arm, job, 'loss', [...values, ...many])
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  await expect(chartOf(page, 'loss')).toContainText('999 points')

  const download = page.waitForEvent('download')
  await choose(page, 'loss', 'CSV of all 999 points')
  const [heading = '', ...lines] = (await readFile(await (await download).path(), 'utf8')).trim().split(/\r?\n/)
  const columns = heading.split(',')
  const at = (name: RegExp) => columns.findIndex((column) => name.test(column))
  const [step, value] = [at(/^step$/i), at(/^value$|loss/i)]
  const rows = lines.map((line) => line.split(','))
  expect(rows.map((row) => Number(row[step]))).toEqual(rows.map((_, index) => index))
  expect(rows.map((row) => Number(row[value]))).toEqual([...values, ...many].map(Number))
})

test('charts are found by words or by a regular expression, and a broken one is told', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const metrics = ['train/loss', 'train/accuracy', 'val/loss', 'system/cpu_utilization_percentage', 'a'.repeat(40)]
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('search'), metrics, points: 20 })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const charts = page.getByRole('main').getByRole('listitem').getByRole('heading', { level: 3 })
  // What the machine did is folded away at first.
  await expect(charts).toHaveCount(4)

  const search = page.getByRole('searchbox', { name: 'Search charts' })
  await search.fill('TRAIN loss')
  await expect(charts).toHaveText(['train/loss'])
  await search.fill('cpu')
  await expect(charts).toHaveCount(1)
  await search.fill('/^(train|val).loss$/')
  await expect(charts).toHaveText(['train/loss', 'val/loss'])
  await search.fill('/(loss/')
  await expect(page.getByRole('alert')).toContainText(/No regular expression/)
  await expect(search).toHaveAttribute('aria-invalid', 'true')

  // It would take longer than the universe is old; the page stays at hand meanwhile.
  await search.fill('/(a+)+b$/')
  await page.getByRole('checkbox', { name: 'Log y' }).check()
  await expect(page.getByRole('alert')).toContainText(/took too long/, { timeout: 15_000 })
  await search.fill('')
  await expect(charts).toHaveCount(4)
})

test('a chart is zoomed, moved and opened in full by keyboard alone', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const metrics = ['train/accuracy', 'train/loss']
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('keys'), metrics, points: 500 })
  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const chart = chartOf(page, 'train/loss')
  await expect(chart).toContainText('500 points')

  await cursorOf(chart).focus()
  await page.keyboard.press('Home')
  for (let press = 0; press < 10; press++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect(chart).toContainText('Zoomed to')
  await page.keyboard.press('0')
  await expect(chart).not.toContainText('Zoomed to')

  const menu = chart.getByRole('button', { name: /^More about the chart/ })
  await menu.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Move up' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText('train/loss is number 1 of 2 in train')).toBeAttached()
  await expect(menu).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'Full screen' }).focus()
  await page.keyboard.press('Enter')
  const full = page.getByRole('dialog', { name: /train\/loss/ })
  await expect(full).toContainText('1 of 2')
  expect(new URL(page.url()).searchParams.get('full')).toBe('train/loss')
  await page.keyboard.press('Escape')
  await expect(full).toHaveCount(0)
  expect(new URL(page.url()).searchParams.get('full')).toBeNull()
})

/** A picture of one colour, two by two pixels. */
const onePicture = (color: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="${color}"/></svg>`

test('pictures that were logged stand among the charts, by step', async ({
  page,
  openAs,
  arm,
  emulator,
  workspaceQuery,
}) => {
  const [job = ''] = await seedRuns(emulator, arm, { name: newName('pictures'), metrics: ['loss'], points: 5 })
  const put = async (path: string, content: string) => {
    const run = await arm.call('GET', `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/runs/get?run_id=${job}`)
    const {
      run: { info },
    } = (await run.json()) as { run: { info: { artifact_uri: string } } }
    const below = info.artifact_uri.replace(/^mlflow-artifacts:\/+/, '')
    const target = `${below}/${path}`.split('/').map(encodeURIComponent).join('/')
    const url = new URL(
      `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow-artifacts/artifacts/${target}`,
      emulator.ready.arm,
    )
    const headers = { authorization: `Bearer ${arm.token}` }
    const response = await fetch(url, { method: 'PUT', headers, body: content })
    expect(response.ok, await response.text()).toBe(true)
  }
  for (const step of [0, 10, 20]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as a script does
    await put(`images/val#samples%step%${step}%timestamp%${1000 + step}%g${step}.svg`, onePicture('teal'))
  }
  await put('confusion_matrix.svg', onePicture('orange'))

  await openAs('owner', `/runs/${job}?${workspaceQuery}&tab=metrics`)
  const samples = chartOf(page, 'val/samples')
  await expect(samples.getByRole('img', { name: 'val/samples at step 20' })).toBeVisible()
  await expect(chartOf(page, 'confusion_matrix.svg').getByRole('img')).toBeVisible()

  const slider = samples.getByRole('slider', { name: 'Step of val/samples' })
  await slider.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(samples.getByRole('img', { name: 'val/samples at step 10' })).toBeVisible()
  await expect(samples).toContainText('Step 10 (2 of 3)')

  await samples.getByRole('button', { name: 'Open val/samples large' }).click()
  const large = page.getByRole('dialog', { name: 'val/samples' })
  await large.getByRole('slider').focus()
  await page.keyboard.press('Home')
  await expect(large.getByRole('img', { name: 'val/samples at step 0' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(large).toHaveCount(0)
})
