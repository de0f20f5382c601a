import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { armError, owner, reader, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { JobsPage } from './JobsPage.tsx'

afterEach(cleanup)

const aJob = (name: string, status: string, displayName = name) => ({
  id: `/jobs/${name}`,
  name,
  properties: { jobType: 'Command', command: 'true', environmentId: 'e', experimentName: 'iris', status, displayName },
  systemData: { createdAt: '2026-03-01T10:00:00Z', createdBy: 'Ada' },
})

function aWorkspace(jobs: unknown[], permissions: FakeAnswer = owner) {
  return setUpFakeAzure(({ path, method }) => {
    if (path.endsWith('/permissions')) return permissions
    if (path === '/jobs') return { body: { value: jobs } }
    if (method === 'POST' && path.endsWith('/cancel')) return { status: 202 }
    return undefined
  })
}

const row = (name: RegExp) => screen.findByRole('row', { name })

/** An item of a row's menu, opened by what the browser tells it: happy-dom has no popovers. */
async function menuItem(job: RegExp, name: RegExp) {
  const menu = within(await row(job)).getByRole('menu', { hidden: true })
  fireEvent(menu, Object.assign(new Event('beforetoggle'), { newState: 'open' }))
  return within(menu).getByRole('menuitem', { name, hidden: true })
}

const cancelItem = (job: RegExp) => menuItem(job, /Cancel/)

/** Chooses Cancel once the roles are known, and answers the question. */
async function cancel(job: RegExp) {
  const item = await cancelItem(job)
  await waitFor(() => expect(item.getAttribute('aria-disabled')).toBeNull())
  fireEvent.click(item)
  const dialog = await screen.findByRole('dialog', { name: 'Cancel this job?' })
  return { dialog, confirm: () => fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel job' })) }
}

describe('the jobs page', () => {
  test('lists jobs by name, status and experiment', async () => {
    aWorkspace([aJob('calm_fox', 'Running', 'Iris nightly'), aJob('sad_owl', 'Failed')])
    renderPage(<JobsPage />)
    const running = await row(/Iris nightly/)
    expect(within(running).getByText('Running')).toBeDefined()
    expect(within(running).getByRole('link', { name: 'Iris nightly' }).getAttribute('href')).toContain(
      '/runs/calm_fox?',
    )
    expect(screen.getByText('2 jobs')).toBeDefined()
  })

  test('jobs are chosen one by one or as a range, to be compared', async () => {
    aWorkspace(['one', 'two', 'three', 'four'].map((name) => aJob(name, 'Completed')))
    renderPage(<JobsPage />)
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Choose one' }))
    const bar = await screen.findByRole('region', { name: 'Chosen jobs' })
    const compare = within(bar).getByRole('button', { name: 'Compare' })
    expect(compare.getAttribute('aria-disabled')).toBe('true')
    expect(within(bar).getByText(/at least two/)).toBeDefined()

    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose three' }), { shiftKey: true })
    expect(within(bar).getByText('3 jobs chosen')).toBeDefined()
    expect(within(bar).getByRole('link', { name: 'Compare' }).getAttribute('href')).toMatch(
      /^\/compare\?runs=one%2Ctwo%2Cthree&/,
    )

    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose two' }))
    expect(within(bar).getByText('2 jobs chosen')).toBeDefined()
    fireEvent.click(within(bar).getByRole('button', { name: 'Clear' }))
    expect(screen.queryByRole('region', { name: 'Chosen jobs' })).toBeNull()
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose one' }).checked).toBe(false)
  })

  test('shows a status it has never heard of as it is', async () => {
    aWorkspace([aJob('calm_fox', 'Hibernating')])
    renderPage(<JobsPage />)
    expect(within(await row(/calm_fox/)).getByText('Hibernating')).toBeDefined()
  })

  test('looks past a page that is empty, and not for ever at a link that repeats itself', async () => {
    const nextLink = 'https://arm.test/more'
    const requests = setUpFakeAzure(({ path }) => {
      if (path.endsWith('/permissions')) return owner
      if (path === '/jobs') return { body: { value: [], nextLink } }
      return path === '/more' ? { body: { value: [aJob('calm_fox', 'Completed')], nextLink } } : undefined
    })
    renderPage(<JobsPage />)
    expect(await row(/calm_fox/)).toBeDefined()
    expect(await screen.findByText('1 job')).toBeDefined()
    expect(requests.filter(({ path }) => path === '/more')).toHaveLength(1)
  })

  test('keeps its filter in the address and can clear it', async () => {
    aWorkspace([aJob('calm_fox', 'Running'), aJob('sad_owl', 'Failed')])
    renderPage(<JobsPage />, '/jobs?status=Failed')
    await row(/sad_owl/)
    expect(screen.queryByRole('row', { name: /calm_fox/ })).toBeNull()
    fireEvent.change(screen.getByRole('searchbox', { name: 'Filter jobs' }), { target: { value: 'zebra' } })
    await screen.findByText('No job matches')
    expect(screen.getByLabelText('address').textContent).toContain('q=zebra')
    fireEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
    await row(/calm_fox/)
    expect(screen.getByLabelText('address').textContent).toContain('wsid=')
  })

  test('cancels a job after asking', async () => {
    const requests = aWorkspace([aJob('calm_fox', 'Running', 'Iris nightly')])
    renderPage(<JobsPage />)
    const { confirm } = await cancel(/Iris nightly/)
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
    confirm()
    await waitFor(() => expect(requests.some(({ path }) => path === '/jobs/calm_fox/cancel')).toBe(true))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  test('says why a cancel was refused, and keeps asking', async () => {
    setUpFakeAzure(({ path }) => {
      if (path.endsWith('/permissions')) return owner
      if (path === '/jobs') return { body: { value: [aJob('calm_fox', 'Running')] } }
      return armError(409, 'Conflict', 'The job has just ended.')
    })
    renderPage(<JobsPage />)
    const { dialog, confirm } = await cancel(/calm_fox/)
    confirm()
    expect(await within(dialog).findByText('The job has just ended.')).toBeDefined()
  })

  test('does not let a job that has ended be cancelled, and says why', async () => {
    aWorkspace([aJob('calm_fox', 'Completed')])
    renderPage(<JobsPage />)
    const item = await cancelItem(/calm_fox/)
    await waitFor(() => expect(item.textContent).toContain('The job has ended.'))
    fireEvent.click(item)
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('shows a reader everything and lets them change nothing', async () => {
    aWorkspace([aJob('calm_fox', 'Running')], reader)
    renderPage(<JobsPage />)
    const item = await cancelItem(/calm_fox/)
    await waitFor(() => expect(item.textContent).toContain('jobs/cancel/action'))
    expect(screen.getByRole('button', { name: 'New job' }).getAttribute('aria-disabled')).toBe('true')
    const duplicate = await menuItem(/calm_fox/, /Duplicate/)
    expect(duplicate.textContent).toContain('jobs/write')
  })

  test('does not lead a reader to what they may not do', async () => {
    aWorkspace([], reader)
    renderPage(<JobsPage />)
    const sample = await screen.findByRole('button', { name: 'Try the iris sample' })
    await waitFor(() => expect(sample.parentElement?.textContent).toContain('jobs/write'))
    expect(screen.queryByRole('link', { name: 'New job' })).toBeNull()
  })

  test('leads the way when there is nothing', async () => {
    aWorkspace([])
    renderPage(<JobsPage />)
    const link = await screen.findByRole('link', { name: 'Try the iris sample' })
    expect(link.getAttribute('href')).toContain('sample=iris')
  })

  test('says what is wrong when the jobs cannot be listed', async () => {
    setUpFakeAzure(({ path }) =>
      path === '/jobs' ? armError(403, 'AuthorizationFailed', 'No right to perform action.') : owner,
    )
    renderPage(<JobsPage />)
    expect(await screen.findByText('No right to perform action.')).toBeDefined()
  })
})
