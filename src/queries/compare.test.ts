import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { compareQueries, forgetFailures, movesStill, type Comparison } from './compare.ts'
import { jobQueries } from './jobs.ts'
import { armError, setUpFakeAzure, testWorkspace, type FakeRequest } from './testing/fake-azure.ts'

const mlflow = '/mlflow/v2.0/api/2.0/mlflow'

const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
afterEach(() => client.clear())

type World = { jobs: Record<string, string>; runs: Record<string, { status: string; loss?: number }> }

/** A workspace with jobs of these statuses; of each run what it logged. */
function azure({ jobs, runs }: World, canSearch = true) {
  const runOf = (name: string) => {
    const { status = 'FINISHED', loss = 1 } = runs[name] ?? {}
    const data = {
      metrics: [{ key: 'loss', value: loss, timestamp: '5', step: 1 }],
      params: [{ key: 'lr', value: '1' }],
    }
    return { info: { run_id: name, experiment_id: '7', status }, data }
  }
  return setUpFakeAzure(({ path, body, query }) => {
    const status = jobs[path.replace('/jobs/', '')]
    if (path.startsWith('/jobs/') && status !== undefined)
      return { body: { name: path.slice(6), properties: { jobType: 'Command', status, experimentName: 'flowers' } } }
    if (path === `${mlflow}/experiments/get-by-name`) return { body: { experiment: { experiment_id: '7' } } }
    if (path === `${mlflow}/runs/get`) {
      const id = query.get('run_id') ?? ''
      return id in runs ? { body: { run: runOf(id) } } : undefined
    }
    if (path !== `${mlflow}/runs/search`) return undefined
    if (!canSearch) return armError(400, 'BadRequest', 'No such attribute')
    const asked = JSON.stringify(body)
    return {
      body: {
        runs: Object.keys(runs)
          .filter((name) => asked.includes(`'${name}'`))
          .map(runOf),
      },
    }
  })
}

const look = (names: readonly string[]) =>
  client.query({ ...compareQueries.jobs(client, testWorkspace, names), staleTime: 0 })
const calls = (requests: readonly FakeRequest[]) => requests.map(({ path }) => path.replace(mlflow, ''))
const lossOf = ({ jobs }: Comparison) => jobs.map(({ logged }) => logged?.metrics.get('loss')?.value)

test('jobs are read one by one, what they logged in one request', async () => {
  const requests = azure({ jobs: { a: 'Completed', b: 'Failed' }, runs: { a: { status: 'FINISHED', loss: 3 } } })
  const data = await look(['a', 'b'])
  expect(calls(requests)).toEqual(['/jobs/a', '/jobs/b', '/experiments/get-by-name', '/runs/search'])
  expect(data).toMatchObject({ read: 2, total: 2, failures: [], loggedError: undefined })
  expect(data.jobs[0]?.logged).toEqual({
    params: new Map([['lr', '1']]),
    metrics: new Map([['loss', { value: 3, step: 1, time: 5 }]]),
    tags: new Map(),
  })
  expect(data.jobs[1]?.logged).toBeUndefined()
  expect(movesStill(data)).toBe(false)
})

test('jobs that have ended are never asked for again, in this comparison or another', async () => {
  const requests = azure({
    jobs: { a: 'Completed', b: 'Completed', c: 'Completed' },
    runs: { a: { status: 'FINISHED' } },
  })
  await look(['a', 'b'])
  const before = requests.length
  await look(['a', 'b'])
  expect(requests).toHaveLength(before)
  await look(['a', 'b', 'c'])
  expect(calls(requests.slice(before))).toEqual(['/jobs/c', '/runs/search'])
})

test('what lists and pages hold of jobs that have ended is not asked for', async () => {
  const requests = azure({ jobs: {}, runs: {} })
  const job = (name: string) => ({ id: name, name, properties: { jobType: 'Command', status: 'Completed' } })
  // Of a job no more is read here.
  client.setQueryData(jobQueries.newest(testWorkspace).queryKey, { value: [job('a')] } as never)
  client.setQueryData(jobQueries.detail({ workspace: testWorkspace, jobName: 'b' }).queryKey, job('b') as never)
  const { jobs } = await look(['a', 'b'])
  expect(jobs.map(({ name }) => name)).toEqual(['a', 'b'])
  expect(calls(requests)).not.toContain('/jobs/a')
})

