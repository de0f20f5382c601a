import type { Page } from '@playwright/test'
import { createCluster, eventually, jobStatus, submitJob } from './support/arm-client.ts'
import { expect, statusOf, test } from './support/test.ts'

const more = async (page: Page, item: string | RegExp) => {
  await page.getByRole('button', { name: 'More about this job' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

type Labels = { properties: { displayName: string; description?: string; tags: Record<string, string> } }

test('a data scientist labels a job while a colleague labels it too', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'labelled', 'true', { displayName: 'Old name', tags: { team: 'vision', stage: 'draft' } })
  await jobStatus(arm, 'labelled', 'Completed')
  await openAs('owner', `/runs/labelled?${workspaceQuery}`)

  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Nightly iris')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nightly iris')

  await page.getByRole('button', { name: 'Describe it' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('never saved')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Describe it' }).click()
  await page.getByRole('textbox', { name: 'Description' }).fill('Trains every night.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Trains every night.')).toBeVisible()

  await page.getByRole('button', { name: 'Edit the tags' }).click()
  const form = page.getByRole('form', { name: 'Edit the tags' })
  await form.getByRole('textbox', { name: 'Value of stage' }).fill('mine')
  await form.getByRole('textbox', { name: 'Tag name' }).last().fill('priority')
  await form.getByRole('textbox', { name: 'Value of priority' }).fill('high')
  await form.getByRole('button', { name: 'Remove team' }).click()
  const { properties } = await arm.workspace<Labels>('GET', '/jobs/labelled')
  const theirs = { ...properties, tags: { ...properties.tags, stage: 'theirs', reviewer: 'Rhea' } }
  await arm.workspace('PUT', '/jobs/labelled', { properties: theirs })

  await form.getByRole('button', { name: 'Save' }).click()
  const conflict = form.getByRole('row', { name: /Tag stage/ })
  await expect(conflict).toContainText('theirs')
  await expect(conflict).toContainText('mine')
  expect((await arm.workspace<Labels>('GET', '/jobs/labelled')).properties.tags).toEqual(theirs.tags)

  await form.getByRole('button', { name: 'Save mine' }).click()
  await expect(form).toBeHidden()
  const saved = (await arm.workspace<Labels>('GET', '/jobs/labelled')).properties
  expect(saved.tags).toEqual({ stage: 'mine', reviewer: 'Rhea', priority: 'high' })
  expect(saved).toMatchObject({ displayName: 'Nightly iris', description: 'Trains every night.' })
})

test('a reader sees why a job cannot be changed', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'not-mine', 'true')
  await jobStatus(arm, 'not-mine', 'Completed')
  await openAs('reader', `/runs/not-mine?${workspaceQuery}`)
  await expect(page.getByRole('button', { name: 'Rename' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'More about this job' }).click()
  await expect(page.getByRole('menuitem', { name: /Archive/ })).toContainText('does not allow jobs/write')
  await expect(page.getByRole('menuitem', { name: /Delete/ })).toContainText('does not allow jobs/delete')
})

test('a job is archived, found among the archived, restored, and at last deleted', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(arm, 'short-lived', 'true')
  await jobStatus(arm, 'short-lived', 'Completed')
  await openAs('owner', `/runs/short-lived?${workspaceQuery}`)

  await more(page, 'Archive')
  await expect(page.getByText('This job is archived')).toBeVisible()
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
  await expect(page.getByRole('link', { name: 'short-lived' })).toHaveCount(0)
  await page.getByRole('checkbox', { name: 'Archived' }).check()
  await page.getByRole('link', { name: 'short-lived' }).click()
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByText('This job is archived')).toBeHidden()

  await more(page, /Delete/)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('metrics, parameters and logs')
  await expect(dialog).toContainText('stay in the storage account')
  await dialog.getByRole('button', { name: 'Delete job' }).click()
  await expect(page).toHaveURL(/\/jobs\?/)
  await expect(page.getByRole('link', { name: 'short-lived' })).toHaveCount(0)
  await page.goto(page.url().replace('/jobs?', '/runs/short-lived?'))
  await expect(page.getByRole('main')).toContainText('Job short-lived not found')
})

test('a running job cannot be deleted, and says why', async ({ page, arm, openAs, workspaceQuery }) => {
  await submitJob(arm, 'still-running', 'sleep 60')
  await openAs('owner', `/runs/still-running?${workspaceQuery}`)
  await page.getByRole('button', { name: 'More about this job' }).click()
  await expect(page.getByRole('menuitem', { name: /Delete/ })).toContainText('Cancel it first')
  await arm.workspace('POST', '/jobs/still-running/cancel')
})

/** What the page handed to the browser's notifications; the browser's own cannot be read. */
const notifications = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { shownNotifications: string[] }).shownNotifications)

