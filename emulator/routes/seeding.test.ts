import { afterAll, beforeAll, expect, test } from 'vitest'
import { accounts } from '../seed/directory.ts'
import type { SeedRequest } from '../seed/seed-body.ts'
import type { SeededRuns } from '../testing/seed-runs.ts'
import { signIn, startTestEmulator, workspaceId, type TestEmulator } from '../testing/test-emulator.ts'
import { until } from '../testing/until.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Job = {
  name: string
  properties: Record<string, unknown> & { status: string; properties: Record<string, string> }
}
type Run = {
  info: { status: string; start_time: number; end_time?: number }
  data: { metrics: { key: string; value: number | string; step: number }[]; params: { key: string; value: string }[] }
}
type Point = { value: number | string; step: number; timestamp: number }

const seed = (body: SeedRequest, from = emulator) => from.call<SeededRuns>('POST', '/_trainyard/seed', { body })
const jobOf = async (name: string, from = emulator) =>
  (await from.call<Job>('GET', `${workspaceId}/jobs/${name}`)).body.properties
const mlflow = `/mlflow/v2.0${workspaceId}/api/2.0/mlflow`
const runOf = async (name: string) =>
  (await emulator.call<{ run: Run }>('GET', `${mlflow}/runs/get?run_id=${name}`)).body.run
async function historyOf(name: string, metric: string) {
  const query = new URLSearchParams({ run_id: name, metric_key: metric })
  return (await emulator.call<{ metrics: Point[] }>('GET', `${mlflow}/metrics/get-history?${query.toString()}`)).body
    .metrics
}

