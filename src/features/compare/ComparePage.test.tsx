import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { owner, reader, setUpFakeAzure, type FakeAnswer, type FakeRequest } from '../../queries/testing/fake-azure.ts'
import { ComparePage } from './ComparePage.tsx'

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  setUpFakeAzure(({ path }) => (path.endsWith('/permissions') ? owner : undefined))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const show = (query: string) =>
  renderPage(
    <Suspense>
      <ComparePage />
    </Suspense>,
    `/compare${query}`,
  )

test('a link without jobs says how to get some', () => {
  show('')
  expect(screen.getByRole('heading', { name: 'No jobs to compare yet' })).toBeDefined()
  expect(screen.getByRole('link', { name: 'Choose in the jobs table' }).getAttribute('href')).toContain('/jobs?')
  fireEvent.click(screen.getByRole('button', { name: 'Add jobs' }))
  expect(screen.getByRole('dialog', { name: 'Add jobs to the comparison' })).toBeDefined()
})

test('one job is nothing to compare', () => {
  show('?runs=train-42')
  expect(screen.getByRole('heading', { name: 'One job is nothing to compare' })).toBeDefined()
  expect(screen.getByText('train-42')).toBeDefined()
})

test.each([
  ['a,../etc', /no name of a job/],
  [Array.from({ length: 101 }, (_, index) => `j${index}`).join(','), /101 jobs; 100 at most/],
  ['.cutoff', /cut off or was altered/],
])('a link that lists %s says what is wrong with it', (runs, problem) => {
  show(`?runs=${runs}`)
  expect(screen.getByRole('alert').textContent).toMatch(problem)
  expect(screen.getByRole('button', { name: 'Add jobs' })).toBeDefined()
})

describe('jobs side by side', () => {
  const properties = { jobType: 'Command', status: 'Completed', command: 'python t.py', environmentId: 'e' }
  const aRun = (name: string, lr: string, loss: number) => ({
    info: { run_id: name, experiment_id: '1', status: 'FINISHED' },
    data: {
      params: [
        { key: 'lr', value: lr },
        { key: 'epochs', value: '9' },
      ],
      metrics: [{ key: 'loss', value: loss, timestamp: 1_700_000_000_000, step: 3 }],
    },
  })
  const runs = [aRun('a', '0.1', 0.5), aRun('b', '0.02', 0.2)]

  /** A workspace with the jobs `a` and `b`, and no others. */
  const answer =
    (permissions = owner) =>
    ({ path, query }: FakeRequest): FakeAnswer | undefined => {
      if (path.endsWith('/permissions')) return permissions
      if (path.includes('/experiments/')) return { body: { experiment: { experiment_id: '1', name: 'Default' } } }
      if (path.endsWith('/runs/search')) return { body: { runs } }
      if (path.endsWith('/runs/get'))
        return { body: { run: runs.find(({ info }) => info.run_id === query.get('run_id')) } }
      const name = /^\/jobs\/([ab])$/.exec(path)?.[1]
      return name === undefined ? undefined : { body: { id: path, name, properties } }
    }

  test('a job that is missing does not sink the others, and can be taken out', async () => {
    setUpFakeAzure(answer())
    show('?runs=a,ghost,b&tab=parameters')
    const failed = within(await screen.findByRole('list', { name: 'Jobs that could not be read' }))
    expect(failed.getByText('ghost')).toBeDefined()
    expect(failed.getByText(/code NotFound/)).toBeDefined()
    const table = await screen.findByRole('table', { name: 'Jobs of the plot' })
    const rows = within(table).getAllByRole('row').slice(1)
    // What is the same for all is no axis, and the best comes first.
    expect(rows.map(({ textContent }) => textContent)).toEqual(['bBest0.20.02', 'a0.50.1'])
    fireEvent.click(failed.getByRole('button', { name: 'Remove ghost' }))
    expect(screen.getByLabelText('address').textContent).toContain('runs=a,b')
  })

  test('a hidden job is in no table', async () => {
    setUpFakeAzure(answer())
    show('?runs=a,b&tab=parameters&hidden=1')
    expect(await screen.findByRole('heading', { name: 'No parameter differs' })).toBeDefined()
    expect(screen.getByText('2 jobs, 1 hidden', { selector: 'div' })).toBeDefined()
  })

  test('where no job is there, the page says so', async () => {
    setUpFakeAzure(answer())
    show('?runs=ghost,phantom')
    expect(await screen.findByRole('heading', { name: 'None of these jobs can be shown' })).toBeDefined()
    expect(screen.queryByRole('list', { name: 'Compared jobs' })).toBeNull()
  })

  test('who may submit no job is told so', async () => {
    setUpFakeAzure(answer(reader))
    show('?runs=a,b&tab=parameters')
    await screen.findByRole('table', { name: 'Jobs of the plot' })
    const duplicate = screen.getByRole('button', { name: 'Duplicate the best with a change' })
    expect(duplicate.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByText(/does not allow jobs\/write/)).toBeDefined()
  })
})
