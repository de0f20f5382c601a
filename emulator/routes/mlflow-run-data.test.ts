import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mlflow, newExperiment, newRun, startDataPlane, type DataPlane } from '../runs/test-data-plane.ts'

let plane: DataPlane
beforeAll(() => {
  plane = startDataPlane()
})
afterAll(() => plane.dispose())

type Found = { info: { run_id: string }; data: { tags: object[] } }

describe('runs by their ids', () => {
  test('come with all that was logged into each of them', async () => {
    const experiment = await newExperiment(plane, 'by-id')
    const ids = await Promise.all(Array.from({ length: 5 }, () => newRun(plane, experiment)))
    for (const [i, runId] of ids.entries()) {
      const [params, tags] = [[{ key: 'rate', value: `${i}` }], [{ key: 'team', value: `t${i}` }]]
      const metrics = Array.from({ length: i }, (_, n) => ({ key: `m${n}`, value: 'NaN', timestamp: 1, step: n }))
      await plane.post(mlflow('runs/log-batch'), { run_id: runId, params, tags, metrics })
    }
    const search = async (filter: string) => {
      const { body } = await plane.post(mlflow('runs/search'), { experiment_ids: [experiment], filter })
      return new Map((body.runs as Found[]).map((run) => [run.info.run_id, run.data]))
    }
    const found = await search(`attributes.run_id IN ('${ids[1]}','${ids[4]}','nobody')`)
    expect(new Set(found.keys())).toEqual(new Set([ids[1], ids[4]]))
    expect(found.get(ids[4] ?? '')).toMatchObject({
      params: [{ key: 'rate', value: '4' }],
      metrics: [0, 1, 2, 3].map((n) => ({ key: `m${n}`, value: 'NaN', timestamp: 1, step: n })),
    })
    expect(found.get(ids[1] ?? '')?.tags).toContainEqual({ key: 'team', value: 't1' })
    const others = await search(`attributes.run_id NOT IN ('${ids[1]}', '${ids[4]}')`)
    expect(new Set(others.keys())).toEqual(new Set([ids[0], ids[2], ids[3]]))
    const all = `'${Array.from({ length: 100 }, (_, i) => ids[i] ?? `run-${i}`).join(`','`)}'`
    expect((await search(`run_id IN (${all})`)).size).toBe(5)
  })
})

describe('the limits of a run in Azure', () => {
  const runOf = async (runId: string) => (await plane.get(mlflow(`runs/get?run_id=${runId}`))).body.run
  const entries = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `n${from + i}`)

  test('a 201st parameter is refused, and the batch that it is in', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'params'))
    const log = (keys: string[], more = {}) =>
      plane.post(mlflow('runs/log-batch'), { run_id: runId, params: keys.map((key) => ({ key, value: 'x' })), ...more })
    await log(entries(100))
    expect((await log(entries(90, 100))).status).toBe(200)
    const refused = await log(entries(20, 190), { tags: [{ key: 'late', value: 'yes' }] })
    expect([refused.status, refused.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect(refused.body.message).toContain('FieldName=Parameters, Limit=200, Size=210.')
    const { data } = await runOf(runId)
    expect(data.params).toHaveLength(190)
    expect(data.tags).not.toContainEqual({ key: 'late', value: 'yes' })
    await log(entries(10, 190))
    const one = await plane.post(mlflow('runs/log-parameter'), { run_id: runId, key: 'more', value: 1 })
    expect([one.status, one.body.message]).toEqual([400, expect.stringContaining('Size=201.')])
    // One that is there already is no more than it was.
    expect((await plane.post(mlflow('runs/log-parameter'), { run_id: runId, key: 'n0', value: 'x' })).status).toBe(200)
  })

  test('a 51st metric is refused; those that are there go on, and those of the system do not count', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'names'))
    const log = (keys: string[]) =>
      plane.post(mlflow('runs/log-batch'), {
        run_id: runId,
        metrics: keys.map((key) => ({ key, value: 1, timestamp: 1, step: 0 })),
      })
    await log(['system/cpu_utilization_percentage', ...entries(48)])
    const refused = await log(entries(4, 47))
    expect([refused.status, refused.body.error_code]).toEqual([400, 'INVALID_PARAMETER_VALUE'])
    expect(refused.body.message).toContain('FieldName=Metrics, Limit=50, Size=51.')
    expect((await runOf(runId)).data.metrics).toHaveLength(49)
    expect((await log(entries(50))).status).toBe(200)
    const metric = { run_id: runId, value: 1, timestamp: 2, step: 1 }
    expect((await plane.post(mlflow('runs/log-metric'), { ...metric, key: 'n50' })).status).toBe(400)
    expect((await plane.post(mlflow('runs/log-metric'), { ...metric, key: 'n49' })).status).toBe(200)
    expect((await runOf(runId)).data.metrics).toHaveLength(51)
  })
})
