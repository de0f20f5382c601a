import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { makeWheel } from '../emulator/testing/make-wheel.ts'
import { armClient, createCluster, jobStatus, submitJob, type ArmClient } from './support/arm-client.ts'
import { newName } from './support/new-name.ts'
import { requestsOf, settle, show } from './support/quiet.ts'
import { expect, signIn, statusOf, test, workspaceQueryOf } from './support/test.ts'

const why = (page: Page) => page.getByRole('region', { name: 'Why the job waits' })

/** Runs until its twin cancels it: a job that has a node for as long as the test likes. */
const forever = 'sleep 600'

const cancel = (arm: ArmClient, jobName: string) => arm.workspace('POST', `/jobs/${jobName}/cancel`)

test('a job behind two others on a cluster of one node says so by name and place, and follows as they end', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const computeId = await createCluster(arm, newName('one'), 1)
  const [first, second, mine] = [newName('first'), newName('second'), newName('mine')]
  await submitJob(arm, first, forever, { computeId, displayName: 'Nightly' })
  await jobStatus(arm, first, 'Running')
  await submitJob(arm, second, forever, { computeId })
  await submitJob(arm, mine, 'echo it is my turn', { computeId })

  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('2 jobs are ahead on')
  await expect(why(page)).toContainText('“Nightly” is running')
  await expect(why(page).getByRole('list', { name: 'Jobs ahead' }).getByRole('listitem')).toHaveCount(2)
  await expect(why(page).getByRole('link', { name: second })).toBeVisible()
  await expect(why(page)).toContainText('number 2 in line, by time of submission')

  await cancel(arm, first)
  await expect(why(page)).toContainText('1 job is ahead on')
  await expect(why(page)).toContainText(`“${second}” is running`)
  await expect(why(page)).toContainText('the next in line')

  await cancel(arm, second)
  await expect(statusOf(page)).toContainText('Completed', { timeout: 30_000 })
  const phases = page.getByRole('list', { name: 'Phases of the job' })
  await expect(phases).toContainText('Queue')
  await expect(phases).toContainText('Running')
})

test('more nodes can be allowed from the page of the job that waits, which then starts', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const clusterName = newName('small')
  const computeId = await createCluster(arm, clusterName, 1)
  const [first, mine] = [newName('first'), newName('mine')]
  await submitJob(arm, first, forever, { computeId })
  await jobStatus(arm, first, 'Running')
  await submitJob(arm, mine, 'echo here I go', { computeId })

  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await why(page).getByRole('button', { name: 'Raise max nodes' }).click()
  const dialog = page.getByRole('dialog', { name: `Raise the maximum of ${clusterName}` })
  await expect(dialog.getByLabel('Maximum nodes')).toHaveValue('2')
  await dialog.getByLabel('Maximum nodes').fill('1')
  await expect(dialog).toContainText('A whole number above 1')
  await dialog.getByLabel('Maximum nodes').fill('2')
  await dialog.getByRole('button', { name: 'Raise' }).click()
  await expect(dialog).toBeHidden()
  await jobStatus(arm, mine, 'Completed')
  await expect(why(page)).toBeHidden()
  await cancel(arm, first)
})

test('a cluster that may have no nodes says so, and what to do', async ({ page, arm, openAs, workspaceQuery }) => {
  const computeId = await createCluster(arm, newName('none'), 0)
  const mine = newName('mine')
  await submitJob(arm, mine, 'echo at last', { computeId })
  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('its maximum is 0')
  await why(page).getByRole('button', { name: 'Raise max nodes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Raise' }).click()
  await jobStatus(arm, mine, 'Completed')
  await expect(why(page)).toBeHidden()
})

test('a reader sees the whole explanation and why nothing can be done about it', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const computeId = await createCluster(arm, newName('read'), 1)
  const [first, mine] = [newName('first'), newName('mine')]
  await submitJob(arm, first, forever, { computeId })
  await jobStatus(arm, first, 'Running')
  await submitJob(arm, mine, 'echo', { computeId })

  await openAs('reader', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('1 job is ahead on')
  await expect(why(page)).toContainText(`“${first}” is running`)
  const raise = why(page).getByRole('button', { name: 'Raise max nodes' })
  await expect(raise).toHaveAttribute('aria-disabled', 'true')
  await expect(raise).toHaveAccessibleDescription(/does not allow computes\/write/)
  await expect(why(page).getByRole('button', { name: 'Cancel the job' })).toHaveAttribute('aria-disabled', 'true')
  await cancel(arm, first)
  await jobStatus(arm, mine, 'Completed')
})

test('what the page saw of a job survives a reload, and what it did not see is not made up', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  const computeId = await createCluster(arm, newName('seen'), 1)
  const [first, mine] = [newName('first'), newName('mine')]
  await submitJob(arm, first, forever, { computeId })
  await jobStatus(arm, first, 'Running')
  await submitJob(arm, mine, forever, { computeId })
  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toBeVisible()
  await cancel(arm, first)
  await jobStatus(arm, mine, 'Running')
  const phases = page.getByRole('list', { name: 'Phases of the job' }).getByRole('listitem')
  await expect(phases.filter({ hasText: 'Running' })).toBeVisible()
  const before = await phases.count()
  await page.reload()
  await expect(phases).toHaveCount(before)
  await cancel(arm, mine)
  await jobStatus(arm, mine, 'Canceled')

  // A tab that comes later saw nothing: what happened before the start is one stretch to it.
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await expect(phases).toHaveCount(3)
  await expect(phases.last()).toContainText('Canceled')
  await expect(phases.first()).toContainText('Waiting')
  await expect(phases.first()).toContainText('not told apart')
})

