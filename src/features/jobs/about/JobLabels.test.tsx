import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { armError, owner, reader, setUpFakeAzure, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { JobPage } from '../JobPage.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

type Labels = { displayName?: string | null; description?: string | null; tags?: Record<string, string> }

/** A workspace with one job whose labels somebody else can change, and the page of the job. */
function show({
  labels,
  permissions = owner,
  refuse,
}: {
  labels: Labels
  permissions?: FakeAnswer
  refuse?: FakeAnswer
}) {
  const stored = { labels }
  const requests = setUpFakeAzure(({ method, path, body }) => {
    if (path.endsWith('/permissions')) return permissions
    if (path === '/jobs/calm_fox') {
      if (method === 'PUT') {
        if (refuse) return refuse
        // What a page sends is the definition with its labels.
        stored.labels = (body as { properties: Labels }).properties
      }
      const properties = {
        jobType: 'Command',
        status: 'Completed',
        command: 'true',
        environmentId: 'e',
        ...stored.labels,
      }
      return { body: { id: '/jobs/calm_fox', name: 'calm_fox', properties } }
    }
    if (path.endsWith('/runs/calm_fox')) return { body: { runId: 'calm_fox' } }
    if (path.endsWith('/details')) return { body: { runId: 'calm_fox', status: 'Completed' } }
    if (path === '/jobs' || path === '/models') return { body: { value: [] } }
    return undefined
  })
  renderPage(
    <Suspense>
      <JobPage />
    </Suspense>,
    '/runs/calm_fox',
    '/runs/:jobName',
  )
  return { stored, puts: () => requests.filter(({ method }) => method === 'PUT') }
}

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const type = (name: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })

/** Buttons are enabled once the role of the account is known. */
const ready = (name: string) =>
  waitFor(() => expect(screen.getByRole('button', { name }).getAttribute('aria-disabled')).toBeNull())

describe('the labels of a job', () => {
  test('are still being edited when somebody comes back from another page', async () => {
    const { stored } = show({ labels: { displayName: 'Old', tags: { team: 'a' } } })
    await ready('Rename')
    await press('Rename')
    type('Name', 'Half typed')
    await press('Edit the tags')
    type('Value of team', 'b')
    cleanup()

    const again = show({ labels: stored.labels })
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })).value).toBe('Half typed')
    await ready('Edit the tags')
    await press('Edit the tags')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Value of team' }).value).toBe('b')
    await press('Save')
    await waitFor(() => expect(again.stored.labels.tags).toEqual({ team: 'b' }))
    await press('Rename')
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Name' }), { key: 'Escape' })
    cleanup()

    show({ labels: again.stored.labels })
    await ready('Rename')
    expect(screen.queryByRole('textbox')).toBeNull()
  })

  test('are edited in their place, and Escape gives up', async () => {
    const { puts } = show({ labels: { displayName: 'Old', description: 'About it', tags: { team: 'a' } } })
    await screen.findByText('About it')
    await ready('Rename')
    await press('Rename')
    type('Name', 'New')
    fireEvent.keyDown(screen.getByRole('textbox', { name: 'Name' }), { key: 'Escape' })
    expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull()
    expect(puts()).toEqual([])

    await press('Rename')
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Old')
    type('Name', 'New')
    fireEvent.submit(screen.getByRole('form', { name: 'Edit the name' }))
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('New'))
    expect(puts()[0]?.body).toMatchObject({ properties: { displayName: 'New', tags: { team: 'a' } } })
  })

  test('keep what was typed when the service refuses it, and say why at the field', async () => {
    show({ labels: { displayName: 'Old' }, refuse: armError(400, 'UserError', 'The name is too long.') })
    await ready('Rename')
    await press('Rename')
    type('Name', 'Far too long')
    await press('Save')
    expect((await within(screen.getByRole('form')).findByRole('alert')).textContent).toContain('The name is too long.')
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Far too long')
    expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true')
  })

  test('that somebody else changed meanwhile are shown in both versions, and theirs can be taken', async () => {
    const { stored, puts } = show({ labels: { description: 'Before' } })
    await screen.findByText('Before')
    await ready('Edit the description')
    await press('Edit the description')
    type('Description', 'Mine')
    stored.labels = { description: 'Theirs' }
    await press('Save')
    const versions = within(await screen.findByRole('row', { name: /Description/ }))
    expect(versions.getByText('Theirs')).toBeDefined()
    expect(versions.getByText('Mine')).toBeDefined()
    expect(puts()).toEqual([])

    await press('Take theirs')
    expect(screen.getByRole('textbox', { name: 'Description' })).toHaveProperty('value', 'Theirs')
    type('Description', 'Both')
    await press('Save')
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Description' })).toBeNull())
    expect(stored.labels.description).toBe('Both')
  })

  test('are tags that are added, changed and removed in one request', async () => {
    const { stored, puts } = show({ labels: { tags: { team: 'a', stage: 'draft' } } })
    await ready('Edit the tags')
    await press('Edit the tags')
    type('Value of team', 'b')
    await press('Remove stage')
    const names = screen.getAllByRole('textbox', { name: 'Tag name' })
    const last = names.at(-1)
    if (!last) throw new Error('There is no line for another tag')
    fireEvent.change(last, { target: { value: 'fresh' } })
    await press('Save')
    await waitFor(() => expect(stored.labels.tags).toEqual({ team: 'b', fresh: '' }))
    expect(puts()).toHaveLength(1)
  })

  test('cannot be two tags of one name', async () => {
    const { puts } = show({ labels: { tags: { team: 'a' } } })
    await ready('Edit the tags')
    await press('Edit the tags')
    const last = screen.getAllByRole('textbox', { name: 'Tag name' }).at(-1)
    if (!last) throw new Error('There is no line for another tag')
    fireEvent.change(last, { target: { value: 'team' } })
    await press('Save')
    expect(within(screen.getByRole('form')).getByRole('alert').textContent).toContain('There is a tag team above')
    expect(puts()).toEqual([])
  })

  test('are for a reader to look at', async () => {
    show({ labels: { tags: { team: 'a' } }, permissions: reader })
    await waitFor(() => expect(screen.getAllByText(/does not allow jobs\/write/).length).toBeGreaterThan(0))
    expect(screen.getByRole('button', { name: 'Edit the tags' }).getAttribute('aria-disabled')).toBe('true')
  })
})
