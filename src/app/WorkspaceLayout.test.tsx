import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { AccountContext } from '../parts/account.ts'
import { armError, owner, setUpFakeAzure, testQuery, type FakeAnswer } from '../queries/testing/fake-azure.ts'
import { WorkspaceLayout } from './WorkspaceLayout.tsx'

afterEach(cleanup)

const tenantId = '3f1c8f2a-0000-4000-8000-000000000001'
const account = { id: 'ada', name: 'Ada', username: 'ada@contoso.test', tenantId }

/** A page with a draft in it, inside of a workspace that answers what `answer.now` says. */
function openPage(answer: { now: FakeAnswer }) {
  setUpFakeAzure(({ path }) => (path.endsWith('/permissions') ? owner : answer.now))
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <AccountContext value={account}>
        <MemoryRouter initialEntries={[`/jobs?${testQuery}&tid=${tenantId}`]}>
          <Routes>
            <Route element={<WorkspaceLayout />}>
              <Route path="jobs" element={<input aria-label="Draft" />} />
            </Route>
          </Routes>
        </MemoryRouter>
      </AccountContext>
    </QueryClientProvider>,
  )
  return client
}

test('a workspace that is not there says so in place of its pages', async () => {
  openPage({ now: armError(404, 'ResourceNotFound', 'No such workspace.') })
  expect(await screen.findByRole('heading', { name: 'Workspace not found: ws1' })).toBeDefined()
})

test('a page stays when its workspace can no longer be refreshed', async () => {
  const answer: { now: FakeAnswer } = { now: { body: { id: 'w', name: 'ws1', properties: {} } } }
  const client = openPage(answer)
  await screen.findByRole('textbox', { name: 'Draft' })
  await act(() => client.refetchQueries())
  answer.now = armError(401, 'ExpiredAuthenticationToken', 'Expired.')
  await act(() => client.refetchQueries())
  expect(
    client
      .getQueryCache()
      .getAll()
      .some(({ state }) => state.error),
  ).toBe(true)
  expect(screen.getByRole('textbox', { name: 'Draft' })).toBeDefined()
})
