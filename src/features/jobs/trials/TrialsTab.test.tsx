import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, expect, test } from 'vitest'
import { unpackRuns } from '../../../domain/compare/run-list.ts'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { owner, setUpFakeAzure, type FakeAnswer } from '../../../queries/testing/fake-azure.ts'
import { JobPage } from '../JobPage.tsx'

afterEach(cleanup)

const aTrial = (number: number, more: object = {}) => ({
  runId: `tune_${number}`,
  parentRunId: 'tune',
  status: 'Completed',
  tags: { hyperparameters: JSON.stringify({ lr: number / 8, kernel: 'rbf' }) },
  properties: { score: String(number / 4) },
  ...more,
})

/** A workspace with one sweep, and the page of the sweep or of another job of it. */
function show(address: string, children: FakeAnswer) {
  setUpFakeAzure(({ path }) => {
    if (path.endsWith('/permissions')) return owner
    if (path === '/jobs/tune') {
      const properties = {
        jobType: 'Sweep',
        status: 'Completed',
        searchSpace: { lr: ['uniform', [0, 1]], kernel: ['choice', [['rbf', 'linear']]] },
        samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 7 },
        limits: { jobLimitsType: 'Sweep', maxTotalTrials: 6, maxConcurrentTrials: 3 },
        objective: { goal: 'Minimize', primaryMetric: 'loss' },
        trial: { command: 'python tune.py', environmentId: 'azureml://registries/azureml/environments/e/versions/1' },
        properties: { best_child_run_id: 'tune_1', score: '0.25' },
      }
      return { body: { id: '/jobs/tune', name: 'tune', properties } }
    }
    if (path === '/jobs/tune_1') {
      const properties = {
        jobType: 'Command',
        status: 'Completed',
        command: 'python tune.py',
        environmentId: 'e',
        tags: aTrial(1).tags,
      }
      return { body: { id: '/jobs/tune_1', name: 'tune_1', properties } }
    }
    if (path.endsWith('/runs/tune/children')) return children
    if (path.endsWith('/runs/tune_1')) return { body: aTrial(1) }
    if (path.endsWith('/runs/tune')) return { body: { runId: 'tune' } }
    if (path.endsWith('/details')) return { body: { runId: 'tune', status: 'Completed' } }
    if (path.endsWith('/mlflow/runs/get')) {
      return { body: { run: { info: { run_id: 'tune', experiment_id: '1', status: 'FINISHED' } } } }
    }
    return undefined
  })
  renderPage(
    <Suspense>
      <JobPage />
    </Suspense>,
    address,
    '/runs/:jobName',
  )
}

test('the trials of a sweep show what each was given and how it did, the best one marked', async () => {
  const early = aTrial(3, { status: 'Canceled', cancelationReason: 'Early termination: outside the slack' })
  show('/runs/tune?tab=children', { body: { value: [aTrial(2), aTrial(1), early] } })
  const table = await screen.findByRole('table', { name: 'Trials' })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^tune_2Completed0\.50\.25rbf/),
    expect.stringMatching(/^tune_1BestCompleted0\.250\.125rbf/),
    expect.stringContaining('Early termination: outside the slack'),
  ])
  expect(screen.getByText(/3 of at most 6 trials begun/)).toBeDefined()
  expect(within(table).getByRole('link', { name: 'tune_1' }).getAttribute('href')).toContain('/runs/tune_1')
})

test('the best trial can come first', async () => {
  show('/runs/tune?tab=children&order=score', { body: { value: [aTrial(2), aTrial(1)] } })
  const table = await screen.findByRole('table', { name: 'Trials' })
  expect(within(table).getAllByRole('row')[1]?.textContent).toContain('tune_1Best')
})

