import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  container,
  mlflow,
  otherWorkspaceId,
  startDataPlane,
  workspaceId,
  type DataPlane,
} from '../runs/test-data-plane.ts'

let plane: DataPlane
beforeAll(() => {
  plane = startDataPlane()
})
afterAll(() => plane.dispose())

const history = `/history/v1.0${workspaceId}`
const artifacts = (job: string) => `/artifact/v2.0${workspaceId}/artifacts/ExperimentRun/dcid.${job}`

/** Name and permissions of the blob that a signed address opens. */
function openedBy(url: string) {
  const { pathname, searchParams } = new URL(url)
  const name = decodeURIComponent(pathname).replace(`/trainyard/${container}/`, '')
  expect(plane.ctx.blobs.verifySas(searchParams, { container, name })).toBe(searchParams.get('sp'))
  return { name, permissions: searchParams.get('sp'), scope: searchParams.get('sr') }
}

test('discovery leads any client to the data plane, without a token', async () => {
  const { body } = await plane.get('/discovery', 'nobody')
  expect(body).toMatchObject({ api: 'http://localhost:4281', history: 'http://localhost:4281' })
  expect((await plane.get(`/discovery/workspaces/any`, 'nobody')).body).toEqual(body)
})

describe('a running job', () => {
  test('shows its log files while they grow, each by an address of its own', async () => {
    const log = join(plane.ctx.settings.dataDir, 'std_log.txt')
    writeFileSync(log, '')
    plane.putJob('grows', { status: 'Running' }, { startedAt: 1_700_000_000_000 })
    plane.ctx.blobs.putLive(container, 'ExperimentRun/dcid.grows/user_logs/std_log.txt', log, 'text/plain')
    await plane.ctx.blobs.put(container, 'ExperimentRun/dcid.grows/outputs/model.json', '{}')
    appendFileSync(log, 'epoch 1\n')

    const { body } = await plane.get(`${history}/runs/grows/details?api-version=2025-09-01`)
    expect(body).toMatchObject({ runId: 'grows', status: 'Running', startTimeUtc: '2023-11-14T22:13:20.000Z' })
    expect(Object.keys(body.logFiles)).toEqual(['user_logs/std_log.txt'])
    expect(openedBy(body.logFiles['user_logs/std_log.txt'])).toEqual({
      name: 'ExperimentRun/dcid.grows/user_logs/std_log.txt',
      permissions: 'r',
      scope: 'b',
    })
    const run = await plane.get(`${history}/runs/grows`)
    expect(run.body).not.toHaveProperty('logFiles')
    expect(run.body).toMatchObject({ dataContainerId: 'dcid.grows', displayName: 'grows', rootRunId: 'grows' })
  })

  test('tells its compute, its data and its place in the queue', async () => {
    const computeId = `${workspaceId}/computes/cpu`
    const inner = { vmSize: 'STANDARD_DS3_V2' }
    const properties = { computeType: 'AmlCompute', properties: inner }
    plane.ctx.resources.put({ id: computeId, name: 'cpu', type: 'computes', properties })
    const inputs = {
      rate: { jobInputType: 'literal', value: '0.1' },
      data: { jobInputType: 'uri_file', uri: 'https://example.org/iris.csv' },
    }
    plane.putJob('waits', { status: 'Queued', computeId, inputs }, { computeId, queuePosition: 2 })

    const { body } = await plane.get(`${history}/runs/waits`)
    expect(body).toMatchObject({
      status: 'Queued',
      target: 'cpu',
      compute: { target: 'cpu', targetType: 'AmlCompute', vmSize: 'STANDARD_DS3_V2', instanceCount: 1 },
      startTimeUtc: null,
      duration: null,
    })
    expect(body.inputs).toEqual({ data: { assetId: 'https://example.org/iris.csv', type: 'uri_file' } })
    expect(body.queueingInfo.message).toContain('2 jobs')
  })
})

test('a failed job says when and why', async () => {
  const error = { code: 'UserError', message: 'Command exited with code 1' } as const
  plane.putJob('fails', { status: 'Failed' }, { startedAt: 0, endedAt: 90_061_001, error })
  const { body } = await plane.get(`${history}/runs/fails/details`)
  expect(body).toMatchObject({ status: 'Failed', duration: '1.01:01:01.0010000', error: { error } })
})

describe('paths', () => {
  test('lead to a run by its experiment too, and only by its own', async () => {
    plane.putJob('filed', { status: 'Completed', experimentName: 'iris' })
    const { experimentId } = (await plane.get(`${history}/runs/filed`)).body
    expect((await plane.get(`${history}/experiments/iris/runs/filed/details`)).body.runId).toBe('filed')
    expect((await plane.get(`${history}/experimentids/${experimentId}/runs/filed`)).body.runId).toBe('filed')
    expect((await plane.get(`${history}/experiments/wine/runs/filed`)).status).toBe(404)
    const all = await plane.get(`${history}/experiments`)
    expect(all.body.value.map((experiment: { name: string }) => experiment.name)).toContain('iris')
  })

  test('are open to a reader, and to a job only for its own run', async () => {
    plane.putJob('one', { status: 'Running' })
    plane.putJob('two', { status: 'Running' })
    expect((await plane.get(`${history}/runs/one`, 'reader')).status).toBe(200)
    expect((await plane.get(`${history}/runs/one`, 'job:one')).status).toBe(200)
    expect((await plane.get(`${history}/runs/one`, 'job:two')).status).toBe(403)
    expect((await plane.get(artifacts('one'), 'job:two')).status).toBe(403)
    expect((await plane.get(`/history/v1.0${otherWorkspaceId}/runs/one`)).status).toBe(404)
    expect((await plane.get(`${history}/runs/nobody`)).body.error.code).toBe('ResourceNotFound')
  })
})

