import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { armError, owner, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { ComputesPage } from './ComputesPage.tsx'

afterEach(cleanup)

const aCluster = (name: string) => ({
  id: `/computes/${name}`,
  name,
  properties: { computeType: 'AmlCompute', provisioningState: 'Succeeded', properties: { vmSize: 'Standard_DS3_v2' } },
})

/** The page of a workspace whose list of computes is what `answer.now` says. */
function openPage(computes: unknown[], path?: string) {
  const answer: { now: FakeAnswer } = { now: { body: { value: computes } } }
  setUpFakeAzure((request) => (request.path.endsWith('/permissions') ? owner : answer.now))
  renderPage(<ComputesPage />, path)
  return answer
}

test('keeps the list and tells its age when it cannot be brought up to date', async () => {
  const answer = openPage([aCluster('cpu-cluster')])
  await screen.findByRole('row', { name: /cpu-cluster/ })
  answer.now = armError(503, 'ServiceUnavailable', 'Busy.')
  act(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
  expect(await screen.findByText(/^As of \d\d:\d\d$/)).toBeDefined()
  expect(screen.getByRole('row', { name: /cpu-cluster/ })).toBeDefined()
})

test('keeps its search in the address', async () => {
  openPage([aCluster('cpu-cluster'), aCluster('gpu-cluster')], '/compute/list?q=gpu')
  await screen.findByRole('row', { name: /gpu-cluster/ })
  expect(screen.queryByRole('row', { name: /cpu-cluster/ })).toBeNull()
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } })
  expect(screen.getByRole('row', { name: /cpu-cluster/ })).toBeDefined()
  expect(screen.getByRole('status', { name: 'address' }).textContent).not.toContain('q=')
})

test('shows a kind and a state it has never heard of, and a cluster that tells nothing of itself', async () => {
  const odd = { id: 'o', name: 'odd', properties: { computeType: 'Quantum', provisioningState: 'Entangled' } }
  const bare = { id: 'b', name: 'bare', properties: { computeType: 'AmlCompute', properties: null } }
  openPage([odd, bare])
  const row = await screen.findByRole('row', { name: /odd/ })
  expect(row.textContent).toContain('Quantum')
  expect(row.textContent).toContain('Entangled')
  expect(screen.getByRole('row', { name: /bare/ }).textContent).toContain('0 of 0 nodes')
})
