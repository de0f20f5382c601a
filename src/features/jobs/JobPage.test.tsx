import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { owner, reader, setUpFakeAzure, type FakeAnswer } from '../../queries/testing/fake-azure.ts'
import { JobPage } from './JobPage.tsx'

afterEach(cleanup)

type Situation = { status: string; permissions?: FakeAnswer; details?: object; history?: object; run?: object }

/** A workspace with one job. */
const aJob = ({ status, permissions = owner, details = {}, history = {}, run = {} }: Situation) =>
  setUpFakeAzure(({ path }) => {
    if (path.endsWith('/permissions')) return permissions
    if (path === '/jobs/calm_fox') {
      const properties = {
        jobType: 'Command',
        displayName: 'Iris nightly',
        status,
        command: 'python train.py',
        environmentId: 'azureml://registries/azureml/environments/sklearn/versions/3',
        inputs: { rate: { jobInputType: 'literal', value: '0.1' } },
      }
      return { body: { id: '/jobs/calm_fox', name: 'calm_fox', properties } }
    }
    if (path.endsWith('/runs/calm_fox')) return { body: { runId: 'calm_fox', ...history } }
    if (path.endsWith('/runs/calm_fox/details')) return { body: { runId: 'calm_fox', status, ...details } }
    if (path.endsWith('/mlflow/runs/get')) {
      const info = { run_id: 'calm_fox', experiment_id: '1', status: 'RUNNING' }
      return { body: { run: { info, data: run } } }
    }
    return undefined
  })

const show = (query = '') =>
  renderPage(
    <Suspense>
      <JobPage />
    </Suspense>,
    `/runs/calm_fox${query}`,
    '/runs/:jobName',
  )

const button = (name: string) => screen.findByRole('button', { name })

describe('the page of a job', () => {
  test('shows what went in and what was logged', async () => {
    aJob({
      status: 'Completed',
      run: {
        metrics: [{ key: 'loss', value: 0.25, timestamp: 1, step: 3 }],
        params: [{ key: 'depth', value: '2' }],
      },
    })
    show()
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('Iris nightly')
    const metrics = within(screen.getByRole('region', { name: 'Latest metrics' }))
    expect(await metrics.findByText('0.25')).toBeDefined()
    expect(within(screen.getByRole('region', { name: 'Parameters' })).getByText('depth')).toBeDefined()
    expect(within(screen.getByRole('region', { name: 'Inputs' })).getByText('0.1')).toBeDefined()
    expect(screen.getByText('sklearn:3 in registry azureml')).toBeDefined()
  })

  test('says why a job waits, in the words of the service', async () => {
    aJob({ status: 'Queued', history: { queueingInfo: { message: '2 jobs are ahead of this one.' } } })
    show()
    expect(await screen.findByText(/2 jobs are ahead of this one\./)).toBeDefined()
  })

  test('shows the reason of a failure, down to the inner one', async () => {
    aJob({
      status: 'Failed',
      details: { error: { error: { code: 'UserError', message: 'Exit code 1', innerError: { message: 'No disk' } } } },
    })
    show()
    const card = within(await screen.findByRole('region', { name: 'The job failed' }))
    expect(card.getByText(/Exit code 1\s+No disk/)).toBeDefined()
  })

  test('offers Cancel only while there is something to cancel', async () => {
    aJob({ status: 'Completed' })
    show()
    await button('Register model')
    expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull()
  })

  test('does not offer a second Cancel', async () => {
    aJob({ status: 'CancelRequested' })
    show()
    const cancel = await button('Cancel')
    await waitFor(() => expect(screen.getByText('The job is being stopped already.')).toBeDefined())
    expect(cancel.getAttribute('aria-disabled')).toBe('true')
  })

  test('lets a reader look and not touch, and names the missing right', async () => {
    aJob({ status: 'Running', permissions: reader })
    show()
    await waitFor(() => expect(screen.getByText(/does not allow jobs\/cancel\/action/)).toBeDefined())
    for (const name of ['Cancel', 'Duplicate', 'Register model']) {
      expect((await button(name)).getAttribute('aria-disabled')).toBe('true')
    }
  })

  test('tells how to log metrics when there are none', async () => {
    aJob({ status: 'Running' })
    show('?tab=metrics')
    expect(await screen.findByText(/mlflow\.log_metric/)).toBeDefined()
  })

  test('waits for a log that is not there yet', async () => {
    aJob({ status: 'Queued' })
    show('?tab=logs')
    expect(await screen.findByRole('heading', { name: 'No log yet' })).toBeDefined()
  })

  test('can be read as YAML', async () => {
    aJob({ status: 'Completed' })
    show('?tab=yaml')
    const yaml = await screen.findByRole('region', { name: 'calm_fox.yml' })
    expect(yaml.textContent).toContain('command: python train.py')
    expect(yaml.textContent).toContain('rate: 0.1')
  })

  test.each([
    ['overview', 'Command'],
    ['metrics', 'This job logged no metrics'],
    ['logs', 'This job left no log'],
    ['outputs', 'This job left no files'],
    ['yaml', 'Job as CLI YAML'],
  ])('shows %s of a job that is null all over', async (tab, heading) => {
    const nothing = { displayName: null, experimentName: null, computeId: null, codeId: null, tags: null, inputs: null }
    const more = { properties: null, outputs: null, resources: null, limits: null, services: null, description: null }
    const rest = { environmentVariables: null, distribution: null, identity: null, queueSettings: null }
    const properties = { jobType: 'Command', status: 'Completed', command: 'true', environmentId: 'e' }
    setUpFakeAzure(({ path }) => {
      if (path.endsWith('/permissions')) return owner
      if (path === '/jobs/calm_fox') {
        const body = { id: '/jobs/calm_fox', name: 'calm_fox', systemData: null }
        return { body: { ...body, properties: { ...properties, ...nothing, ...more, ...rest } } }
      }
      if (path.endsWith('/details')) {
        return { body: { runId: 'calm_fox', error: null, warnings: null, logFiles: null, startTimeUtc: null } }
      }
      if (path.endsWith('/mlflow/runs/get')) {
        const info = { run_id: 'calm_fox', experiment_id: '1', status: 'FINISHED', start_time: null }
        return { body: { run: { info, data: { metrics: null, params: null, tags: null } } } }
      }
      return path.includes('/artifacts/') ? { body: { value: [], continuationToken: null } } : undefined
    })
    show(`?tab=${tab}`)
    expect((await screen.findByRole('heading', { level: 1 })).textContent).toBe('calm_fox')
    expect(screen.getByRole('link', { name: 'Default' })).toBeDefined()
    expect(await screen.findByRole('heading', { name: heading })).toBeDefined()
  })
})
