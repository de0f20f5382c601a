import type { Page } from '@playwright/test'
import { jobStatus, submitJob } from './support/arm-client.ts'
import { requestsOf, settle, show } from './support/quiet.ts'
import { expect, statusOf, test } from './support/test.ts'

const minute = 60_000
const tabs = ['Overview', 'Metrics', 'Logs', 'Outputs', 'YAML', 'JSON']

const openTab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of the job' }).getByRole('link', { name, exact: true }).click()

const endings = [
  { status: 'Completed', command: 'mkdir outputs; echo 1 > outputs/one.txt; echo done' },
  { status: 'Failed', command: "echo begun; python -c 'import nowhere_to_be_found'" },
  { status: 'Canceled', command: 'echo begun; sleep 600' },
]

for (const { status, command } of endings) {
  test(`the page of a job that is ${status} asks for nothing while it stays open`, async ({
    page,
    arm,
    openAs,
    workspaceQuery,
  }) => {
    const name = `quiet-${status.toLowerCase()}`
    await submitJob(arm, name, command)
    if (status === 'Canceled') {
      await jobStatus(arm, name, 'Running')
      await arm.workspace('POST', `/jobs/${name}/cancel`)
    }
    await jobStatus(arm, name, status)
    await page.clock.install()
    const requests = requestsOf(page)
    await openAs('owner', `/runs/${name}?${workspaceQuery}`)
    await expect(statusOf(page)).toContainText(status)
    for (const tab of tabs) {
      await openTab(page, tab)
      await settle(page, requests)
      await page.clock.runFor(minute)
      expect(requests.urls, `asked by the tab ${tab}`).toEqual([])
    }
  })
}

test('a hidden tab asks for nothing, even while its job runs, and looks again when it is seen', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await submitJob(arm, 'quiet-hidden', 'for i in $(seq 1 900); do echo tick; sleep 0.2; done')
  await jobStatus(arm, 'quiet-hidden', 'Running')
  await page.clock.install()
  const requests = requestsOf(page)
  await openAs('owner', `/runs/quiet-hidden?${workspaceQuery}`)
  for (const tab of tabs) {
    await openTab(page, tab)
    await expect(statusOf(page)).toContainText('Running')
    await show(page, 'hidden')
    await settle(page, requests)
    await page.clock.runFor(minute)
    expect(requests.urls, `asked by the hidden tab ${tab}`).toEqual([])
    await show(page, 'visible')
    await expect
      .poll(() => requests.urls.length, { message: `asked by the tab ${tab} once it is seen again` })
      .toBeGreaterThan(0)
  }
})
