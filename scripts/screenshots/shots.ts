import type { Browser, Page } from '@playwright/test'
import type { EmulatorProcess } from '../../e2e/support/emulator-process.ts'
import { accounts, signIn, type Account } from '../../e2e/support/test.ts'

/** What is in a picture: name, account, path with its query, and what must be in sight before it is taken. */
export type Shot = {
  name: string
  account?: Account
  path: string
  seen: string | RegExp
  /** The window as it stands: what is in sight of a dialog, or beside a long form. Else the whole page. */
  isWindow?: boolean
  /** The whole page, laid out for a window of the usual height: what is as high as the window stays so. */
  isPage?: boolean
  act?: (page: Page) => Promise<void>
  /** What must be undone before the next picture. */
  after?: (page: Page) => Promise<void>
}

const looks = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ width, theme })))

/** A browser with nobody signed in for each look. A picture that fails is told and left out. */
export async function takeAll(browser: Browser, { ready }: EmulatorProcess, shots: readonly Shot[], folder: string) {
  for (const { width, theme } of looks) {
    for (const account of ['owner', 'reader'] as const) {
      const mine = shots.filter((shot) => (shot.account ?? 'owner') === account)
      if (mine.length === 0) continue
      const context = await browser.newContext({
        viewport: { width, height: 800 },
        colorScheme: theme,
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      context.setDefaultTimeout(20_000)
      const page = await context.newPage()
      // A page with something under way asks whether it may be left.
      page.on('dialog', (dialog) => void dialog.accept())
      await page.goto(ready.studio)
      await page.getByRole('button', { name: accounts[account] }).waitFor()
      if (account === 'owner') await page.screenshot({ path: `${folder}/sign-in-${width}-${theme}.png` })
      await signIn(page, account)
      for (const shot of mine) {
        const picture = `${shot.name}-${width}-${theme}`
        try {
          await page.goto(new URL(shot.path, ready.studio).href)
          await page.getByText(shot.seen).filter({ visible: true }).first().waitFor()
          await shot.act?.(page)
          await take(page, shot, `${folder}/${picture}.png`)
        } catch (cause) {
          console.error(`${picture}: ${cause instanceof Error ? cause.message : String(cause)}`)
          process.exitCode = 1
          await page.screenshot({ path: `${folder}/${picture}-failed.png` })
        }
        await shot.after?.(page)
      }
      await context.close()
    }
  }
}

/** Charts and editors follow a change of size or text a moment later, and say so by no event. */
const settleMs = 600

async function take(page: Page, { isWindow, isPage }: Shot, path: string) {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 }
  const grows = !isWindow && !isPage
  if (grows) {
    // So that what sticks to the window's edges, or is drawn only in sight, is where it belongs.
    const whole = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height: Math.max(height, whole) })
  }
  await page.waitForTimeout(settleMs)
  if (isPage) await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path, fullPage: isPage === true })
  if (grows) await page.setViewportSize({ width, height })
}

/** Waits for the YAML editor where there is room for it beside the form. */
export async function editorStands(page: Page) {
  if ((page.viewportSize()?.width ?? 0) > 1100) await page.locator('.monaco-editor .view-line').first().waitFor()
}
