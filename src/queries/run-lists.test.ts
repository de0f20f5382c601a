import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { runListQueries } from './run-lists.ts'
import { setUpFakeAzure, testWorkspace } from './testing/fake-azure.ts'

const runs = [{ runId: 'a', status: 'Queued' }]
const compute = { workspace: testWorkspace, computeName: 'one-node' }
const client = () => new QueryClient({ defaultOptions: { queries: { retry: false } } })

test('the runs ahead on a compute come first, in one request', async () => {
  const requests = setUpFakeAzure(() => ({ body: { value: runs, continuationToken: null } }))
  expect(await client().query(runListQueries.unfinishedOn(compute))).toEqual({ runs, hasMore: false })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.path).toBe('/history/v1.0/computes/one-node/runs')
  expect(Object.fromEntries(requests[0]?.query ?? [])).toEqual({
    $filter: "status ne 'Completed' and status ne 'Failed' and status ne 'Canceled'",
    $orderby: 'createdTimeUtc asc',
    $top: '100',
  })
})

test.each([
  ['a link', { nextLink: 'https://data.test/more' }],
  ['a token', { continuationToken: 'more' }],
])('further pages are known by %s', async (_, more) => {
  setUpFakeAzure(() => ({ body: { value: runs, ...more } }))
  expect(await client().query(runListQueries.endedOn(compute))).toMatchObject({ hasMore: true })
})

test('the runs of an experiment are found by a query', async () => {
  const requests = setUpFakeAzure(() => ({ body: { value: runs } }))
  await client().query(runListQueries.completedIn(testWorkspace, 'e-1'))
  expect(requests[0]).toMatchObject({
    method: 'POST',
    path: '/history/v1.0/experimentids/e-1/runs:query',
    body: { filter: "status eq 'Completed'", orderBy: 'createdTimeUtc desc', top: 50 },
  })
})
