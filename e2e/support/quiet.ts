import { expect, type Page, type Request } from '@playwright/test'

/** What a page asks for from now on, pieces of its own code too: what they ask for comes after them. */
export function requestsOf(page: Page) {
  const urls: string[] = []
  const open = new Set<Request>()
  page.on('request', (request) => {
    urls.push(`${request.method()} ${request.url()}`)
    open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return { urls, open }
}

/** The page is quiet once all is answered, and nothing more was asked for in two looks after that. */
export async function settle(page: Page, { urls, open }: ReturnType<typeof requestsOf>) {
  for (let quietLooks = 0, before = -1; quietLooks < 2; quietLooks = before === urls.length ? quietLooks + 1 : 0) {
    before = urls.length
    // oxlint-disable-next-line no-await-in-loop -- each look comes after the answers to the one before
    await page.clock.runFor(2_000)
    // oxlint-disable-next-line no-await-in-loop
    await expect.poll(() => open.size, { message: 'requests without an answer' }).toBe(0)
  }
  urls.length = 0
}

/** Headless Chromium hides no tab by itself, so the page is told. */
export const show = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => visibility === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, state)
