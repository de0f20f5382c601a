import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { armError, owner, setUpFakeAzure, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { JobPage } from '../JobPage.tsx'
import { DeleteJobDialog } from './DeleteJobDialog.tsx'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

type Situation = {
  job?: object
  details?: object
  sizes?: FakeAnswer
  models?: Record<string, object[]>
  copies?: object[]
  tab?: string
}

const hour = { startTimeUtc: '2026-01-01T10:00:00Z', endTimeUtc: '2026-01-01T11:30:00Z' }

/** A workspace in eastus with one job and what is around it, and the page of the job. */
function show({ job = {}, details = {}, sizes = { body: { value: [] } }, models = {}, copies = [], tab }: Situation) {
  const requests = setUpFakeAzure(({ path, query }) => {
    if (path.endsWith('/permissions')) return owner
    if (path === '') return { body: { id: '/ws1', name: 'ws1', location: 'eastus', properties: {} } }
    if (path.endsWith('/vmSizes')) return sizes
    if (path === '/jobs/calm_fox') {
      const properties = { jobType: 'Command', status: 'Completed', command: 'true', environmentId: 'e', ...job }
      return { body: { id: '/jobs/calm_fox', name: 'calm_fox', properties } }
    }
    if (path === '/jobs') return { body: { value: query.has('properties') ? copies : [] } }
    if (path === '/models') return { body: { value: Object.keys(models).map((name) => ({ name, properties: {} })) } }
    const [, model] = /^\/models\/(\w+)\/versions$/.exec(path) ?? []
    if (model) return { body: { value: models[model] ?? [] } }
    if (path.endsWith('/runs/calm_fox')) return { body: { runId: 'calm_fox' } }
    if (path.endsWith('/details')) return { body: { runId: 'calm_fox', status: 'Completed', ...details } }
    return undefined
  })
  renderPage(
    <Suspense>
      <JobPage />
    </Suspense>,
    `/runs/calm_fox${tab ? `?tab=${tab}` : ''}`,
    '/runs/:jobName',
  )
  return requests
}

const aPrice = (retailPrice: number) => ({
  body: {
    value: [
      {
        name: 'Standard_DS3_v2',
        estimatedVMPrices: {
          billingCurrency: 'USD',
          unitOfMeasure: 'OneHour',
          values: [{ retailPrice, osType: 'Linux', vmTier: 'Standard' }],
        },
      },
    ],
  },
})

describe('the cost of a job', () => {
  const compute = { vmSize: 'STANDARD_DS3_V2', instanceCount: 2, priority: 'Dedicated', region: 'eastus' }

  test('is the service’s price × nodes × time', async () => {
    show({ details: { ...hour, compute }, sizes: aPrice(0.4) })
    const cost = await screen.findByRole('button', { name: '≈ $1.20' })
    expect(cost.title).toBe('$0.4/h × 2 nodes × 1 h 30 min = $1.20')
  })

  test('is by the shipped list where the service names no price', async () => {
    show({ details: { ...hour, compute }, sizes: armError(403, 'AuthorizationFailed', 'No') })
    expect(await screen.findByRole('button', { name: '≈ $0.88' })).toBeDefined()
  })

  test('is unknown for a size that nobody names, and for nodes of no known size', async () => {
    show({ details: { ...hour, compute: { ...compute, vmSize: 'Standard_New' } } })
    const cost = await screen.findByRole('button', { name: 'unknown' })
    expect(cost.title).toContain('Standard_New in eastus')
    cleanup()
    show({ details: { ...hour, compute: { ...compute, vmSize: null } } })
    expect((await screen.findByRole('button', { name: 'unknown' })).title).toContain('does not say what size')
  })

  test('of a job that was started again does not pass for the whole', async () => {
    const logFiles = { 'user_logs/std_log.txt': 'data:,', 'user_logs/retry_001/std_log.txt': 'data:,' }
    show({ details: { ...hour, compute, logFiles, createdTimeUtc: '2026-01-01T09:00:00Z' }, sizes: aPrice(0.4) })
    expect(await screen.findByText('Cost since its start')).toBeDefined()
    expect(screen.getByText('From start to end')).toBeDefined()
    const phases = within(screen.getByRole('list', { name: 'Phases of the job' }))
    expect(phases.getAllByRole('listitem')[0]?.textContent).toMatch(/^Earlier attempts 1 h from .*, waits included$/)
  })

  test('is nothing to speak of for a job that never ran', async () => {
    show({ details: { compute } })
    await screen.findByRole('heading', { name: 'Command' })
    expect(screen.queryByText('Cost')).toBeNull()
  })
})

describe('what came of a job', () => {
  test('are model versions, data assets and copies, and no more', async () => {
    const assetId = 'azureml://locations/eastus/workspaces/w/data/cleaned/versions/4'
    const armId =
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1/data/cleaned/versions/4'
    show({
      details: { outputs: { out: { assetId: armId }, other: { assetId: null }, odd: { assetId } } },
      models: {
        iris: [
          { name: '2', properties: { jobName: 'calm_fox' } },
          { name: '1', properties: { jobName: 'another' } },
        ],
        lone: [{ name: '7', properties: { modelUri: 'runs:/calm_fox/model' } }],
      },
      copies: [
        { name: 'copy_1', properties: { properties: { 'trainyard.copyOf': 'calm_fox' }, status: 'Failed' } },
        { name: 'not_a_copy', properties: { properties: {} } },
      ],
    })
    const card = within(await screen.findByRole('region', { name: 'Came of it' }))
    expect(await card.findByRole('link', { name: 'iris:2' })).toBeDefined()
    await waitFor(() =>
      expect(card.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
        'iris:2',
        'lone:7',
        'cleaned:4',
        'copy_1',
      ]),
    )
  })

  test('takes no room where nothing did', async () => {
    const requests = show({})
    await waitFor(() => expect(requests.some(({ path }) => path === '/models')).toBe(true))
    expect(screen.queryByRole('region', { name: 'Came of it' })).toBeNull()
  })

  test('is looked for in a few models at once, and in all of them on demand', async () => {
    const models = Object.fromEntries(
      Array.from({ length: 25 }, (_, number) => [
        `m${number}`,
        [{ name: '1', properties: { jobName: number === 24 ? 'calm_fox' : 'x' } }],
      ]),
    )
    const requests = show({ models })
    fireEvent.click(await screen.findByRole('button', { name: /Look through 5 more models/ }))
    expect(await screen.findByRole('link', { name: 'm24:1' })).toBeDefined()
    expect(requests.filter(({ path }) => path.endsWith('/versions'))).toHaveLength(25)
  })
})

