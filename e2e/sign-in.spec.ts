import { submitJob } from './support/arm-client.ts'
import { accounts, expect, signIn, test } from './support/test.ts'

test('the owner signs in, sees account and tenant, and signs out', async ({ page, openAs }) => {
  await openAs('owner')
  await expect(page.getByRole('banner')).toContainText('Contoso Research')
  await expect(page.getByRole('link', { name: 'contoso-research' })).toBeVisible()

  await page.getByRole('button', { name: /Account Olivia Owner/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: accounts.reader }), 'the provider asks who it is').toBeVisible()
})

test('the reader signs in and changes to another account', async ({ page, openAs }) => {
  await openAs('reader')
  await page.getByRole('button', { name: /Account Rhea Reader/ }).click()
  await page.getByRole('menuitem', { name: 'Use another account' }).click()
  await signIn(page, 'owner')
})

test('a sign-in that was cancelled says so and can be tried again', async ({ page, emulator }) => {
  await page.goto(emulator.ready.studio)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, 'owner')
})

test('the link that the CLI prints survives the sign-in', async ({ page, arm, emulator, openAs, workspaceQuery }) => {
  await submitJob(arm, 'deep-link', 'echo hello')
  await openAs('owner', `/runs/deep-link?${workspaceQuery}&tab=logs`)
  await expect(page).toHaveURL(new URL(`/runs/deep-link?${workspaceQuery}&tab=logs`, emulator.ready.studio).href)
  await expect(page.getByRole('heading', { level: 1, name: 'deep-link' })).toBeVisible()
  await expect(page.getByRole('log')).toContainText('hello')
})

test('a link that leads nowhere says what is missing', async ({ page, openAs, workspaceQuery, emulator }) => {
  await openAs('owner', `/runs/never-submitted?${workspaceQuery}`)
  await expect(page.getByRole('main')).toContainText(/never-submitted/)
  await expect(page.getByRole('main')).toContainText(/job/i)

  await page.goto(new URL('/jobs?wsid=../../somewhere', emulator.ready.studio).href)
  await expect(page.getByRole('main')).toContainText(/wsid/)
})

test('an access token that expired is renewed without asking', async ({ page, openAs, workspaceQuery }) => {
  await openAs('owner', `/jobs?${workspaceQuery}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Jobs' })).toBeVisible()
  // The page's own clock is what MSAL goes by.
  await page.clock.install()
  const renewal = page.waitForResponse((response) => response.url().includes('/oauth2/v2.0/token') && response.ok())
  await page.clock.fastForward('00:59:30')
  await page.getByRole('link', { name: 'Compute', exact: true }).click()
  expect((await renewal).request().postData()).toContain('grant_type=refresh_token')
  await expect(page.getByRole('heading', { level: 1, name: 'Compute' })).toBeVisible()
})
