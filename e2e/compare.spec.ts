import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { submitJob } from './support/arm-client.ts'
import { chartOf } from './support/charts.ts'
import { editorPatience } from './support/editor.ts'
import { newName } from './support/new-name.ts'
import { seedRuns } from './support/seed-runs.ts'
import { expect, signIn, test } from './support/test.ts'

const compareLink = (workspaceQuery: string, jobs: readonly string[], view = '') =>
  `/compare?${workspaceQuery}&runs=${jobs.join(',')}${view}`

const jobList = (page: Page) => page.getByRole('list', { name: 'Compared jobs' })
const jobOf = (page: Page, name: string | RegExp) =>
  jobList(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name }) })
const metricsTable = (page: Page) => page.getByRole('table', { name: 'Metrics' })
const rowOf = (table: Locator, heading: RegExp) =>
  table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name: heading }) })

/** Chooses an entry of the menu of one of the compared jobs. */
async function choose(page: Page, job: Locator, entry: string) {
  await job.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

test('a hundred jobs with two hundred parameters show what differs, and fold the equal away', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('wide'), runs: 100, params: 200, metrics: 4, points: 5 })
  await openAs('owner', compareLink(workspaceQuery, jobs))
  await expect(page.getByText('100 jobs', { exact: true }).first()).toBeVisible()
  const differences = page.getByRole('main')
  await expect(differences.getByText('learning_rate').first()).toBeVisible()
  // All jobs were given the same number of epochs.
  await expect(differences.getByText('epochs', { exact: true })).toHaveCount(0)

  await page.getByRole('button', { name: 'Copy link to this view' }).click()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link.length).toBeLessThan(2_000)
  await page.goto(link)
  await expect(jobList(page).getByRole('listitem')).toHaveCount(100)
})

test('a link reopens the same view in another browser', async ({
  page,
  browser,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('view'), runs: 3, metrics: ['loss'], points: 20 })
  const [first = ''] = jobs
  await openAs('owner', compareLink(workspaceQuery, jobs, '&tab=metrics'))
  const list = jobList(page).getByRole('listitem')
  await expect(list).toHaveCount(3)
  await choose(page, list.nth(0), 'Rename in this view')
  await page.getByRole('textbox', { name: `Name of ${first} in this view` }).fill('the small one')
  await page.keyboard.press('Enter')
  await choose(page, list.nth(1), 'Use as the baseline')
  await list.nth(2).getByRole('button', { name: /^Show/ }).click()
  await page.getByRole('button', { name: 'Jobs as rows' }).click()

  const other = await (await browser.newContext()).newPage()
  await other.goto(page.url())
  await signIn(other, 'owner')
  for (const view of [page, other]) {
    await expect(jobOf(view, 'the small one')).toBeVisible()
    await expect(jobList(view).getByRole('listitem').nth(1)).toContainText('Baseline')
    await expect(jobList(view).getByRole('listitem').nth(2).getByRole('button', { name: /^Show/ })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
    await expect(view.getByRole('main')).toContainText('3 jobs, 1 hidden')
    const table = metricsTable(view)
    await expect(table.getByRole('columnheader', { name: /loss/ })).toBeVisible()
    await expect(table.getByRole('rowheader')).toHaveCount(2)
  }
  await other.context().close()
})

test('a job that is not there does not sink the page, and can be taken out', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('there'), runs: 2 })
  const ghost = newName('ghost')
  await openAs('owner', compareLink(workspaceQuery, [...jobs, ghost]))
  const missing = page.getByRole('list', { name: 'Jobs that could not be read' })
  await expect(missing).toContainText(ghost)
  await expect(missing).toContainText(/code .*NotFound.*request id/)
  await expect(jobList(page).getByText('Completed')).toHaveCount(2)
  await page.getByRole('button', { name: `Remove ${ghost}` }).click()
  await expect(missing).toHaveCount(0)
  await expect(page.getByRole('main')).toContainText('2 jobs')
  expect(page.url()).not.toContain(ghost)
})

