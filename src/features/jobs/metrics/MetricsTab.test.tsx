import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JobResource } from '../../../api/jobs.ts'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { armError, setUpFakeAzure, testWorkspace, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { MetricsTab } from './MetricsTab.tsx'

afterEach(cleanup)
beforeEach(() => localStorage.clear())

const place = { workspace: testWorkspace, jobName: 'calm_fox' }

const aJob = (status: string): JobResource => ({
  id: '/jobs/calm_fox',
  name: 'calm_fox',
  properties: { jobType: 'Command', command: 'true', environmentId: 'e', experimentName: 'iris', status },
})

const aRun = (names: readonly string[]): FakeAnswer => ({
  body: {
    run: {
      info: { run_id: 'calm_fox', experiment_id: '1', status: 'RUNNING', start_time: 1000 },
      data: { metrics: names.map((key) => ({ key, value: 0.5, timestamp: 2000, step: 3 })) },
    },
  },
})

/** @param files paths among the job's artifacts */
function show(status: string, run: FakeAnswer, { query = '', files = [] as readonly string[] } = {}) {
  const requests = setUpFakeAzure(({ path }) => {
    if (path.endsWith('/mlflow/runs/get')) return run
    if (path.includes('/artifacts/')) return { body: { value: files.map((file) => ({ path: file })) } }
    return undefined
  })
  renderPage(<MetricsTab job={aJob(status)} place={place} />, `/runs/calm_fox${query}`)
  return requests
}

const groups = () => screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)
const address = () => screen.getByLabelText('address').textContent

describe('the metrics of a job', () => {
  test('that waits are told to come, whether it has a run yet or not', async () => {
    show('Queued', armError(404, 'NotFound', 'No such run'))
    expect(await screen.findByText(/once the job runs/)).toBeDefined()
    cleanup()
    show('Queued', aRun([]))
    expect(await screen.findByText(/once the job runs/)).toBeDefined()
  })

  test('that may not be read name the missing right', async () => {
    show('Completed', armError(403, 'AuthorizationFailed', 'The client does not have authorization to read'))
    expect((await screen.findByRole('alert')).textContent).toMatch(/authorization|permission|right/i)
  })

  test('stand in groups, of which one can be folded away', async () => {
    show('Completed', aRun(['lr', 'val/loss', 'train/loss', 'system/cpu']))
    await screen.findByRole('region', { name: 'lr' })
    expect(groups()).toEqual(['Metrics1', 'train1', 'val1', 'system1'])
    expect(screen.queryByRole('region', { name: 'system/cpu' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^val/ }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'val/loss' })).toBeNull())
    expect(address()).toContain('fold=val/')
  })

  test('are arranged as the link says, and are searched', async () => {
    show('Completed', aRun(['lr', 'val/loss', 'train/loss']), { query: '?pins=val/loss,elsewhere' })
    await screen.findByRole('region', { name: 'lr' })
    expect(groups()).toEqual(['Pinned1', 'Metrics1', 'train1'])
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search charts' }), { target: { value: '/val/' } })
    await waitFor(() => expect(groups()).toEqual(['Pinned1']))
    expect(address()).toContain('find=/val/')
  })

  test('say when all names are used that the service allows', async () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`)
    show('Running', aRun([...names(49), 'system/cpu']))
    await screen.findByRole('region', { name: 'm0' })
    expect(screen.queryByText(/used all 50 names/)).toBeNull()
    cleanup()
    show('Running', aRun(names(50)))
    expect(await screen.findByText(/used all 50 names/)).toBeDefined()
  })

  test('have the pictures of the job beside them, and cost one list where there are none', async () => {
    show('Completed', aRun(['loss']), { files: ['confusion_matrix.png', 'user_logs/std_log.txt'] })
    expect(await screen.findByRole('region', { name: 'confusion_matrix.png' })).toBeDefined()
    cleanup()
    const requests = show('Completed', aRun(['loss']), { files: ['user_logs/std_log.txt'] })
    await screen.findByRole('region', { name: 'loss' })
    await waitFor(() => expect(requests.filter(({ path }) => path.includes('/artifacts/'))).toHaveLength(1))
    expect(screen.queryByText('Images')).toBeNull()
  })
})