test('a range of an axis, set by the keyboard, leaves the trials in it and stands in the address', async () => {
  show('/runs/tune?tab=children', { body: { value: [aTrial(1), aTrial(2), aTrial(4)] } })
  const table = await screen.findByRole('table', { name: 'Trials' })
  const least = screen.getByRole('slider', { name: 'Least loss' })
  expect(least.getAttribute('aria-valuetext')).toBe('0.25')
  fireEvent.keyDown(least, { key: 'End' })
  expect(within(table).getAllByRole('row').slice(1)).toHaveLength(1)
  expect(within(table).getByRole('link', { name: 'tune_4' })).toBeDefined()
  expect(screen.getByLabelText('address').textContent).toContain('ranges=%3Dloss~1~1')
  fireEvent.click(screen.getByRole('button', { name: /1 of 3 trials in range/ }))
  expect(within(table).getAllByRole('row').slice(1)).toHaveLength(3)
})

test('the trials that are shown are compared, a hundred at most', async () => {
  const value = Array.from({ length: 120 }, (_, index) => aTrial(index + 1))
  show('/runs/tune?tab=children&order=score', { body: { value } })
  const link = await screen.findByRole('link', { name: 'Compare the first 100' })
  const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '', 'http://studio')
  const compared = unpackRuns(searchParams.get('runs') ?? '')
  expect(pathname).toBe('/compare')
  // Least loss first.
  expect(compared).toEqual({ names: value.slice(0, 100).map(({ runId }) => runId) })
})

test('a trial that is pointed at in the table is marked in the plot', async () => {
  show('/runs/tune?tab=children', { body: { value: [aTrial(1), aTrial(2)] } })
  const table = await screen.findByRole('table', { name: 'Trials' })
  const row = within(table).getAllByRole('row')[2]
  if (!row) throw new Error('There is no second trial')
  const plot = screen.getByRole('group', { name: /loss by parameters/ })
  const lines = plot.querySelectorAll('path').length
  fireEvent.pointerEnter(row)
  expect(plot.querySelectorAll('path')).toHaveLength(lines + 1)
  fireEvent.pointerLeave(row)
  expect(plot.querySelectorAll('path')).toHaveLength(lines)
})

test('of a thousand trials some hundred are drawn, and the others on request', async () => {
  const children = Array.from({ length: 1000 }, (_, index) => aTrial(index + 1))
  show('/runs/tune?tab=children&order=score', { body: { value: children } })
  const table = await screen.findByRole('table', { name: 'Trials' })
  const names = () =>
    within(table)
      .getAllByRole('link')
      .map(({ textContent }) => textContent)
  expect(names()).toHaveLength(100)
  expect(names()[0]).toBe('tune_1')
  expect(screen.getByText(/1,000 of at most 6 trials begun/)).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: '900 more trials …' }))
  expect(names()).toHaveLength(600)
  fireEvent.click(screen.getByRole('button', { name: '400 more trials …' }))
  expect(names()).toHaveLength(1000)
  expect(screen.queryByRole('button', { name: /more trials/ })).toBeNull()
})

test('the overview of a sweep tells what it looks for and links to its best trial', async () => {
  show('/runs/tune', { body: { value: [] } })
  const card = within(await screen.findByRole('region', { name: 'Sweep' }))
  expect(card.getByRole('link', { name: 'tune_1' })).toBeDefined()
  expect(card.getByText('Minimize loss')).toBeDefined()
  expect(card.getByText('uniform from 0 to 1')).toBeDefined()
  expect(screen.getByRole('region', { name: 'Command of each trial' }).textContent).toContain('python tune.py')
  expect(screen.queryByRole('link', { name: 'Metrics' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Register best model' })).toBeDefined()
})

test('a trial leads back to its sweep', async () => {
  show('/runs/tune_1', { body: { value: [] } })
  expect((await screen.findByRole('link', { name: 'tune' })).getAttribute('href')).toContain('/runs/tune?tab=children')
  const values = within(screen.getByRole('region', { name: 'Values of this trial' }))
  expect(values.getByText('0.125')).toBeDefined()
})

test('trials that cannot be read say so', async () => {
  show('/runs/tune?tab=children', {
    status: 403,
    body: { error: { code: 'Forbidden', message: 'No history for you' } },
  })
  expect(await screen.findByText(/Read the trials/)).toBeDefined()
})

test('a sweep that began nothing says where to look', async () => {
  show('/runs/tune?tab=children', { body: { value: [] } })
  expect(await screen.findByRole('heading', { name: 'This sweep began no trial' })).toBeDefined()
})