test('seeded jobs are whole: ARM, run history and MLflow tell the same of them', async () => {
  const { status, body } = await seed({
    name: 'whole',
    experiment: 'flowers',
    runs: 12,
    metrics: 3,
    points: 50,
    params: 20,
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({ workspace: workspaceId, experiment: 'flowers' })
  expect(body.jobs.slice(0, 2)).toEqual(['whole-01', 'whole-02'])

  const job = await jobOf('whole-07')
  expect(job).toMatchObject({ jobType: 'Command', status: 'Completed', experimentName: 'flowers' })
  expect(job.properties['mlflow.source.git.commit']).toMatch(/^[0-9a-f]{40}$/)
  const { info, data } = await runOf('whole-07')
  expect(info.status).toBe('FINISHED')
  expect(new Date(info.start_time).toISOString().slice(0, 19)).toBe(job.properties['StartTimeUtc']?.replace(' ', 'T'))
  expect(info.end_time).toBe(info.start_time + 50_000)
  expect(data.params).toHaveLength(20)
  expect(data.metrics.map(({ key, step }) => [key, step])).toEqual([
    ['train/accuracy', 49],
    ['train/loss', 49],
    ['val/loss', 49],
  ])
  const { body: list } = await emulator.call<{ value: Job[] }>('GET', `${workspaceId}/jobs`)
  expect(list.value.slice(0, 12).map(({ name }) => name)).toEqual(body.jobs.toReversed())
  const { body: details } = await emulator.call<{ status: string; logFiles: object }>(
    'GET',
    `/history/v1.0${workspaceId}/runs/whole-07/details`,
  )
  expect(details.status).toBe('Completed')
  expect(Object.keys(details.logFiles)).toEqual(['user_logs/std_log.txt'])
})

test('the same number makes the same values, another one others', async () => {
  const like = { metrics: ['loss'], points: 20 }
  for (const [name, number] of [
    ['same-a', 5],
    ['same-b', 5],
    ['other', 6],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    await seed({ name, seed: number, ...like })
  }
  const values = async (name: string) => (await historyOf(name, 'loss')).map(({ value }) => value)
  expect(await values('same-a-1')).toEqual(await values('same-b-1'))
  expect(await values('same-a-1')).not.toEqual(await values('other-1'))
})

test('curves have what is asked for: what is no number, a restart, gaps, equal steps', async () => {
  const points = 200
  await seed({ name: 'odd', metrics: ['loss', 'epoch'], points, shape: { nonFiniteShare: 0.2, restartAt: 100 } })
  const odd = await historyOf('odd-1', 'loss')
  expect(new Set(odd.map(({ value }) => value).filter((value) => typeof value === 'string'))).toEqual(
    new Set(['NaN', 'Infinity', '-Infinity']),
  )
  expect(odd.slice(99, 102).map(({ step }) => step)).toEqual([99, 50, 51])
  expect((await historyOf('odd-1', 'epoch')).at(-1)?.value).toBe(1)

  await seed({ name: 'gappy', metrics: ['loss'], points, shape: { gaps: 3 } })
  const steps = (await historyOf('gappy-1', 'loss')).map(({ step }) => step)
  const strides = steps.slice(1).map((step, i) => step - (steps[i] ?? 0))
  expect(strides.filter((stride) => stride > 1)).toHaveLength(3)

  await seed({ name: 'equal', metrics: ['loss'], points, shape: { equalSteps: true } })
  expect(new Set((await historyOf('equal-1', 'loss')).map(({ step }) => step))).toEqual(new Set([0]))
})

test('a live job logs by the clock until it completes', async () => {
  const live = { pointsPerSecond: 10, forSeconds: 600 }
  await seed({ name: 'live', metrics: ['loss', 'val/loss'], points: 30, live })
  expect((await jobOf('live-1')).status).toBe('Running')
  const lastStep = async () => (await runOf('live-1')).data.metrics[0]?.step ?? 0
  expect(await lastStep()).toBeGreaterThanOrEqual(29)
  await emulator.call('POST', '/_trainyard/clock/advance', { body: { seconds: 100 } })
  await until(async () => ((await lastStep()) >= 1029 ? true : undefined))
  expect((await jobOf('live-1')).status).toBe('Running')
  await emulator.call('POST', '/_trainyard/clock/advance', { body: { seconds: 500 } })
  await until(async () => ((await jobOf('live-1')).status === 'Completed' ? true : undefined))
  expect(await historyOf('live-1', 'val/loss')).toHaveLength(6030)
})

test('a live job can be cancelled and then deleted', async () => {
  await seed({ name: 'halted', metrics: 1, points: 5, live: { pointsPerSecond: 50, forSeconds: 600 } })
  await emulator.call('POST', `${workspaceId}/jobs/halted-1/cancel`)
  expect((await jobOf('halted-1')).status).toBe('Canceled')
  expect((await runOf('halted-1')).info.status).toBe('KILLED')
  expect((await emulator.call('DELETE', `${workspaceId}/jobs/halted-1`)).status).toBeLessThan(300)
  expect((await emulator.call('GET', `${workspaceId}/jobs/halted-1`)).status).toBe(404)
})

test('a restart keeps what was seeded, and finds a live job lost', async () => {
  const first = await startTestEmulator()
  await seed({ name: 'done', points: 10 }, first)
  await seed({ name: 'alive', points: 10, live: { pointsPerSecond: 1, forSeconds: 600 } }, first)
  await first.close()
  const again = await startTestEmulator({ dataDir: first.dataDir })
  try {
    expect((await jobOf('done-1', again)).status).toBe('Completed')
    await until(async () => ((await jobOf('alive-1', again)).status === 'Failed' ? true : undefined))
    const details = `/history/v1.0${workspaceId}/runs/alive-1/details`
    const { body } = await again.call<{ error: { error: { message: string } } }>('GET', details)
    expect(body.error.error.message).toMatch(/was not running when this job ended/)
  } finally {
    await again.dispose()
  }
})

test('seeding refuses what it cannot do, and then makes nothing', async () => {
  const { access_token } = await signIn(emulator.ready, accounts[1]?.userPrincipalName ?? '')
  const asReader = await emulator.call('POST', '/_trainyard/seed', { token: access_token, body: {} })
  expect(asReader.status).toBe(403)
  await seed({ name: 'taken', runs: 1 })
  const bodies: [SeedRequest, number][] = [
    [{ name: 'taken', runs: 1 }, 409],
    [{ name: '-wrong' }, 400],
    [{ name: 'many', metrics: 51 }, 400],
    [{ name: 'unnamed', metrics: ['a//b'] }, 400],
    [{ name: 'twice', metrics: ['loss', 'loss'] }, 400],
    [{ name: 'huge', runs: 100, metrics: 50, points: 100_000 }, 400],
    [{ name: 'lasting', live: { pointsPerSecond: 1000, forSeconds: 86_400 } }, 400],
    [{ name: 'nowhere', workspace: `${workspaceId}x` }, 404],
  ]
  for (const [body, status] of bodies) {
    // oxlint-disable-next-line no-await-in-loop
    expect([body, (await seed(body)).status]).toEqual([body, status])
  }
  expect((await emulator.call('GET', `${workspaceId}/jobs/huge-001`)).status).toBe(404)
})
