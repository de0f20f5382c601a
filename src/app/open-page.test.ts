import { beforeEach, expect, test, vi } from 'vitest'
import { forgetPages, openPage, pageKey, type PageModule } from './open-page.ts'

const Page = () => null
const at = (pathname: string, search = '') => ({ pathname, search, hash: '', state: null, key: 'k', mask: undefined })
const aPage = (loader?: PageModule['loader']) => () => Promise.resolve({ Component: Page, ...(loader && { loader }) })

beforeEach(() => {
  forgetPages()
  vi.stubGlobal('location', { origin: 'http://studio' })
})

test('filters and tabs are views of one page; a path, a workspace or a tenant makes another', () => {
  const key = pageKey(at('/jobs', '?wsid=a&tid=t&q=x'))
  expect(pageKey(at('/jobs', '?q=other&tid=t&wsid=a'))).toBe(key)
  expect(pageKey(at('/home', '?wsid=a&tid=t'))).not.toBe(key)
  expect(pageKey(at('/jobs', '?wsid=b&tid=t'))).not.toBe(key)
  expect(pageKey(at('/jobs', '?wsid=a&tid=u'))).not.toBe(key)
})

test("a page's loader runs once for all renderings of a visit, with the link it is for", async () => {
  const loader = vi.fn<NonNullable<PageModule['loader']>>()
  const load = aPage(loader)
  await openPage(load, at('/runs/j', '?wsid=a'), { jobName: 'j' })
  await openPage(load, at('/runs/j', '?wsid=a&tab=logs'), { jobName: 'j' })
  expect(loader).toHaveBeenCalledTimes(1)
  expect(loader.mock.calls[0]?.[0]).toMatchObject({ params: { jobName: 'j' } })
  expect(loader.mock.calls[0]?.[0].request.url).toBe('http://studio/runs/j?wsid=a')
})

test('a later visit, two pages on, runs the loader again', async () => {
  const loader = vi.fn<NonNullable<PageModule['loader']>>()
  await openPage(aPage(loader), at('/a'), {})
  await openPage(aPage(), at('/b'), {})
  await openPage(aPage(), at('/c'), {})
  await openPage(aPage(loader), at('/a'), {})
  expect(loader).toHaveBeenCalledTimes(2)
})

test('a loader may send the reader elsewhere', async () => {
  const load = aPage(() => new Response(null, { status: 302, headers: { location: '/jobs?experiment=x' } }))
  expect(await openPage(load, at('/experiments/x'), {})).toEqual({ redirectTo: '/jobs?experiment=x' })
})

test('a failure stays for the renderings of its visit and is forgotten for the next', async () => {
  const loader = vi.fn<NonNullable<PageModule['loader']>>(() => Promise.reject(new Error('404')))
  await expect(openPage(aPage(loader), at('/a'), {})).rejects.toThrow('404')
  await expect(openPage(aPage(loader), at('/a'), {})).rejects.toThrow('404')
  expect(loader).toHaveBeenCalledTimes(1)
  forgetPages()
  await expect(openPage(aPage(loader), at('/a'), {})).rejects.toThrow('404')
  expect(loader).toHaveBeenCalledTimes(2)
})
