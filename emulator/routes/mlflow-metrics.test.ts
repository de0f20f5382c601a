import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mlflow, newExperiment, newRun, startDataPlane, type DataPlane } from '../runs/test-data-plane.ts'

let plane: DataPlane
beforeAll(() => {
  plane = startDataPlane()
})
afterAll(() => plane.dispose())

describe('metric history', () => {
  const pageOf = async (query: Record<string, string>) => {
    const address = mlflow(`metrics/get-history?${new URLSearchParams({ metric_key: 'loss', ...query }).toString()}`)
    const { status, body } = await plane.get(address)
    expect([status, body]).toMatchObject([200, {}])
    return body as { metrics: { step: number; timestamp: number; value: number | string }[]; next_page_token?: string }
  }

  test('comes in pages, by timestamp, step and value', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'long'))
    const metrics = Array.from({ length: 1000 }, (_, i) => ({ key: 'loss', value: i, timestamp: i, step: 999 - i }))
    await plane.post(mlflow('runs/log-batch'), { run_id: runId, metrics: metrics.toReversed() })
    const steps: number[] = []
    let token: string | undefined = ''
    do {
      // Numbers of 64 bits may come as text, as in any query; a page is never longer than it was asked to be.
      const page = await pageOf({ run_id: runId, max_results: '300', page_token: token })
      expect(page.metrics.length).toBeLessThanOrEqual(300)
      steps.push(...page.metrics.map(({ step }) => step))
      token = page.next_page_token
    } while (token !== undefined)
    expect(steps).toEqual(Array.from({ length: 1000 }, (_, i) => 999 - i))
  })

  test('orders equal times by step, then by value, and keeps each of two equal points', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'ties'))
    const points = [
      [5, 1, 7],
      [5, 0, 'Infinity'],
      [5, 0, -2],
      [5, 0, 'NaN'],
      [4, 9, 1],
      [5, 0, '-Infinity'],
      [5, 0, -2],
    ]
    const metrics = points.map(([timestamp, step, value]) => ({ key: 'loss', timestamp, step: String(step), value }))
    await plane.post(mlflow('runs/log-batch'), { run_id: runId, metrics })
    const expected = [1, '-Infinity', -2, -2, 'NaN', 'Infinity', 7]
    expect((await pageOf({ run_id: runId })).metrics.map(({ value }) => value)).toEqual(expected)
    // One by one, over places that differ in nothing but the value, or not even in that.
    const singly: unknown[] = []
    let token: string | undefined = ''
    do {
      const page = await pageOf({ run_id: runId, max_results: '1', page_token: token })
      singly.push(...page.metrics.map(({ value }) => value))
      token = page.next_page_token
    } while (token !== undefined)
    expect(singly).toEqual(expected)
  })

  test('goes on at the same place while points are logged', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'growing'))
    const log = (...timestamps: number[]) =>
      plane.post(mlflow('runs/log-batch'), {
        run_id: runId,
        metrics: timestamps.map((timestamp) => ({ key: 'loss', value: timestamp, timestamp, step: timestamp })),
      })
    await log(10, 20, 30, 40)
    const { next_page_token: token = '' } = await pageOf({ run_id: runId, max_results: '2' })
    const rest = async () =>
      (await pageOf({ run_id: runId, page_token: token })).metrics.map(({ timestamp }) => timestamp)
    expect(await rest()).toEqual([30, 40])
    await log(50)
    expect(await rest()).toEqual([30, 40, 50])
    // Late ones slip in where their time puts them.
    await log(5, 35)
    expect(await rest()).toEqual([30, 35, 40, 50])
  })

  test('refuses long pages where it is told to, in the words of Azure', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'short pages'))
    const ask = (most: string) =>
      plane.get(mlflow(`metrics/get-history?run_id=${runId}&metric_key=x&max_results=${most}`))
    plane.ctx.switches.historyMaxResults = 999
    const refused = await ask('25000')
    expect([refused.status, refused.body]).toEqual([
      400,
      { error_code: 'BAD_REQUEST', message: 'MaxResults = 25000 is invalid: MaxResults must be less than 1000.' },
    ])
    expect((await ask('999')).status).toBe(200)
    plane.ctx.switches.historyMaxResults = null
  })

  test('of many runs is sampled at the same steps', async () => {
    const experiment = await newExperiment(plane, 'many')
    const [long, short] = [await newRun(plane, experiment), await newRun(plane, experiment)]
    const log = (runId: string, from: number, to: number) =>
      plane.post(mlflow('runs/log-batch'), {
        run_id: runId,
        metrics: Array.from({ length: to - from }, (_, i) => ({ key: 'loss', value: i, timestamp: i, step: from + i })),
      })
    await log(long, 0, 1000)
    await log(short, 333, 444)
    const sampled = (query: string) => plane.get(mlflow(`metrics/get-history-bulk-interval?metric_key=loss&${query}`))
    const both = `run_ids=${long}&run_ids=${short}`
    const stepsOf = (body: { metrics: { run_id: string; step: number }[] }, runId: string) =>
      body.metrics.filter((metric) => metric.run_id === runId).map(({ step }) => step)

    const { body } = await sampled(`${both}&max_results=10`)
    expect(stepsOf(body, long)).toEqual([0, 100, 200, 300, 333, 400, 443, 500, 600, 700, 800, 900, 999])
    expect(stepsOf(body, short)).toEqual([333, 400, 443])
    expect(body.metrics.at(-1)).toEqual({ key: 'loss', value: 110, timestamp: 110, step: 443, run_id: short })
    const part = (await sampled(`${both}&max_results=4&start_step=400&end_step=500`)).body
    expect(stepsOf(part, long)).toEqual([400, 425, 443, 450, 475, 500])
    expect((await sampled(`run_ids=${long}`)).body.metrics).toHaveLength(1000)

    const tooMany = Array.from({ length: 101 }, () => `run_ids=${long}`).join('&')
    const refused = [
      `${both}&start_step=5`,
      `${both}&start_step=5&end_step=4`,
      `${both}&max_results=2501`,
      `${both}&max_results=0`,
      tooMany,
      '',
    ]
    for (const query of refused) {
      const answer = await sampled(query)
      expect([query.slice(-40), answer.status, answer.body.error_code]).toEqual([
        query.slice(-40),
        400,
        'INVALID_PARAMETER_VALUE',
      ])
    }
    expect((await sampled(`run_ids=${long}&run_ids=nobody`)).status).toBe(404)
  })

  test('is empty for a metric nobody logged, and refuses a token it never gave', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'none'))
    expect((await plane.get(mlflow(`metrics/get-history?run_id=${runId}&metric_key=x`))).body).toEqual({ metrics: [] })
    for (const token of ['zzz', '1.2.3', Buffer.from('1 2 3').toString('base64url')]) {
      const forged = mlflow(`metrics/get-history?run_id=${runId}&metric_key=x&page_token=${token}`)
      expect((await plane.get(forged)).status).toBe(400)
    }
  })
})
