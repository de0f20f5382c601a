import { cleanup, fireEvent, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../parts/testing/render-page.tsx'
import { owner, setUpFakeAzure } from '../../queries/testing/fake-azure.ts'
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
  expect(screen.getByRole('dialog', { name: 'Add jobs' })).toBeDefined()
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
