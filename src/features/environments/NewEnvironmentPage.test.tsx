import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { owner, setUpFakeAzure } from '../../queries/testing/fake-azure.ts'
import { NewEnvironmentPage } from './NewEnvironmentPage.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

function openPage() {
  setUpFakeAzure(({ path }) => (path.endsWith('/permissions') ? owner : undefined))
  renderPage(<NewEnvironmentPage />, '/environments/new')
}
const field = (name: RegExp, role: 'textbox' | 'combobox' = 'textbox') => screen.findByRole(role, { name })
const fill = async (control: Promise<HTMLElement>, value: string) =>
  fireEvent.change(await control, { target: { value } })

test('packages are edited in place', async () => {
  openPage()
  await fill(field(/^Conda file/), 'dependencies:\n- python=3.13\n')
  fireEvent.click(screen.getByRole('link', { name: 'YAML' }))
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Environment as YAML' })).value).toContain(
    '- python=3.13',
  )
})

test('a folder to build from has to be chosen from the disk', async () => {
  openPage()
  await fill(field(/^Comes from/, 'combobox'), 'build')
  expect((await field(/^Build context/)).getAttribute('aria-invalid')).toBe('true')
  await fill(field(/^Build context/), './docker')
  expect((await screen.findAllByText('Choose ./docker from your disk, so that it can be uploaded.')).length).toBe(2)

  const file = Object.assign(new File(['FROM python'], 'Dockerfile'), { webkitRelativePath: 'docker/Dockerfile' })
  fireEvent.change(screen.getByLabelText('Folder of the build context'), { target: { files: [file] } })
  expect(await screen.findByText(/Dockerfile/, { selector: 'li *' })).toBeDefined()
  expect(screen.queryByText(/^Choose .\/docker/)).toBeNull()
})

test('what only another source has goes with it', async () => {
  openPage()
  await fill(field(/^Comes from/, 'combobox'), 'build')
  await fill(field(/^Comes from/, 'combobox'), 'image')
  fireEvent.click(screen.getByRole('link', { name: 'YAML' }))
  const { value } = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Environment as YAML' })
  expect(value).toMatch(/^image: mcr/m)
  expect(value).not.toMatch(/build|conda_file/)
})