test('children of a run are listed below it', async () => {
  plane.putJob('parent', { status: 'Running' })
  const { experimentId } = (await plane.get(`${history}/runs/parent`)).body
  const child = { experiment_id: experimentId, tags: [{ key: 'mlflow.parentRunId', value: 'parent' }] }
  const made = await plane.post(`/mlflow/v1.0${workspaceId}/api/2.0/mlflow/runs/create`, child)
  const { body } = await plane.get(`${history}/runs/parent/children`)
  expect(body.value).toMatchObject([{ runId: made.body.run.info.run_id, parentRunId: 'parent', status: 'Running' }])
})

test('run data comes for one run or several, with what was asked for', async () => {
  plane.putJob('data', { status: 'Running', command: 'python train.py' })
  const asked = { runId: 'data', selectRunMetadata: true, selectJobSpecification: true }
  const one = await plane.post(`${history}/rundata`, asked)
  expect(one.body).toMatchObject({
    runMetadata: { runId: 'data' },
    runDefinition: null,
    jobSpecification: { job: { command: 'python train.py' } },
  })
  const requests = { a: { runId: 'data', selectRunMetadata: true }, b: { runId: 'nobody' } }
  const several = await plane.post(`${history}/batchrundata`, { requests })
  expect(several.body.successfulResults.a.runMetadata.runId).toBe('data')
  expect(several.body.failedResults.b.error.code).toBe('ResourceNotFound')
  expect((await plane.post(`${history}/rundata`, {})).status).toBe(400)
})

describe('artifacts', () => {
  test('are listed in pages and opened one by one, by either service', async () => {
    plane.putJob('files', { status: 'Completed', experimentName: 'iris' })
    for (let i = 0; i < 501; i++) {
      const name = `ExperimentRun/dcid.files/outputs/${String(i).padStart(3, '0')} é.txt`
      await plane.ctx.blobs.put(container, name, String(i))
    }
    for (const base of [artifacts('files'), `${history}/experiments/iris/runs/files/artifacts`]) {
      const first = await plane.get(`${base}?path=outputs`)
      expect(first.body.value).toHaveLength(500)
      expect(first.body.value[0]).toMatchObject({
        artifactId: 'ExperimentRun/dcid.files/outputs/000 é.txt',
        origin: 'ExperimentRun',
        container: 'dcid.files',
        path: 'outputs/000 é.txt',
      })
      const second = await plane.get(new URL(first.body.nextLink).href.replace('http://localhost:4281', ''))
      expect(second.body).toMatchObject({ value: [{ path: 'outputs/500 é.txt' }], continuationToken: null })

      const path = encodeURIComponent('outputs/007 é.txt')
      const info = await plane.get(`${base}/contentinfo?path=${path}`)
      expect(openedBy(info.body.contentUri)).toMatchObject({ name: 'ExperimentRun/dcid.files/outputs/007 é.txt' })
      const below = await plane.get(`${base}/prefix/contentinfo?path=outputs/00`)
      expect(below.body.value).toHaveLength(10)
      expect((await plane.get(`${base}/contentinfo?path=outputs/none`)).status).toBe(404)
      expect((await plane.get(`${base}/contentinfo?path=../dcid.grows/user_logs/std_log.txt`)).status).toBe(400)
    }
    const list = mlflow('artifacts/list?run_id=files')
    expect((await plane.get(list)).body.files).toEqual([{ path: 'outputs', is_dir: true }])
    const first = (await plane.get(`${list}&path=outputs`)).body
    const second = (await plane.get(`${list}&path=outputs&page_token=${first.next_page_token}`)).body
    expect([first.files.length, second.files.length, second.next_page_token]).toEqual([500, 1, undefined])
    expect(second.files).toEqual([{ path: 'outputs/500 é.txt', is_dir: false, file_size: 3 }])
    const uri = await plane.get(`${history}/experiments/iris/runs/files/artifacts/artifacturi?path=outputs/000%20é.txt`)
    expect(openedBy(uri.body).permissions).toBe('r')
    expect((await plane.get(`${artifacts('files')}/content?path=outputs/007%20%C3%A9.txt`)).text).toBe('7')
  })

  test('are written by a job into its own run, but not over its log', async () => {
    plane.putJob('writes', { status: 'Running' })
    const batch = { paths: [{ path: 'plots/roc.png' }] }
    const made = await plane.post(`${artifacts('writes')}/batch/metadata`, batch, 'job:writes')
    expect(openedBy(made.body.artifactContentInformation['plots/roc.png'].contentUri).permissions).toBe('rcw')
    expect((await plane.get(`${artifacts('writes')}/metadata?path=plots/roc.png`)).status).toBe(200)

    const content = (path: string, token: string, more = '') =>
      plane.call('POST', `${artifacts('writes')}/content?path=${path}${more}`, {
        token,
        body: 'bytes',
        headers: { 'content-type': 'application/octet-stream' },
      })
    expect((await content('note.txt', 'job:writes')).body.path).toBe('note.txt')
    expect((await content('note.txt', 'job:writes', '&allowOverwrite=false')).status).toBe(409)
    expect((await content('user_logs/std_log.txt', 'job:writes')).status).toBe(400)
    expect((await content('note.txt', 'reader')).status).toBe(403)
    expect((await plane.get(`${artifacts('writes')}/write?path=note.txt`, 'reader')).status).toBe(403)
  })

  test('of other origins are not there', async () => {
    const upload = `/artifact/v2.0${workspaceId}/artifacts/LocalUpload/abc`
    expect((await plane.get(upload)).status).toBe(404)
  })
})
