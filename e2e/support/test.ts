import { test as base, expect, type Page } from '@playwright/test'
import { armClient, type ArmClient } from './arm-client.ts'
import { startEmulatorProcess, type EmulatorProcess } from './emulator-process.ts'

export type Account = 'owner' | 'reader'

/** Names as the local sign-in page shows them. */
export const accounts: Record<Account, RegExp> = { owner: /Olivia Owner/, reader: /Rhea Reader/ }

type Fixtures = {
  /** An emulator for this test alone, for tests that kill it. */
  ownEmulator: EmulatorProcess
  arm: ArmClient
  /** Opens an address of the studio and signs in at the local sign-in page. */
  openAs: (account: Account, path?: string, page?: Page) => Promise<void>
  /** `wsid=…&tid=…` of the default workspace, as the CLI's links carry it. */
  workspaceQuery: string
}

/**
 * Every worker has one emulator with a data folder of its own; tests in it take names of their own. The page fails
 * the test when it throws or breaks its content security policy.
 */
export const test = base.extend<Fixtures, { emulator: EmulatorProcess }>({
  emulator: [
    // Playwright reads the fixtures a fixture needs from this parameter's pattern, so it must be there.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const emulator = await startEmulatorProcess()
      await use(emulator)
      await emulator.dispose()
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  ownEmulator: async ({}, use) => {
    const emulator = await startEmulatorProcess()
    await use(emulator)
    await emulator.dispose()
  },
  arm: async ({ emulator }, use) => use(await armClient(emulator.ready)),
  workspaceQuery: async ({ emulator }, use) => use(workspaceQueryOf(emulator)),
  page: async ({ page }, use) => {
    const crashes: string[] = []
    page.on('pageerror', (error) => crashes.push(error.stack || error.message || String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) crashes.push(message.text())
    })
    await use(page)
    expect(crashes, 'errors thrown in the page').toEqual([])
  },
  openAs: async ({ emulator, page }, use) =>
    use(async (account, path = '/', other = page) => {
      await other.goto(new URL(path, emulator.ready.studio).href)
      await signIn(other, account)
    }),
})

export function workspaceQueryOf({ ready }: EmulatorProcess) {
  const wsid = `/subscriptions/${ready.subscriptionId}/resourcegroups/${ready.resourceGroup}/workspaces/${ready.workspace}`
  return `wsid=${wsid}&tid=${ready.tenantId}`
}

/** Chooses an account at the local sign-in page and waits until the studio shows it. */
export async function signIn(page: Page, account: Account) {
  await page.getByRole('button', { name: accounts[account] }).click()
  await expect(page.getByRole('banner')).toContainText(accounts[account])
}

/** The state of a job or a compute, as the heading of its page shows it. */
export const statusOf = (page: Page) => page.getByRole('main').locator('header')

export { expect }
