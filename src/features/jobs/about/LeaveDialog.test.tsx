import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { Link } from 'react-router'
import { afterEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { testWorkspace } from '../../../queries/testing/fake-azure.ts'
import { TextEditor } from './TextEditor.tsx'

afterEach(cleanup)

/** The name of a job under somebody's hands, and links away from it. */
function show(typed: string) {
  const job = { workspace: testWorkspace, jobName: 'calm_fox' }
  renderPage(
    <>
      <TextEditor job={job} field="displayName" value="Calm fox" onClose={() => undefined} />
      <Link to="/jobs">Jobs</Link>
      <Link to="?tab=logs">Logs</Link>
      <Link to="?file=a.txt">File</Link>
    </>,
    '/runs/calm_fox',
  )
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: typed } })
}

const follow = (name: string) => fireEvent.click(screen.getByRole('link', { name }))
const address = () => screen.getByRole('status', { name: 'address' }).textContent
const question = () => screen.queryByRole('dialog', { name: 'Leave without saving?' })

describe('what is typed and not saved', () => {
  test.each(['Jobs', 'Logs'])('is not lost by the link %s unless one says so', async (link) => {
    show('Calmer fox')
    follow(link)
    fireEvent.click(await screen.findByRole('button', { name: 'Stay' }))
    await waitFor(() => expect(question()).toBeNull())
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Calmer fox')
    expect(address()).toMatch(/^\/runs\/calm_fox\?wsid/)

    follow(link)
    fireEvent.click(await screen.findByRole('button', { name: 'Leave' }))
    await waitFor(() => expect(address()).not.toMatch(/^\/runs\/calm_fox\?wsid/))
  })

  test('is no matter to a link within the view', async () => {
    show('Calmer fox')
    follow('File')
    await waitFor(() => expect(address()).toContain('file=a.txt'))
    expect(question()).toBeNull()
  })
})

test('who has changed nothing is not asked', async () => {
  show('Calm fox')
  follow('Jobs')
  await waitFor(() => expect(address()).toBe('/jobs'))
  expect(question()).toBeNull()
})