test('the end of a watched job is told, in the tab and by the browser', async ({
  page,
  context,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  await context.grantPermissions(['notifications'], { origin: emulator.ready.studio })
  await page.addInitScript(() => {
    const shown: string[] = []
    class Recorded extends EventTarget {
      static readonly permission = 'granted'
      constructor(title: string, { body }: { body: string }) {
        super()
        shown.push(`${title} | ${body}`)
      }
    }
    Object.assign(globalThis, { Notification: Recorded, shownNotifications: shown })
  })
  const stop = `/tmp/trainyard-e2e-watch-${process.pid}-${Date.now()}`
  await submitJob(arm, 'watched', `while [ ! -e ${stop} ]; do sleep 0.1; done; rm ${stop}; echo done`)
  await openAs('owner', `/runs/watched?${workspaceQuery}`)
  await expect(statusOf(page)).toContainText('Running')
  await expect(page).toHaveTitle(/^▶ watched/)
  await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon-running.svg')
  await page.getByRole('button', { name: 'Tell me when it ends' }).click()
  await expect(page.getByRole('region', { name: 'Notifications' })).toContainText('Keep a page of Trainyard open')
  await expect(page.getByRole('button', { name: 'Watched jobs' })).toBeVisible()

  // Followed from any page, by the list of jobs alone.
  await page.getByRole('link', { name: 'Models', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Models')
  await submitJob(arm, 'stopper', `touch ${stop}`)
  await jobStatus(arm, 'watched', 'Completed')
  const told = await eventually('the end is told', async () => {
    const shown = await notifications(page)
    return shown.length > 0 && shown
  })
  expect(told).toEqual(['watched: Completed | watched in contoso-research'])
  await expect(page).toHaveTitle(/^\(1\) Models/)

  await page.getByRole('button', { name: 'Watched jobs, 1 ended' }).click()
  await expect(page).toHaveTitle(/^Models/)
  await page.getByRole('menuitem', { name: /watched · Completed/ }).click()
  await expect(page).toHaveTitle(/^✓ watched/)
  await page.getByRole('button', { name: 'Watched jobs' }).click()
  await page.getByRole('menuitem', { name: 'Forget those that ended' }).click()
  await expect(page.getByRole('button', { name: 'Watched jobs' })).toHaveCount(0)
})

test('a job shows what it costs, or that nobody knows', async ({ page, arm, openAs, workspaceQuery }) => {
  const computeId = await createCluster(arm, 'priced', 1)
  await submitJob(arm, 'known-size', 'sleep 2', { computeId })
  await submitJob(arm, 'unknown-size', 'true')
  await jobStatus(arm, 'known-size', 'Completed')
  await jobStatus(arm, 'unknown-size', 'Completed')

  await openAs('owner', `/runs/known-size?${workspaceQuery}`)
  await page.getByRole('button', { name: /^[≈<] ?\$/ }).click()
  const how = page.getByRole('dialog', { name: 'How the cost is estimated' })
  await expect(how).toContainText(/\$0\.29\/h × 1 node × \d+ s = /)
  await expect(how).toContainText('Standard_DS3_v2 in eastus')

  await page.goto(page.url().replace('known-size', 'unknown-size'))
  await page.getByRole('button', { name: 'unknown', exact: true }).click()
  await expect(how).toContainText('does not say what size of nodes')
})

test('a job shows what came of it, and its JSON opens no door', async ({ page, arm, openAs, workspaceQuery }) => {
  const secret = 'https://store.blob.core.windows.net/data/x.csv?sv=2023-11-03&sp=r&sig=abcdefghijklmnopqrstuvwxyz'
  await submitJob(arm, 'origin', 'echo made', {
    environmentVariables: { DATA_URL: secret, API_KEY: 'k-1234567890', EPOCHS: '5' },
    services: { board: { jobServiceType: 'Custom', endpoint: 'javascript:alert(1)' } },
  })
  await jobStatus(arm, 'origin', 'Completed')
  await submitJob(arm, 'its-copy', 'echo again', { properties: { 'trainyard.copyOf': 'origin' } })
  await arm.workspace('PUT', '/models/made-model/versions/3', {
    properties: {
      modelType: 'custom_model',
      modelUri: 'azureml://jobs/origin/outputs/artifacts/paths/user_logs',
      jobName: 'origin',
    },
  })
  await openAs('owner', `/runs/origin?${workspaceQuery}`)
  const card = page.getByRole('region', { name: 'Came of it' })
  await expect(card.getByRole('link', { name: 'made-model:3' })).toBeVisible()
  await expect(card.getByRole('link', { name: 'its-copy' })).toBeVisible()

  await page.getByRole('link', { name: 'JSON' }).click()
  const json = page.getByRole('region', { name: 'origin.json' })
  await expect(json).toContainText('"EPOCHS": "5"')
  await expect(json).not.toContainText('sig=')
  await expect(json).not.toContainText('k-1234567890')
  await page.getByRole('radio', { name: 'Run details' }).check({ force: true })
  await expect(json).toContainText('user_logs/std_log.txt')
  await expect(json).not.toContainText('sig=')
  await page.getByRole('searchbox', { name: 'Search' }).fill('std_log')
  await expect(page.getByText(/^1 of \d+$/)).toBeVisible()

  await more(page, 'Copy link')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toContain('tab=json')
  expect(link).toContain('source=details')
})