test('without the data plane the page still tells what ARM knows', async ({ page, arm, openAs, workspaceQuery }) => {
  const computeId = await createCluster(arm, newName('mute'), 1)
  const [first, mine] = [newName('first'), newName('mine')]
  await submitJob(arm, first, forever, { computeId })
  await jobStatus(arm, first, 'Running')
  await submitJob(arm, mine, 'echo', { computeId })
  await page.route('**/history/v1.0/**', (route) => route.abort())
  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('is busy', { timeout: 30_000 })
  await expect(why(page)).toContainText('Not known here: the other jobs on the compute', { timeout: 30_000 })
  await cancel(arm, first)
  await jobStatus(arm, mine, 'Completed')
})

test('the hidden page of a job that waits asks for nothing', async ({ page, arm, openAs, workspaceQuery }) => {
  const computeId = await createCluster(arm, newName('quiet'), 0)
  const mine = newName('mine')
  await submitJob(arm, mine, 'echo', { computeId })
  await page.clock.install()
  const requests = requestsOf(page)
  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('its maximum is 0')
  await show(page, 'hidden')
  await settle(page, requests)
  await page.clock.runFor(60_000)
  expect(requests.urls).toEqual([])
  await cancel(arm, mine)
})

test('a cluster whose quota is used up says so in numbers, and its job goes on once there is quota', async ({
  page,
  ownEmulator,
}) => {
  const arm = await armClient(ownEmulator.ready)
  const query = workspaceQueryOf(ownEmulator)
  const setting = async (settings: object) =>
    expect((await arm.call('POST', '/_trainyard/settings', settings)).ok).toBe(true)
  await setting({ familyCores: 8 })
  const greedy = await createCluster(arm, 'greedy', 2)
  await submitJob(arm, 'holder', forever, { computeId: greedy, resources: { instanceCount: 2 } })
  await jobStatus(arm, 'holder', 'Running')
  const starved = await createCluster(arm, 'starved', 2)
  await submitJob(arm, 'mine', 'echo cores at last', { computeId: starved })

  await page.goto(new URL(`/runs/mine?${query}`, ownEmulator.ready.studio).href)
  await signIn(page, 'owner')
  await expect(why(page)).toContainText('The quota “Standard DSv2 Family Cluster Dedicated vCPUs” is used up')
  await expect(why(page)).toContainText('8 of 8 cores are in use, and one more Standard_DS3_v2 node needs 4.')
  const holders = why(page).getByRole('list', { name: 'Who has the cores' })
  await expect(holders).toContainText('greedy has 8 cores')
  await expect(why(page).getByRole('link', { name: 'Duplicate for another VM size' })).toBeVisible()
  await why(page).getByRole('button', { name: 'Request quota' }).click()
  await expect(page.getByRole('dialog', { name: 'Request quota' })).toContainText('this job needs 12')
  await page.keyboard.press('Escape')

  await setting({ familyCores: 12 })
  await expect(why(page)).toBeHidden({ timeout: 30_000 })
  await jobStatus(arm, 'mine', 'Completed')
})

/** Serves a wheel, and keeps whoever asks for it waiting until it is let go. */
async function heldWheel(folder: string) {
  const name = newName('held')
  const wheel = await makeWheel(folder, { name, version: '1.0', files: { [`${name.replaceAll('-', '_')}.py`]: '' } })
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  const server = createServer((_request, response) => {
    void released.then(async () => response.end(await readFile(wheel)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on one.
  return {
    requirement: `${name} @ http://127.0.0.1:${port}/${basename(wheel)}`,
    release,
    close: () => server.close(),
  }
}

test('a job whose image is built leads to the log of the build, and then goes on', async ({
  page,
  arm,
  emulator,
  openAs,
  workspaceQuery,
}) => {
  const held = await heldWheel(join(emulator.ready.dataDir, newName('served')))
  const environment = `/environments/${newName('env')}/versions/1`
  const condaFile = `dependencies:\n  - pip:\n      - ${held.requirement}\n`
  await arm.workspace('PUT', environment, { properties: { image: 'localhost/python3', condaFile, osType: 'Linux' } })
  const mine = newName('mine')
  await submitJob(arm, mine, 'echo built', { environmentId: `${arm.workspaceId}${environment}` })

  await openAs('owner', `/runs/${mine}?${workspaceQuery}`)
  await expect(why(page)).toContainText('The image of the job’s environment is being built.')
  await why(page).getByRole('link', { name: 'Read the build log' }).click()
  await expect(page).toHaveURL(/tab=logs/)
  await expect(page.getByRole('log')).toContainText('127.0.0.1', { timeout: 30_000 })

  held.release()
  await jobStatus(arm, mine, 'Completed')
  await expect(why(page)).toBeHidden()
  held.close()
})
