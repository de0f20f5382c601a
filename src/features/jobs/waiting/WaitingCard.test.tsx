import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { armError, owner, reader, setUpFakeAzure, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { JobPage } from '../JobPage.tsx'

beforeEach(() => sessionStorage.clear())
afterEach(cleanup)

type Answers = Readonly<{
  status?: string
  permissions?: FakeAnswer
  compute?: FakeAnswer
  runs?: FakeAnswer
  usages?: FakeAnswer
  logFiles?: Record<string, string>
}>

const usage = (currentValue: number, limit: number) => ({
  id: '/subscriptions/s/usages/Standard_DSv2_Family_Cluster_Dedicated_vCPUs',
  type: 'Microsoft.MachineLearningServices/vmFamily/usages',
  name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' },
  currentValue,
  limit,
})

const cluster = (maxNodeCount: number, running: number): FakeAnswer => ({
  body: {
    id: '/computes/shared',
    name: 'shared',
    location: 'eastus',
    properties: {
      computeType: 'AmlCompute',
      provisioningState: 'Succeeded',
      properties: {
        vmSize: 'Standard_DS3_v2',
        scaleSettings: { minNodeCount: 0, maxNodeCount, nodeIdleTimeBeforeScaleDown: 'PT2M' },
        allocationState: 'Steady',
        currentNodeCount: running,
        targetNodeCount: running,
        nodeStateCounts: { runningNodeCount: running },
      },
    },
  },
})

const two = [
  { runId: 'first', displayName: 'Nightly', status: 'Running', createdTimeUtc: '2026-03-02T10:30:00Z' },
  { runId: 'mine', status: 'Queued', createdTimeUtc: '2026-03-02T10:40:00Z' },
]

/** A workspace with a job that waits on the cluster `shared`. */
const aWaitingJob = ({
  status = 'Queued',
  permissions = owner,
  compute = cluster(1, 1),
  runs = { body: { value: two } },
  usages = { body: { value: [usage(100, 100)] } },
  logFiles = {},
}: Answers = {}) =>
  setUpFakeAzure(({ path, query }) => {
    if (path.endsWith('/permissions')) return permissions
    if (path === '/jobs/mine') {
      const properties = {
        jobType: 'Command',
        status,
        command: 'true',
        environmentId: 'e',
        computeId: '/computes/shared',
      }
      return { body: { id: '/jobs/mine', name: 'mine', properties } }
    }
    if (path === '/computes/shared') return compute
    if (path.endsWith('/computes/shared/runs'))
      return query.get('$filter')?.includes(' ne ') ? runs : { body: { value: [] } }
    if (path.endsWith('/runs/mine')) return { body: { runId: 'mine' } }
    if (path.endsWith('/runs/mine/details'))
      return { body: { runId: 'mine', createdTimeUtc: '2026-03-02T10:40:00Z', logFiles } }
    if (path.endsWith('/usages')) return usages
    if (path.endsWith('/vmSizes'))
      return { body: { value: [{ name: 'Standard_DS3_v2', family: 'standardDSv2Family', vCPUs: 4 }] } }
    return path === '/computes' ? { body: { value: [] } } : undefined
  })

const show = () => {
  renderPage(
    <Suspense>
      <JobPage />
    </Suspense>,
    '/runs/mine',
    '/runs/:jobName',
  )
  return screen.findByRole('region', { name: 'Why the job waits' })
}

describe('a job that waits', () => {
  test('names who is ahead, and takes one request for each fact', async () => {
    const requests = aWaitingJob()
    const card = await show()
    expect(await within(card).findByText('1 job is ahead on shared: “Nightly” is running.')).toBeDefined()
    expect(within(card).getByRole('link', { name: 'Nightly' }).getAttribute('href')).toMatch(/^\/runs\/first\?/)
    expect(within(card).getByText('This job is the next in line, by time of submission.')).toBeDefined()
    const count = (end: string) => requests.filter(({ path }) => path.endsWith(end)).length
    expect(count('/computes/shared')).toBe(1)
    expect(requests.filter(({ query }) => query.get('$filter')?.includes(' ne '))).toHaveLength(1)
  })

  test('does not ask for quota where it cannot matter', async () => {
    const requests = aWaitingJob()
    const card = await show()
    await within(card).findByText(/1 job is ahead/)
    expect(requests.some(({ path }) => path.endsWith('/usages'))).toBe(false)
  })

  test('tells quota with its numbers and how to ask for more', async () => {
    aWaitingJob({ compute: cluster(8, 0), runs: { body: { value: two.slice(1) } } })
    const card = await show()
    expect(await within(card).findByText(/is used up: 100 of 100 cores are in use/)).toBeDefined()
    expect(within(card).getByRole('meter', { name: /DSv2/ }).getAttribute('aria-valuenow')).toBe('100')
    within(card).getByRole('button', { name: 'Request quota …' }).click()
    const dialog = within(await screen.findByRole('dialog', { name: 'Request quota' }))
    expect(dialog.getByText(/allows 100 cores. With what is in use now, this job needs 104/)).toBeDefined()
  })

  test('says what it was refused, and explains the rest', async () => {
    const refused = armError(403, 'AuthorizationFailed', 'No.')
    aWaitingJob({ runs: refused, usages: refused, compute: cluster(1, 1) })
    const card = await show()
    expect(await within(card).findByText('The only node of shared is busy.')).toBeDefined()
    expect(
      within(card).getByText(/Not known here: the other jobs on the compute \(the service refuses it/),
    ).toBeDefined()
  })

  test('is told where its cluster was deleted', async () => {
    aWaitingJob({ compute: armError(404, 'ResourceNotFound', 'Gone.') })
    const card = await show()
    expect(await within(card).findByText(/shared is not there any more/)).toBeDefined()
    expect(within(card).queryByText(/Not known here: the state/)).toBeNull()
  })

  test('leads to the log of the image that is built, and asks its compute nothing', async () => {
    const requests = aWaitingJob({
      status: 'Preparing',
      logFiles: { 'azureml-logs/20_image_build_log.txt': 'https://x' },
    })
    const card = await show()
    const link = await within(card).findByRole('link', { name: 'Read the build log' })
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toMatch(
      /^\/runs\/mine\?tab=logs&file=azureml-logs\/20_image_build_log.txt/,
    )
    expect(requests.some(({ path }) => path === '/computes/shared')).toBe(false)
  })

  test('shows a reader what others may do, with the reason', async () => {
    aWaitingJob({ permissions: reader })
    const card = await show()
    const raise = await within(card).findByRole('button', { name: 'Raise max nodes …' })
    await waitFor(() => expect(within(card).getByText(/does not allow computes\/write/)).toBeDefined())
    expect(raise.getAttribute('aria-disabled')).toBe('true')
  })

  test('has its maximum raised by a patch of the scale settings alone', async () => {
    const requests = aWaitingJob()
    const card = await show()
    ;(await within(card).findByRole('button', { name: 'Raise max nodes …' })).click()
    const dialog = within(await screen.findByRole('dialog', { name: 'Raise the maximum of shared' }))
    dialog.getByRole('button', { name: 'Raise' }).click()
    await waitFor(() => expect(requests.find(({ method }) => method === 'PATCH')).toBeDefined())
    expect(requests.find(({ method }) => method === 'PATCH')).toMatchObject({
      path: '/computes/shared',
      body: {
        properties: {
          properties: {
            scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: 'PT2M' },
          },
        },
      },
    })
  })
})
