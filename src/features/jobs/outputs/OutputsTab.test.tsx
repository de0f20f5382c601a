import { cleanup, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { renderPage } from '../../../parts/testing/render-page.tsx'
import { owner, setUpFakeAzure } from '../../../queries/testing/fake-azure.ts'
import type { JobResource } from '../../../api/jobs.ts'
import { OutputsTab } from './OutputsTab.tsx'

afterEach(cleanup)

/** The tab of a job that left nothing. */
function show(properties: object) {
  setUpFakeAzure(({ path }) => {
    if (path.endsWith('/permissions')) return owner
    return path.includes('/artifacts') ? { body: { value: [] } } : undefined
  })
  // Of a job the tab reads no more than these.
  const job = { id: '/jobs/calm_fox', name: 'calm_fox', properties } as JobResource
  renderPage(<OutputsTab job={job} live={false} />, '/runs/calm_fox?tab=outputs', '/runs/:jobName')
}

const sweep = { jobType: 'Sweep', status: 'Completed', trial: {} }

test('the outputs of a sweep lead to those of its best trial', async () => {
  show({ ...sweep, properties: { best_child_run_id: 'calm_fox_3' } })
  const link = await screen.findByRole('link', { name: 'Outputs of the best trial, calm_fox_3' })
  expect(link.getAttribute('href')).toMatch(/^\/runs\/calm_fox_3\?.*tab=outputs/)
})

test('they lead to its trials while none is best', async () => {
  show(sweep)
  const link = await screen.findByRole('link', { name: 'See the trials' })
  expect(link.getAttribute('href')).toMatch(/^\/runs\/calm_fox\?.*tab=children/)
})

test('a job without trials speaks of none', async () => {
  show({ jobType: 'Command', status: 'Completed', command: 'true' })
  expect(await screen.findByText('This job left no files')).toBeDefined()
  expect(screen.queryByText(/trial/)).toBeNull()
})