test('a running job leads into its services, and nowhere else', async () => {
  const services = {
    Studio: { jobServiceType: 'Studio', endpoint: 'https://ml.azure.com' },
    lab: { jobServiceType: 'JupyterLab', endpoint: 'https://lab.example.org/', status: 'Running' },
    trap: { jobServiceType: 'Custom', endpoint: 'javascript:alert(1)' },
    shell: { jobServiceType: 'SSH' },
  }
  show({ job: { status: 'Running', services }, details: { status: 'Running' } })
  const card = within(await screen.findByRole('region', { name: 'Interactive services' }))
  const links = card.getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://lab.example.org/'])
  expect(links[0]?.getAttribute('rel')).toContain('noopener')
  expect(card.getByText('javascript:alert(1)')).toBeDefined()
  expect(card.getByText(/az ml job connect-ssh --name calm_fox/)).toBeDefined()
})

test('the JSON of a job can be searched', async () => {
  show({ tab: 'json', job: { displayName: 'Fox and fox' } })
  const search = await screen.findByRole('searchbox', { name: 'Search' })
  fireEvent.change(search, { target: { value: 'fox' } })
  expect(await screen.findByText('1 of 4')).toBeDefined()
  fireEvent.keyDown(search, { key: 'Enter' })
  fireEvent.keyDown(search, { key: 'Enter' })
  expect(screen.getByText('3 of 4')).toBeDefined()
  fireEvent.change(search, { target: { value: 'nowhere' } })
  expect(screen.getByText('Not found')).toBeDefined()
})

describe('a deletion', () => {
  const job = {
    id: '/jobs/calm_fox',
    name: 'calm_fox',
    properties: { jobType: 'Command', command: 'true', environmentId: 'e', displayName: 'Fox' },
  } as const

  function ask(remove: FakeAnswer) {
    let isGone = false
    setUpFakeAzure(({ method }) => {
      if (method === 'DELETE') isGone = (remove.status ?? 200) < 300
      if (method === 'DELETE') return remove
      return isGone ? armError(404, 'UserError', 'Job calm_fox not found.') : { body: job }
    })
    renderPage(<DeleteJobDialog job={job} onClose={() => undefined} />, '/runs/calm_fox', '/runs/:jobName')
    fireEvent.click(screen.getByRole('button', { name: 'Delete job' }))
  }

  test('leads back to the list when the job is gone', async () => {
    ask({ status: 202 })
    await waitFor(() => expect(screen.getByLabelText('address').textContent).toMatch(/^\/jobs\?/))
  })

  test('that is refused says why, and stays', async () => {
    ask(armError(409, 'UserError', 'Job calm_fox is a trial of tune.'))
    expect(await screen.findByText('Job calm_fox is a trial of tune.')).toBeDefined()
    expect(screen.getByLabelText('address').textContent).toContain('/runs/calm_fox')
  })
})