test('a job that is missing does not keep the others from being compared', async () => {
  const world: World = { jobs: { a: 'Completed' }, runs: {} }
  const requests = azure(world)
  const data = await look(['a', 'gone'])
  expect(data.jobs.map(({ name }) => name)).toEqual(['a'])
  expect(data.failures).toMatchObject([{ name: 'gone', error: { status: 404, code: 'NotFound' } }])
  expect(data.read).toBe(2)
  const before = requests.length
  await look(['a', 'gone'])
  expect(requests).toHaveLength(before)

  world.jobs['gone'] = 'Completed'
  const observer = new QueryObserver(client, compareQueries.jobs(client, testWorkspace, ['a', 'gone']))
  const stop = observer.subscribe(() => undefined)
  await forgetFailures(client, testWorkspace, ['a', 'gone'])
  expect(observer.getCurrentResult().data).toMatchObject({ failures: [], jobs: [{ name: 'a' }, { name: 'gone' }] })
  stop()
})

test('a look at running jobs costs one search, until one comes to an end', async () => {
  const world: World = {
    jobs: { a: 'Running', b: 'Running', c: 'Completed' },
    runs: { a: { status: 'RUNNING', loss: 3 }, b: { status: 'RUNNING', loss: 5 }, c: { status: 'FINISHED', loss: 1 } },
  }
  const requests = azure(world)
  expect(movesStill(await look(['a', 'b', 'c']))).toBe(true)
  let before = requests.length
  world.runs['a'] = { status: 'RUNNING', loss: 2 }
  expect(lossOf(await look(['a', 'b', 'c']))).toEqual([2, 5, 1])
  expect(calls(requests.slice(before))).toEqual(['/runs/search'])
  expect(requests.at(-1)?.body).toMatchObject({ filter: "attributes.run_id IN ('a', 'b')" })

  before = requests.length
  world.jobs['a'] = 'Completed'
  world.runs['a'] = { status: 'FINISHED', loss: 1 }
  await look(['a', 'b', 'c'])
  expect(calls(requests.slice(before))).toEqual(['/runs/search', '/jobs/a'])

  world.jobs['b'] = 'Failed'
  world.runs['b'] = { status: 'FAILED', loss: 4 }
  await look(['a', 'b', 'c'])
  const data = await look(['a', 'b', 'c'])
  expect(lossOf(data)).toEqual([1, 4, 1])
  expect(movesStill(data)).toBe(false)
})

test('a job that ended between two requests is read again', async () => {
  const world: World = { jobs: { a: 'Running' }, runs: { a: { status: 'FINISHED' } } }
  azure(world)
  await look(['a'])
  world.jobs['a'] = 'Completed'
  expect(movesStill(await look(['a']))).toBe(false)
})

test('a service that cannot search by ids is asked for each run', async () => {
  azure({ jobs: { a: 'Completed', b: 'Completed' }, runs: { a: { status: 'FINISHED', loss: 2 } } }, false)
  const data = await look(['a', 'b'])
  expect([lossOf(data), data.loggedError]).toEqual([[2, undefined], undefined])
})

test('jobs are compared although nothing of what they logged can be read', async () => {
  setUpFakeAzure(({ path }) =>
    path.startsWith('/jobs/')
      ? { body: { name: path.slice(6), properties: { jobType: 'Command', status: 'Completed' } } }
      : armError(403, 'AuthorizationFailed', 'No.'),
  )
  const data = await look(['a', 'b'])
  expect(data.jobs).toHaveLength(2)
  expect(data.loggedError).toMatchObject({ status: 403 })
})

test('what is read so far is shown before all is', async () => {
  let answer: () => void = () => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  const job = (name: string) => ({ body: { name, properties: { jobType: 'Command', status: 'Completed' } } })
  setUpFakeAzure(({ path }) => {
    if (path === '/jobs/c') return held.then(() => job('c'))
    return path.startsWith('/jobs/') ? job(path.slice(6)) : undefined
  })
  await look(['a', 'b'])
  const reading = look(['a', 'b', 'c'])
  const { queryKey } = compareQueries.jobs(client, testWorkspace, ['a', 'b', 'c'])
  expect(client.getQueryData(queryKey)).toMatchObject({ read: 2, total: 3 })
  answer()
  expect(await reading).toMatchObject({ read: 3 })
})
