import { afterAll, beforeAll, expect, test } from 'vitest'
import { mlflow, startDataPlane, workspaceId, type DataPlane } from './runs/test-data-plane.ts'

let plane: DataPlane
const names = Array.from({ length: 100 }, (_, i) => `job-${i}`)
beforeAll(() => {
  plane = startDataPlane()
  for (const name of names) plane.putJob(name, { status: 'Completed' })
  const run = plane.ctx.runs.get(workspaceId, 'job-0')
  if (!run) throw new Error('There is no run.')
  const metrics = Array.from({ length: 1000 }, (_, step) => ({ key: 'loss', value: 1 / 3, timestamp: step, step }))
  plane.ctx.runs.log(run, { metrics, params: [], tags: [] })
})
afterAll(() => plane.dispose())

const zipped = { 'accept-encoding': 'gzip, deflate, br', origin: 'http://localhost:4280' }
const search = async (headers: object, limit: number) => {
  const { body } = await plane.get(mlflow('experiments/get-by-name?experiment_name=iris'))
  const message = { experiment_ids: [body.experiment.experiment_id], max_results: limit }
  return plane.call('POST', mlflow('runs/search'), { body: message, headers })
}

test('a long answer is compressed for those who take it', async () => {
  const plain = await search({}, 100)
  expect([plain.headers['content-encoding'], plain.body.runs.length]).toEqual([undefined, 100])
  const packed = await search(zipped, 100)
  expect(packed.headers).toMatchObject({
    'content-encoding': 'gzip',
    vary: 'origin, accept-encoding',
    'content-length': String(packed.raw.length),
  })
  expect(packed.body).toEqual(plain.body)
  expect(packed.raw.length).toBeLessThan(plain.raw.length / 5)
})

test('a short answer is not', async () => {
  const { headers, body } = await search(zipped, 1)
  expect([headers['content-encoding'], body.runs.length]).toEqual([undefined, 1])
})

test('pages of metric history are compressed only where they are to be', async () => {
  const page = () => plane.call('GET', mlflow('metrics/get-history?run_id=job-0&metric_key=loss'), { headers: zipped })
  expect((await page()).headers['content-encoding']).toBeUndefined()
  plane.ctx.switches.compressHistory = true
  const packed = await page()
  expect([packed.headers['content-encoding'], packed.body.metrics.length]).toEqual(['gzip', 1000])
})