test('jobs are added by what one pastes', async ({ page, arm, emulator, openAs, workspaceQuery }) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('pasted'), runs: 3 })
  const [first = '', second = '', third = ''] = jobs
  await openAs('owner', `/compare?${workspaceQuery}`)
  await expect(page.getByRole('heading', { name: 'No jobs to compare yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Add jobs' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add jobs' })
  await dialog
    .getByRole('textbox')
    .fill(`${first}, https://ml.azure.com/runs/${second}?${workspaceQuery}\n${arm.workspaceId}/jobs/${third}`)
  await dialog.getByRole('button', { name: /^Add/ }).click()
  await expect(jobList(page).getByRole('listitem')).toHaveCount(3)
  expect(new URL(page.url()).searchParams.get('runs')).toBe(jobs.join(','))
})

test('a running job joins live, and its curve grows', async ({ page, arm, emulator, openAs, workspaceQuery }) => {
  const [ended = ''] = await seedRuns(emulator, arm, { name: newName('ended'), metrics: ['train/loss'], points: 50 })
  const [live = ''] = await seedRuns(emulator, arm, {
    name: newName('live'),
    metrics: ['train/loss'],
    points: 60,
    live: { pointsPerSecond: 4, forSeconds: 600 },
  })
  await openAs('owner', compareLink(workspaceQuery, [ended, live], '&tab=metrics'))
  await expect(page.getByRole('main')).toContainText('1 not ended yet')
  await expect(jobList(page).getByRole('listitem').nth(1)).toContainText('Running')
  const value = rowOf(metricsTable(page), /train\/loss/)
    .getByRole('cell')
    .nth(1)
  const before = await value.innerText()
  await expect(value).not.toHaveText(before)

  await page.getByRole('link', { name: 'Curves' }).click()
  const chart = chartOf(page, 'train/loss')
  const points = async () =>
    Number(
      /of ([\d,]+) points|([\d,]+) points/
        .exec(await chart.innerText())
        ?.slice(1)
        .find(Boolean)
        ?.replaceAll(',', '') ?? 0,
    )
  await expect.poll(points).toBeGreaterThan(110)
  const drawn = await points()
  await expect.poll(points).toBeGreaterThan(drawn)
})

test('values are the last, the best or those at a step, with their differences from a baseline, and go to CSV', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const values = { a: [0.9, 0.2, 0.4], b: [0.8, 0.1, 0.6] }
  const names = { a: newName('first'), b: newName('second') }
  for (const [key, name] of Object.entries(names)) {
    await seedRuns(emulator, arm, { name, metrics: 0, points: 0 })
    const metrics = values[key as keyof typeof values].map((value, step) => ({
      key: 'loss',
      value,
      step,
      timestamp: 1_700_000_000_000 + step * 1000,
    }))
    const path = `/mlflow/v2.0${arm.workspaceId}/api/2.0/mlflow/runs/log-batch`
    const response = await arm.call('POST', path, { run_id: `${name}-1`, metrics })
    expect(response.ok, await response.text()).toBe(true)
  }
  await openAs('owner', compareLink(workspaceQuery, [`${names.a}-1`, `${names.b}-1`], '&tab=metrics&base=0'))
  const cells = rowOf(metricsTable(page), /loss/).getByRole('cell')
  await expect(cells.nth(0)).toContainText('0.4')
  await expect(cells.nth(0)).toContainText('Best')
  await expect(cells.nth(1)).toContainText('0.6')
  await expect(cells.nth(1)).toContainText('+0.2 (+50 %)')
  await expect(cells.nth(1)).toContainText('worse')

  await page.getByRole('radio', { name: 'Best' }).check()
  await expect(page.getByRole('main')).toContainText('Found in the whole histories')
  await expect(cells.nth(0)).toContainText('0.2')
  await expect(cells.nth(1)).toContainText('Best')
  await expect(cells.nth(1)).toContainText('−0.1 (−50 %)')
  await expect(cells.nth(1)).toContainText('better')

  await page.getByRole('radio', { name: 'At step' }).check()
  await page.getByRole('spinbutton', { name: 'Step' }).fill('0')
  await expect(cells.nth(0)).toContainText('0.9')
  await expect(cells.nth(1)).toContainText('0.8')

  await page.getByRole('radio', { name: 'Last' }).check()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const csv = await readFile(await (await download).path(), 'utf8')
  const [heading, line] = csv.split('\r\n')
  expect(heading).toContain('difference from the baseline')
  expect(line).toMatch(/^"loss","lower is better",0\.4,0\.6,,0\.\d+$/)

  await page.getByRole('button', { name: 'Direction of loss' }).click()
  await page.getByRole('menuitemradio', { name: 'Higher is better' }).click()
  await expect(cells.nth(1)).toContainText('better')
  expect(new URL(page.url()).searchParams.get('better')).toBe('loss~higher')
})

test('the best job is duplicated with a change', async ({ page, arm, emulator, openAs, workspaceQuery }) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('better'), runs: 4, metrics: ['val/loss'], points: 10 })
  await openAs('owner', compareLink(workspaceQuery, jobs))
  await page.getByRole('button', { name: 'Duplicate the best with a change' }).click()
  const dialog = page.getByRole('dialog', { name: 'Duplicate the best with a change' })
  await expect(dialog).toContainText('is the best')
  await dialog.getByLabel('learning_rate (input)').fill('0.0123')
  await dialog.getByRole('button', { name: 'Open as a draft' }).click()
  await expect(page).toHaveURL(/\/jobs\/new\?.*draft=/)
  await expect(page.getByRole('main')).toContainText('with learning_rate 0.0123 instead of', editorPatience)
  // What the copy changes is marked against the job it was made of.
  await expect(page.getByRole('button', { name: /^Take back the change/ })).toHaveCount(1)
})

test('a reader compares, and is told why nothing can be duplicated', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const jobs = await seedRuns(emulator, arm, { name: newName('readable'), runs: 2 })
  await openAs('reader', compareLink(workspaceQuery, jobs))
  await expect(jobList(page).getByText('Completed')).toHaveCount(2)
  const duplicate = page.getByRole('button', { name: 'Duplicate the best with a change' })
  await expect(duplicate).toHaveAttribute('aria-disabled', 'true')
  await expect(duplicate).toHaveAccessibleDescription(/does not allow jobs\/write/)
})

test('jobs chosen in their table are compared', async ({ page, arm, openAs, workspaceQuery }) => {
  const names = [newName('chosen'), newName('chosen')]
  for (const name of names) await submitJob(arm, name, 'true')
  await openAs('owner', `/jobs?${workspaceQuery}`)
  for (const name of names) await page.getByRole('checkbox', { name: `Choose ${name}` }).check()
  await page.getByRole('link', { name: /^Compare/ }).click()
  await expect(page.getByRole('heading', { name: 'Compare', level: 1 })).toBeVisible()
  await expect(jobList(page).getByRole('listitem')).toHaveCount(2)
})
