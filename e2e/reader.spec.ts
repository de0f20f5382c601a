import { createCluster, jobStatus, submitJob } from './support/arm-client.ts'
import { expect, test } from './support/test.ts'

test('a reader sees everything and is told why nothing can be changed', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  await createCluster(arm, 'for-readers', 1)
  await submitJob(arm, 'read-only', 'echo for everybody')
  await jobStatus(arm, 'read-only', 'Completed')

  await openAs('reader', `/jobs?${workspaceQuery}`)
  await expect(page.getByRole('row', { name: /read-only/ })).toBeVisible()
  const newJob = page.getByRole('button', { name: 'New job' })
  await expect(newJob).toHaveAttribute('aria-disabled', 'true')
  await expect(newJob).toHaveAccessibleDescription(/does not allow jobs\/write/)

  await page.getByRole('link', { name: 'read-only' }).first().click()
  await expect(page.getByRole('button', { name: 'Register model' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('link', { name: 'Logs' }).click()
  await expect(page.getByRole('log')).toContainText('for everybody')

  await page.getByRole('link', { name: 'Compute', exact: true }).click()
  await expect(page.getByRole('row', { name: /for-readers/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /New cluster/ })).toHaveAttribute('aria-disabled', 'true')
})

test('a call that a reader forces past the page gets the 403 of ARM, with action and scope', async ({
  page,
  arm,
  openAs,
  workspaceQuery,
}) => {
  // The page believes what it was told about roles; here it is told that everything is allowed.
  await page.route('**/providers/Microsoft.Authorization/permissions**', (route) =>
    route.fulfill({
      headers: { 'access-control-allow-origin': '*' },
      json: { value: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }] },
    }),
  )
  await openAs('reader', `/compute/new?${workspaceQuery}`)
  await page.getByLabel('Name').first().fill('forced')
  await page.getByRole('button', { name: 'Create cluster' }).click()
  const refusal = page.getByRole('alert').filter({ hasText: 'AuthorizationFailed' })
  await expect(refusal).toContainText('Microsoft.MachineLearningServices/workspaces/computes/write')
  await expect(refusal).toContainText(arm.workspaceId)
  const answer = await arm.call('GET', `${arm.workspaceId}/computes/forced?api-version=2025-09-01`)
  expect(answer.status).toBe(404)
})
