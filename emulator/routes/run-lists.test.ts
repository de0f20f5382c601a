import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDataPlane, workspaceId, type DataPlane } from '../runs/test-data-plane.ts'

let plane: DataPlane
beforeAll(() => {
  plane = startDataPlane()
  putRun('first', 'Completed', { experimentName: 'iris', startedAt: 1000, endedAt: 61_000 })
  putRun('second', 'Running', { experimentName: 'wine', startedAt: 2000 })
  putRun('third', 'Queued', { experimentName: 'iris', queuePosition: 0 })
  putRun('elsewhere', 'Completed', { experimentName: 'iris', compute: 'gpu', startedAt: 5000, endedAt: 6000 })
  putRun('nowhere', 'Failed', { experimentName: 'iris', compute: null, startedAt: 7000, endedAt: 8000 })
})
afterAll(() => plane.dispose())

const history = `/history/v1.0${workspaceId}`

type RunFacts = { experimentName: string; compute?: string | null; startedAt?: number; endedAt?: number }

/** A job that was submitted a second after the one before it. */
function putRun(name: string, status: string, facts: RunFacts & { queuePosition?: number }) {
  const { experimentName, compute = 'cpu', ...times } = facts
  const computeId = compute === null ? undefined : `${workspaceId}/computes/${compute}`
  plane.putJob(name, { status, experimentName, tags: { team: name === 'first' ? "o'neil" : 'b' }, computeId }, times)
  plane.ctx.clock.advance(1000)
}

const names = (body: { value: { runId: string }[] }) => body.value.map(({ runId }) => runId)

describe('runs on a compute', () => {
  const runs = `${history}/computes/CPU/runs`

  test('come newest first, with status, times and what they asked for', async () => {
    const { body } = await plane.get(runs)
    expect(names(body)).toEqual(['third', 'second', 'first'])
    expect(body.value[2]).toMatchObject({
      displayName: 'first',
      status: 'Completed',
      startTimeUtc: '1970-01-01T00:00:01.000Z',
      endTimeUtc: '1970-01-01T00:01:01.000Z',
      compute: { target: 'cpu', instanceCount: 1, gpuCount: 0 },
      computeRequest: { nodeCount: 1, gpuCount: 0 },
    })
    expect(body).toMatchObject({ continuationToken: null, nextLink: null })
  })

  test('come by a filter and in an order that is asked for', async () => {
    const open = encodeURIComponent("status eq 'Queued' or status eq 'Running'")
    expect(names((await plane.get(`${runs}?$filter=${open}&$orderby=createdUtc`)).body)).toEqual(['second', 'third'])
    expect(names((await plane.get(`${runs}?$orderby=startTimeUtc&$sortorder=desc`)).body)).toEqual([
      'second',
      'first',
      'third',
    ])
  })

  test('come by the last of options that are given twice', async () => {
    expect(names((await plane.get(`${runs}?$filter=colour&$filter=&$top=none&$top=1`)).body)).toEqual(['third'])
    expect((await plane.get(`${runs}?$top=1&$top=none`)).status).toBe(400)
  })

  test('come in pages that no new run disturbs', async () => {
    const first = await plane.get(`${runs}?$top=2`)
    expect(names(first.body)).toEqual(['third', 'second'])
    putRun('newcomer', 'Queued', { experimentName: 'wine' })
    const second = await plane.get(first.body.nextLink.replace('http://localhost:4281', ''))
    expect(names(second.body)).toEqual(['first'])
    expect(second.body.nextLink).toBeNull()
    const token = encodeURIComponent(first.body.continuationToken)
    expect(names((await plane.get(`${runs}?$top=2&$continuationtoken=${token}`)).body)).toEqual(['first'])
  })

  test('are told apart from those that wait for serverless compute', async () => {
    expect(names((await plane.get(`${history}/computes/serverless/runs`)).body)).toEqual(['nowhere'])
    expect(names((await plane.get(`${history}/computes/none/runs`)).body)).toEqual([])
  })

  test('are open to readers and to no job', async () => {
    expect((await plane.get(runs, 'reader')).status).toBe(200)
    expect((await plane.get(runs, 'job:first')).status).toBe(403)
  })
})

describe('runs of an experiment', () => {
  const query = (body: unknown, experiment = 'experiments/iris') =>
    plane.post(`${history}/${experiment}/runs:query`, body)

  test('are found by the words of their filter', async () => {
    const filters: [string, string[]][] = [
      ['', ['nowhere', 'elsewhere', 'third', 'first']],
      ["target eq 'cpu'", ['third', 'first']],
      ["target eq 'cpu' and status eq 'Completed'", ['first']],
      ["not (status eq 'Completed' or status eq 'Failed')", ['third']],
      ["tags/team eq 'o''neil'", ['first']],
      ['endTimeUtc eq null', ['third']],
      ['startTimeUtc ge 1970-01-01T00:00:05Z', ['nowhere', 'elsewhere']],
      ["startTimeUtc lt '1970-01-01T00:00:05Z'", ['first']],
      ["(Status ne 'Queued') and ((RunId eq 'first'))", ['first']],
    ]
    for (const [filter, found] of filters) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other reads better when one fails
      expect([filter, names((await query({ filter })).body)]).toEqual([filter, found])
    }
  })

  test('are found by the id of the experiment too, as many as asked for', async () => {
    const { experimentId } = (await plane.get(`${history}/runs/first`)).body
    const byId = `experimentids/${experimentId}`
    const page = await query({ orderBy: 'endTimeUtc desc', top: 2 }, byId)
    expect(names(page.body)).toEqual(['first', 'nowhere'])
    const next = await query({ orderBy: 'endTimeUtc desc', top: 9, ...page.body }, byId)
    expect(names(next.body)).toEqual(['elsewhere', 'third'])
    expect((await query(undefined, byId)).body.value).toHaveLength(4)
  })

  test('are refused with a reason to a query that cannot be read', async () => {
    const wrong = [
      { filter: "status is 'Failed'" },
      { filter: "colour eq 'red'" },
      { filter: "(status eq 'Failed'" },
      { filter: "startTimeUtc gt 'yesterday'" },
      { filter: `${'('.repeat(40)}status eq 'Failed'${')'.repeat(40)}` },
      { filter: "status eq 'Failed' status" },
      { orderBy: 'colour desc' },
      { continuationToken: 'x' },
      { top: 0 },
    ]
    const answers = await Promise.all(wrong.map((body) => query(body)))
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(wrong.map(() => [400, 'BadArgument']))
    expect(answers[1]?.body.error.message).toContain('colour')
    expect((await query({}, 'experiments/none')).status).toBe(404)
  })
})
