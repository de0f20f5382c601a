import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { armError, owner, reader, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { NewDataPage } from './NewDataPage.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const address = 'azureml://datastores/workspaceblobstore/paths/iris.csv'
const aVersion = (name: string, description: string) => ({
  id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1/data/iris/versions/${name}`,
  name,
  properties: { dataType: 'uri_file', dataUri: address, description, tags: {} },
  systemData: { createdAt: `2026-01-0${name}T00:00:00Z` },
})
const iris: Record<string, FakeAnswer> = {
  '/data/iris': { body: { name: 'iris', properties: { dataType: 'uri_file', nextVersion: '3' } } },
  '/data/iris/versions': { body: { value: [aVersion('1', 'first'), aVersion('2', 'second')] } },
  '/data/iris/versions/2': { body: aVersion('2', 'second') },
}

/** The page over a workspace with these answers. @returns what was asked so far */
function openPage(answers: Record<string, FakeAnswer> = {}, { path = '/data/new', permissions = owner } = {}) {
  const requests = setUpFakeAzure(({ method, path: asked, body }) => {
    if (asked.endsWith('/permissions')) return permissions
    return method === 'PUT' ? { status: 201, body } : answers[asked]
  })
  renderPage(<NewDataPage />, path)
  return { written: () => requests.filter(({ method }) => method === 'PUT') }
}

const field = (name: string) => screen.findByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${name}`) })
const fill = async (name: string, value: string) => fireEvent.change(await field(name), { target: { value } })
const register = async () => fireEvent.click(await screen.findByRole('button', { name: 'Register …' }))

test('an address is registered as the first version of a new name', async () => {
  const { written } = openPage()
  await fill('Name', 'petals')
  await fill('Place', 'https://example.org/petals/')
  await register()
  const dialog = await screen.findByRole('dialog', { name: 'Register version 1 of petals?' })
  expect(within(dialog).getByText(/no data asset of this name yet/)).toBeDefined()
  fireEvent.click(within(dialog).getByRole('button', { name: 'Register' }))
  expect(await screen.findByText(/\/data\/petals\/1\/details/)).toBeDefined()
  expect(written()).toMatchObject([
    {
      path: '/data/petals/versions/1',
      body: { properties: { dataType: 'uri_folder', dataUri: 'https://example.org/petals/' } },
    },
  ])
})

test('a new version is compared with the newest one there is', async () => {
  openPage(iris, { path: '/data/new?from=iris:2' })
  await fill('Description', 'third')
  await register()
  const dialog = await screen.findByRole('dialog', { name: 'Register version 3 of iris?' })
  expect(within(dialog).getByText('Version 2, the newest there is, and the new version 3.')).toBeDefined()
})

test('a version that exists keeps its place: said at the field, with a way on, and nothing is sent', async () => {
  const { written } = openPage(iris, { path: '/data/new?from=iris:2' })
  await fill('Version', '2')
  await fill('Place', 'https://example.org/other.csv')
  await register()
  const place = await field('Place')
  await screen.findByRole('button', { name: 'Take version 3' })
  expect(place.getAttribute('aria-invalid')).toBe('true')
  expect(screen.queryByRole('dialog')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Take version 3' }))
  expect((await field('Version')).value).toBe('3')
  expect(place.getAttribute('aria-invalid')).toBeNull()
  expect(written()).toEqual([])
})

test('words about a version that exists are changed, and the rest goes back as it is', async () => {
  const { written } = openPage(iris, { path: '/data/new?from=iris:2' })
  await fill('Version', '2')
  await fill('Description', 'better')
  await register()
  const dialog = await screen.findByRole('dialog', { name: 'Change version 2 of iris?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Apply' }))
  await screen.findByText(/\/data\/iris\/2\/details/)
  expect(written()).toMatchObject([
    {
      path: '/data/iris/versions/2',
      body: { properties: { dataType: 'uri_file', dataUri: address, description: 'better', tags: {} } },
    },
  ])
})

test('nothing is sent when nothing differs', async () => {
  const { written } = openPage(iris, { path: '/data/new?from=iris:2' })
  await fill('Version', '2')
  await register()
  expect(await screen.findByText('Nothing differs from version 2.')).toBeDefined()
  expect(written()).toEqual([])
})

test('a local path has to be picked first', async () => {
  openPage()
  const button = await screen.findByRole('button', { name: 'Register …' })
  expect((await field('Place')).value).toBe('./data')
  expect(screen.getAllByText('Choose ./data from your disk, so that it can be uploaded.').length).toBeGreaterThan(0)
  expect(button.getAttribute('aria-disabled')).toBe('true')
})

test('a workspace that cannot be asked is said to be the reason', async () => {
  openPage({ '/data/iris': armError(503, 'ServiceUnavailable', 'Busy for now.') }, { path: '/data/new' })
  await fill('Name', 'iris')
  await fill('Place', address)
  await register()
  expect(await screen.findByText('Busy for now.')).toBeDefined()
})

test('who may not write is told so', async () => {
  openPage({}, { permissions: reader })
  expect(await screen.findByText(/does not allow data\/write/)).toBeDefined()
})
