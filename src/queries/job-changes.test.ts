import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { JobConflictError } from '../domain/job-update.ts'
import { jobChanges } from './job-changes.ts'
import { jobQueries } from './jobs.ts'
import { armError, setUpFakeAzure, testWorkspace } from './testing/fake-azure.ts'

const ref = { workspace: testWorkspace, jobName: 'calm_fox' }

const aJob = (properties: object = {}) => ({
  id: '/jobs/calm_fox',
  name: 'calm_fox',
  properties: { jobType: 'Command', command: 'true', environmentId: 'e', displayName: 'Old', ...properties },
})

/** Runs a mutation outside of a page. */
const run = <Variables, Result>(
  options: (client: QueryClient) => {
    mutationFn?: ((variables: Variables, context: never) => Promise<Result>) | undefined
  },
  variables: Variables,
) => {
  const client = new QueryClient()
  // The options build with a function always; their type leaves it open.
  return client
    .getMutationCache()
    .build(client, options(client) as never)
    .execute(variables) as Promise<Result>
}

test('a change is made of the newest version of a job', async () => {
  const requests = setUpFakeAzure(({ method, body }) =>
    method === 'PUT'
      ? { body: aJob((body as { properties: object }).properties) }
      : { body: aJob({ tags: { theirs: 'x' } }) },
  )
  const changes = [{ field: 'displayName', from: 'Old', to: 'New' } as const]
  const job = await run((client) => jobChanges.update(client, ref), changes)
  expect(job).toMatchObject({ properties: { displayName: 'New', tags: { theirs: 'x' } } })
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT'])
})

test('a change of what somebody else has changed is not sent', async () => {
  const requests = setUpFakeAzure(() => ({ body: aJob({ displayName: 'Theirs' }) }))
  const changes = [{ field: 'displayName', from: 'Old', to: 'New' } as const]
  await expect(run((client) => jobChanges.update(client, ref), changes)).rejects.toThrow(JobConflictError)
  expect(requests.map(({ method }) => method)).toEqual(['GET'])
})

test('a deletion waits until the job is gone, and leaves its page alone', async () => {
  let looks = 0
  const requests = setUpFakeAzure(({ method }) => {
    if (method === 'DELETE') return { status: 202 }
    looks += 1
    return looks < 3 ? { body: aJob() } : armError(404, 'UserError', 'Job calm_fox not found.')
  })
  const client = new QueryClient()
  client.setQueryData(jobQueries.detail(ref).queryKey, aJob() as never)
  await client
    .getMutationCache()
    .build(client, jobChanges.delete(client, ref, { pauseMs: 1 }))
    .execute()
  expect(requests.map(({ method }) => method)).toEqual(['DELETE', 'GET', 'GET', 'GET'])
  expect(client.getQueryState(jobQueries.detail(ref).queryKey)?.isInvalidated).toBe(false)
})

test('a deletion that is refused says why', async () => {
  setUpFakeAzure(() => armError(409, 'UserError', 'Cancel it before deleting it.'))
  await expect(run((client) => jobChanges.delete(client, ref, { pauseMs: 1 }), undefined)).rejects.toThrow(/Cancel it/)
})
