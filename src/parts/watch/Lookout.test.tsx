import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { setUpFakeAzure, testQuery, testWorkspace } from '../../queries/testing/fake-azure.ts'
import { Toasts } from '../../ui/Toasts.tsx'
import { dismissToast, currentToasts } from '../../ui/toasts.ts'
import { renderPage } from '../testing/render-page.tsx'
import { WatchBell } from './WatchBell.tsx'
import { parseWatched } from './watched-jobs.ts'
import { storedWatched, watchedKey } from './watched-key.ts'

const account = 'olivia'
const wsid = new URLSearchParams(testQuery).get('wsid')

beforeEach(() => {
  localStorage.clear()
  for (const { id } of currentToasts()) dismissToast(id)
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const watch = (...jobs: string[]) =>
  localStorage.setItem(watchedKey(account), JSON.stringify(jobs.map((job) => ({ wsid, job, title: `Job ${job}` }))))

const aJob = (name: string, status: string) => ({
  id: `/jobs/${name}`,
  name,
  properties: { jobType: 'Command', status },
})

const show = () =>
  renderPage(
    <>
      <WatchBell />
      <Toasts />
    </>,
  )

describe('watched jobs', () => {
  test('cost one list, however many they are', async () => {
    watch('a', 'b', 'c')
    const requests = setUpFakeAzure(() => ({
      body: { value: ['a', 'b', 'c'].map((name) => aJob(name, 'Running')) },
    }))
    show()
    await waitFor(() => expect(requests.length).toBeGreaterThan(0))
    // Whatever follows the list would have been asked for with its answer.
    await screen.findByRole('button', { name: 'Watched jobs' })
    expect(requests.map(({ path }) => path)).toEqual(['/jobs'])
  })

  test('that ended are told by a toast where the browser allows no notification', async () => {
    watch('a')
    setUpFakeAzure(() => ({ body: { value: [aJob('a', 'Failed')] } }))
    show()
    expect(await screen.findByText('Job a: Failed')).toBeDefined()
    expect(await screen.findByRole('button', { name: 'Watched jobs, 1 ended' })).toBeDefined()
    expect(document.documentElement.dataset['mark']).toBe('(1) ')
    expect(parseWatched(storedWatched(account))[0]).toMatchObject({ ended: 'Failed', isSeen: false })
  })

  test('that are not on the newest page are asked for by themselves, and forgotten when they are gone', async () => {
    watch('old', 'gone')
    const requests = setUpFakeAzure(({ path }) => {
      if (path === '/jobs') return { body: { value: [], nextLink: 'https://arm.test/more' } }
      return path === '/jobs/old' ? { body: aJob('old', 'Completed') } : undefined
    })
    show()
    expect(await screen.findByText('Job old: Completed')).toBeDefined()
    await waitFor(() => expect(parseWatched(storedWatched(account)).map(({ jobName }) => jobName)).toEqual(['old']))
    expect(requests.map(({ path }) => path).toSorted()).toEqual(['/jobs', '/jobs/gone', '/jobs/old'])
  })

  test('are told by the browser where it is allowed', async () => {
    const shown: { title: string; tag: string }[] = []
    class Recorded extends EventTarget {
      static readonly permission = 'granted'
      constructor(title: string, { tag }: { tag: string }) {
        super()
        shown.push({ title, tag })
      }
    }
    vi.stubGlobal('Notification', Recorded)
    watch('a')
    setUpFakeAzure(() => ({ body: { value: [aJob('a', 'Completed')] } }))
    show()
    await waitFor(() => expect(shown.map(({ title }) => title)).toEqual(['Job a: Completed']))
    expect(shown[0]?.tag).toContain(`${testWorkspace.workspaceName}/a`)
    expect(screen.queryByText('Job a: Completed', { selector: '[aria-live] *' })).toBeNull()
  })

  test('that all have ended cost nothing', async () => {
    localStorage.setItem(watchedKey(account), JSON.stringify([{ wsid, job: 'a', title: 'A', ended: 'Completed' }]))
    const requests = setUpFakeAzure(() => undefined)
    show()
    await screen.findByRole('button', { name: 'Watched jobs, 1 ended' })
    expect(requests).toEqual([])
  })
})
