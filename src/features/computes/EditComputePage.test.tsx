import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { Link } from 'react-router'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { armError, owner, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { currentToasts } from '../../ui/toasts.ts'
import { EditComputePage } from './EditComputePage.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const cluster = {
  id: '/computes/cpu-cluster',
  name: 'cpu-cluster',
  location: 'eastus',
  properties: {
    computeType: 'AmlCompute',
    provisioningState: 'Succeeded',
    properties: {
      vmSize: 'Standard_DS3_v2',
      vmPriority: 'Dedicated',
      scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT2M' },
    },
  },
}

/** The page of a cluster. @param answer to a change */
function openPage(answer: FakeAnswer | Promise<FakeAnswer> = { body: cluster }, compute: unknown = cluster) {
  const requests = setUpFakeAzure(({ method, path }) => {
    if (path.endsWith('/permissions')) return owner
    if (path !== '/computes/cpu-cluster') return undefined
    return method === 'GET' ? { body: compute } : answer
  })
  const page = (
    <Suspense>
      <EditComputePage />
      <Link to="/elsewhere">Elsewhere</Link>
    </Suspense>
  )
  renderPage(page, '/compute/cpu-cluster/edit', '/compute/:computeName/edit')
  return { written: () => requests.filter(({ method }) => method !== 'GET') }
}

const fill = async (name: string, value: string) =>
  fireEvent.change(await screen.findByRole('textbox', { name }), { target: { value } })

const applyButton = () => screen.findByRole('button', { name: 'Apply …' })

async function apply() {
  const button = await applyButton()
  // Not before the permissions have arrived.
  await waitFor(() => expect(button.getAttribute('aria-disabled')).not.toBe('true'))
  fireEvent.click(button)
  const dialog = await screen.findByRole('dialog', { name: 'Change cpu-cluster?' })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Apply' }))
}

test('a cluster is resized by a patch, and shown', async () => {
  const { written } = openPage()
  await fill('Maximum nodes', '8')
  await apply()
  await screen.findByText(/\/compute\/cpu-cluster\/details/)
  expect(written()).toMatchObject([
    { method: 'PATCH', body: { properties: { properties: { scaleSettings: { maxNodeCount: 8 } } } } },
  ])
})

test('who has gone on meanwhile is not fetched back when the change is done', async () => {
  const held = Promise.withResolvers<FakeAnswer>()
  openPage(held.promise)
  await fill('Maximum nodes', '8')
  await apply()
  const before = currentToasts().length
  fireEvent.click(screen.getByRole('link', { name: 'Elsewhere' }))
  await screen.findByText('/elsewhere')
  held.resolve({ body: cluster })
  await waitFor(() => expect(currentToasts()).toHaveLength(before + 1))
  expect(screen.getByRole('status', { name: 'address' }).textContent).toBe('/elsewhere')
})

test('what a cluster is made of is refused beside its field, and nothing is sent', async () => {
  const { written } = openPage()
  await fill('VM size', 'Standard_NC6s_v3')
  expect((await screen.findAllByText(/The VM size of a cluster cannot be changed/)).length).toBeGreaterThan(0)
  expect((await applyButton()).getAttribute('aria-disabled')).toBe('true')
  expect(written()).toEqual([])
})

test('a cluster as it is has nothing to apply', async () => {
  openPage()
  expect(await screen.findByText('Nothing differs from the cluster as it is')).toBeDefined()
})

test('a refusal of the service is shown where the change was confirmed', async () => {
  openPage(armError(400, 'ClusterCoreQuotaReached', 'Not enough cores.'))
  await fill('Maximum nodes', '80')
  await apply()
  expect(await screen.findByText('Not enough cores.')).toBeDefined()
})

test('a compute of another kind cannot be edited here', async () => {
  openPage({}, { ...cluster, properties: { computeType: 'ComputeInstance' } })
  expect(await screen.findByText('Only clusters can be edited as YAML')).toBeDefined()
})
