import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AccountContext } from '../../parts/account.ts'
import { rememberWorkspace } from '../../parts/recent-workspaces.ts'
import { armError, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { WorkspacesPage } from './WorkspacesPage.tsx'

const tenantId = '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214'
const research = '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01'
const production = '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e02'
const account = { id: 'oid.tid', name: 'Olivia Owner', username: 'olivia@contoso.com', tenantId }

const subscriptions: FakeAnswer = {
  body: {
    value: [
      { id: `/subscriptions/${research}`, subscriptionId: research, displayName: 'Research', tenantId },
      { id: `/subscriptions/${production}`, subscriptionId: production, displayName: 'Production', tenantId },
    ],
  },
}
const aWorkspace = (subscriptionId: string, name: string, location: string) => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/${name}`,
  name,
  location,
  properties: {},
})

/** @param inProduction what the second subscription answers when its workspaces are listed */
function showPage(inProduction: FakeAnswer, inResearch: FakeAnswer = researchWorkspaces) {
  setUpFakeAzure(({ path }) => {
    if (path === '/subscriptions') return subscriptions
    if (path.startsWith(`/subscriptions/${research}/`)) return inResearch
    if (path.startsWith(`/subscriptions/${production}/`)) return inProduction
    return undefined
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  render(
    <QueryClientProvider client={client}>
      <AccountContext value={account}>
        <MemoryRouter useTransitions={false}>
          <WorkspacesPage />
        </MemoryRouter>
      </AccountContext>
    </QueryClientProvider>,
  )
}

const researchWorkspaces: FakeAnswer = {
  body: { value: [aWorkspace(research, 'vision-lab', 'westeurope'), aWorkspace(research, 'alpha', 'eastus')] },
}
const productionWorkspaces: FakeAnswer = { body: { value: [aWorkspace(production, 'churn', 'swedencentral')] } }

/** Names in the order of the rows. */
const shownNames = () =>
  within(screen.getByRole('table'))
    .getAllByRole('link')
    .map(({ textContent }) => textContent)

beforeEach(() => localStorage.clear())
afterEach(cleanup)

test('workspaces of all subscriptions are listed, the one opened last first', async () => {
  rememberWorkspace(account.id, { subscriptionId: production, resourceGroup: 'rg', workspaceName: 'churn', tenantId })
  showPage(productionWorkspaces)
  await screen.findByRole('table', { name: 'Workspaces' })
  expect(shownNames()).toEqual(['churn', 'alpha', 'vision-lab'])
  const row = screen.getByRole('row', { name: /churn/ })
  expect(row.textContent).toContain('Production')
  expect(row.textContent).toContain('swedencentral')
  expect(within(row).getByRole('link').getAttribute('href')).toBe(
    `/home?wsid=/subscriptions/${production}/resourcegroups/rg/workspaces/churn&tid=${tenantId}`,
  )
})

test('typing into the search narrows the list, and clearing it brings all back', async () => {
  showPage(productionWorkspaces)
  const search = await screen.findByRole('searchbox', { name: 'Search workspaces' })
  fireEvent.change(search, { target: { value: 'europe res' } })
  expect(shownNames()).toEqual(['vision-lab'])
  expect(screen.getByText('1 of 3 workspaces')).toBeTruthy()

  fireEvent.change(search, { target: { value: 'nothing like it' } })
  expect(screen.queryByRole('table')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Show all' }))
  expect(shownNames()).toHaveLength(3)
})

test('a subscription that cannot be listed is named beside what the others hold', async () => {
  showPage(armError(403, 'AuthorizationFailed', 'No access here.'))
  await screen.findByRole('table')
  expect(shownNames()).toEqual(['alpha', 'vision-lab'])
  expect(screen.getByText('The workspaces of Production could not be listed')).toBeTruthy()
  expect(screen.getByText('No access here.')).toBeTruthy()
})

test('when nothing can be listed the page says why', async () => {
  const refusal = armError(403, 'AuthorizationFailed', 'No access at all.')
  showPage(refusal, refusal)
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('No access at all.')
  expect(alert.textContent).toContain('AuthorizationFailed')
  expect(screen.queryByRole('table')).toBeNull()
})

test('no workspace at all is no error', async () => {
  const none: FakeAnswer = { body: { value: [] } }
  showPage(none, none)
  expect(await screen.findByRole('heading', { name: 'No workspaces here' })).toBeTruthy()
})
