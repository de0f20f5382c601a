import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  container,
  mlflow,
  newExperiment,
  newRun,
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

const runOf = async (runId: string) => (await plane.get(mlflow(`runs/get?run_id=${runId}`))).body.run

describe('experiments', () => {
  test('are made once and found by id and by name', async () => {
    const id = await newExperiment(plane, 'wine')
    const byName = await plane.get(mlflow('experiments/get-by-name?experiment_name=wine'))
    expect(byName.body.experiment).toMatchObject({ experiment_id: id, name: 'wine', lifecycle_stage: 'active' })
    expect((await plane.get(mlflow(`experiments/get?experiment_id=${id}`))).body.experiment.name).toBe('wine')

    const again = await plane.post(mlflow('experiments/create'), { name: 'wine' })
    expect(again).toMatchObject({ status: 400, body: { error_code: 'RESOURCE_ALREADY_EXISTS' } })
  })

  test('a name that is not there is 404, by which clients know to create it', async () => {
    const missing = await plane.get(mlflow('experiments/get-by-name?experiment_name=nobody'))
    expect(missing).toMatchObject({ status: 404, body: { error_code: 'RESOURCE_DOES_NOT_EXIST' } })
  })

  test('a client that names no experiment gets the default one by the id 0', async () => {
    const { body } = await plane.get(mlflow('experiments/get?experiment_id=0'))
    expect(body.experiment).toMatchObject({ experiment_id: '0', name: 'Default' })
  })

  test('belong to their workspace', async () => {
    await newExperiment(plane, 'private')
    const elsewhere = `/mlflow/v2.0${otherWorkspaceId}/api/2.0/mlflow/experiments/get-by-name?experiment_name=private`
    expect((await plane.get(elsewhere)).status).toBe(404)
  })

  test('a deleted one leaves the list until it is restored', async () => {
    const id = await newExperiment(plane, 'fleeting')
    const names = async (view: string) => {
      const { body } = await plane.post(mlflow('experiments/search'), { view_type: view, filter: "name LIKE 'fleet%'" })
      return body.experiments.map((experiment: { name: string }) => experiment.name)
    }
    await plane.post(mlflow('experiments/delete'), { experiment_id: id })
    expect(await names('ACTIVE_ONLY')).toEqual([])
    expect(await names('DELETED_ONLY')).toEqual(['fleeting'])
    await plane.post(mlflow('experiments/restore'), { experiment_id: id })
    expect(await names('ACTIVE_ONLY')).toEqual(['fleeting'])
  })
})

describe('runs', () => {
  test('keep parameters, tags and the last value of each metric', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'keeping'), { run_name: 'first' })
    await plane.post(mlflow('runs/log-parameter'), { run_id: runId, key: 'depth', value: 3 })
    await plane.post(mlflow('runs/set-tag'), { run_uuid: runId, key: 'stage', value: 'trial' })
    for (const [step, value] of [
      [1, 0.7],
      [3, 0.9],
      [2, 0.8],
    ]) {
      await plane.post(mlflow('runs/log-metric'), { run_id: runId, key: 'accuracy', value, timestamp: 5, step })
    }

    const run = await runOf(runId)
    expect(run.info).toMatchObject({ run_id: runId, run_uuid: runId, run_name: 'first', status: 'RUNNING' })
    expect(run.data.params).toEqual([{ key: 'depth', value: '3' }])
    expect(run.data.metrics).toEqual([{ key: 'accuracy', value: 0.9, timestamp: 5, step: 3 }])
    expect(run.data.tags).toContainEqual({ key: 'stage', value: 'trial' })
  })

  test('a parameter may be repeated but not changed, and a refused batch leaves nothing behind', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'params'))
    const log = (value: string) =>
      plane.post(mlflow('runs/log-batch'), {
        run_id: runId,
        params: [{ key: 'rate', value }],
        tags: [{ key: 'with', value }],
        metrics: [{ key: 'loss', value: 1, timestamp: 1 }],
      })
    expect((await log('0.1')).status).toBe(200)
    expect((await log('0.1')).status).toBe(200)
    expect(await log('0.2')).toMatchObject({ status: 400, body: { error_code: 'INVALID_PARAMETER_VALUE' } })

    const { data } = await runOf(runId)
    expect(data.params).toEqual([{ key: 'rate', value: '0.1' }])
    expect(data.tags).toContainEqual({ key: 'with', value: '0.1' })
    expect((await plane.get(mlflow(`metrics/get-history?run_id=${runId}&metric_key=loss`))).body.metrics).toHaveLength(
      2,
    )
  })

  test('take integers as strings from older clients, and numbers that JSON lacks', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'numbers'), { start_time: '1700000000000' })
    const points = ['NaN', 'Infinity', '-Infinity', 1e-300].map((value, step) => ({
      key: 'odd',
      value,
      timestamp: '1700000000001',
      step: String(step),
    }))
    await plane.post(mlflow('runs/log-batch'), { run_id: runId, metrics: points })
    const { body } = await plane.get(mlflow(`metrics/get-history?run_id=${runId}&metric_key=odd`))
    expect(body.metrics.map((point: { value: unknown }) => point.value)).toEqual([
      'NaN',
      'Infinity',
      '-Infinity',
      1e-300,
    ])
    expect(body.metrics[3]).toMatchObject({ timestamp: 1_700_000_000_001, step: 3 })
    expect((await runOf(runId)).info.start_time).toBe(1_700_000_000_000)
  })

  test('refuse what MLflow refuses', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'limits'))
    const tooMany = Array.from({ length: 1001 }, (_, step) => ({ key: 'm', value: 1, timestamp: 1, step }))
    const metric = (key: string, value: unknown) => ({ run_id: runId, metrics: [{ key, value, timestamp: 1 }] })
    const refused = [
      ['runs/log-batch', { run_id: runId, metrics: tooMany }],
      ['runs/log-batch', metric('../up', 1)],
      ['runs/log-batch', metric('a//b', 1)],
      ['runs/log-batch', metric('semi;colon', 1)],
      ['runs/log-batch', metric('k'.repeat(251), 1)],
      ['runs/log-batch', metric('m', 'many')],
      ['runs/log-parameter', { run_id: runId, key: 'p', value: 'x'.repeat(6001) }],
      ['runs/log-metric', { run_id: runId, key: 'm', value: 1, timestamp: 1.5 }],
      ['runs/search', { experiment_ids: ['0'], filter: 'metrics.m >' }],
      ['runs/search', { experiment_ids: ['0'], order_by: ['colour'] }],
    ] as const
    for (const [path, body] of refused) {
      expect(await plane.post(mlflow(path), body)).toMatchObject({
        status: 400,
        body: { error_code: 'INVALID_PARAMETER_VALUE' },
      })
    }
    expect(await plane.get(mlflow('runs/get?run_id=nobody'))).toMatchObject({
      status: 404,
      body: { error_code: 'RESOURCE_DOES_NOT_EXIST' },
    })
  })

  test('end, are renamed, deleted and restored', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'life'))
    const ended = { run_id: runId, status: 'FINISHED', end_time: 2000, run_name: 'best' }
    expect((await plane.post(mlflow('runs/update'), ended)).body.run_info).toMatchObject({
      status: 'FINISHED',
      end_time: 2000,
      run_name: 'best',
    })
    await plane.post(mlflow('runs/delete'), { run_id: runId })
    const tag = { run_id: runId, key: 'a', value: 'b' }
    expect((await plane.post(mlflow('runs/set-tag'), tag)).status).toBe(400)
    await plane.post(mlflow('runs/restore'), { run_id: runId })
    expect((await plane.post(mlflow('runs/set-tag'), tag)).status).toBe(200)
  })

  test('remember what autologging tells of datasets and models', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'autolog'))
    const datasets = [{ tags: [], dataset: { name: 'iris', digest: '1a' } }]
    await plane.post(mlflow('runs/log-inputs'), { run_id: runId, datasets })
    await plane.post(mlflow('runs/log-model'), { run_id: runId, model_json: '{"artifact_path":"model"}' })

    const run = await runOf(runId)
    expect(run.inputs.dataset_inputs).toEqual(datasets)
    expect(run.data.tags).toContainEqual({ key: 'mlflow.log-model.history', value: '[{"artifact_path":"model"}]' })
  })
})

describe('search', () => {
  let experimentId: string
  beforeAll(async () => {
    experimentId = await newExperiment(plane, 'searching')
    for (const [name, accuracy, depth] of [
      ['a', 0.8, '2'],
      ['b', 0.95, '4'],
      ['c', 0.9, '4'],
    ] as const) {
      const runId = await newRun(plane, experimentId, { run_name: name })
      await plane.post(mlflow('runs/log-batch'), {
        run_id: runId,
        metrics: [{ key: 'test accuracy', value: accuracy, timestamp: 1 }],
        params: [{ key: 'depth', value: depth }],
        tags: [{ key: 'mlflow.note.content', value: `run ${name.toUpperCase()}` }],
      })
    }
    await newRun(plane, experimentId, { run_name: 'empty' })
  })

  const find = async (query: object) => {
    const { body } = await plane.post(mlflow('runs/search'), { experiment_ids: [experimentId], ...query })
    return body.runs.map((run: { info: { run_name: string } }) => run.info.run_name)
  }

  test('filters by metrics, parameters, tags and attributes', async () => {
    expect(await find({ filter: 'metrics.`test accuracy` > 0.85 and params.depth = "4"' })).toEqual(['c', 'b'])
    expect(await find({ filter: "tags.mlflow.note.content LIKE 'run A'" })).toEqual(['a'])
    expect(await find({ filter: "tags.mlflow.note.content LIKE 'RUN A'" })).toEqual([])
    expect(await find({ filter: "tags.mlflow.note.content ILIKE 'RUN _'" })).toEqual(['c', 'b', 'a'])
    expect(await find({ filter: "run_name IN ('a', 'empty') AND attributes.status != 'FINISHED'" })).toEqual([
      'empty',
      'a',
    ])
  })

  test('sorts by a metric, with runs that lack it last in both directions', async () => {
    expect(await find({ order_by: ['metrics.`test accuracy` DESC'] })).toEqual(['b', 'c', 'a', 'empty'])
    expect(await find({ order_by: ['metrics.`test accuracy` ASC'] })).toEqual(['a', 'c', 'b', 'empty'])
  })

  test('comes in pages', async () => {
    const query = { experiment_ids: [experimentId], max_results: 3 }
    const first = await plane.post(mlflow('runs/search'), query)
    const second = await plane.post(mlflow('runs/search'), { ...query, page_token: first.body.next_page_token })
    expect([first.body.runs.length, second.body.runs.length]).toEqual([3, 1])
    expect(second.body).not.toHaveProperty('next_page_token')
  })
})

describe('the run of a job', () => {
  test('has the status and times of its job, whatever its script says', async () => {
    plane.putJob('train-1', { status: 'Queued', displayName: 'First try', tags: { team: 'lab' } })
    expect((await runOf('train-1')).info).toMatchObject({ status: 'SCHEDULED', run_name: 'First try' })

    plane.putJob('train-1', { status: 'Running' }, { startedAt: 5000 })
    await plane.post(mlflow('runs/update'), { run_id: 'train-1', status: 'FINISHED', end_time: 1 }, 'job:train-1')
    expect((await runOf('train-1')).info).toMatchObject({ status: 'RUNNING', start_time: 5000 })

    plane.putJob('train-1', { status: 'Failed' }, { startedAt: 5000, endedAt: 9000 })
    const search = { experiment_ids: [(await runOf('train-1')).info.experiment_id], filter: "status = 'FAILED'" }
    const { body } = await plane.post(mlflow('runs/search'), search)
    expect(body.runs[0].info).toMatchObject({ run_id: 'train-1', status: 'FAILED', end_time: 9000 })
  })

  test('carries the tags of its job and of its origin', async () => {
    plane.putJob('train-2', { status: 'Queued', displayName: 'Second', tags: { team: 'lab' } })
    const { tags } = (await runOf('train-2')).data
    for (const [key, value] of [
      ['team', 'lab'],
      ['mlflow.runName', 'Second'],
      ['mlflow.source.type', 'JOB'],
      ['mlflow.rootRunId', 'train-2'],
    ]) {
      expect(tags).toContainEqual({ key, value })
    }
  })
})

describe('who may do what', () => {
  test('a reader reads runs and writes none', async () => {
    const runId = await newRun(plane, await newExperiment(plane, 'seen'))
    expect((await plane.get(mlflow(`runs/get?run_id=${runId}`), 'reader')).status).toBe(200)
    expect((await plane.post(mlflow('runs/search'), { experiment_ids: ['0'] }, 'reader')).status).toBe(200)
    const refused = await plane.post(mlflow('runs/set-tag'), { run_id: runId, key: 'a', value: 'b' }, 'reader')
    expect(refused).toMatchObject({ status: 403, body: { error_code: 'PERMISSION_DENIED' } })
    expect(refused.body.message).toContain('Microsoft.MachineLearningServices/workspaces/jobs/write')
  })

  test('a caller without a token is refused', async () => {
    expect((await plane.get(mlflow('runs/get?run_id=x'), 'nobody')).status).toBe(401)
  })

  test("a job's token opens its own run, its experiment and the runs below it, nothing else", async () => {
    plane.putJob('mine', { status: 'Running' })
    plane.putJob('theirs', { status: 'Running' })
    const { experiment_id: own } = (await runOf('mine')).info
    const asMine = {
      get: (path: string) => plane.get(mlflow(path), 'job:mine'),
      post: (path: string, body: unknown) => plane.post(mlflow(path), body, 'job:mine'),
    }

    expect((await asMine.get('runs/get?run_id=mine')).status).toBe(200)
    expect((await asMine.get('experiments/get-by-name?experiment_name=iris')).status).toBe(200)
    const child = await asMine.post('runs/create', { experiment_id: own, run_name: 'fold 1' })
    const { run_id: childId } = child.body.run.info
    expect((await asMine.post('runs/log-metric', { run_id: childId, key: 'm', value: 1, timestamp: 1 })).status).toBe(
      200,
    )
    const found = await asMine.post('runs/search', { experiment_ids: [own] })
    const foundIds = found.body.runs.map((run: { info: { run_id: string } }) => run.info.run_id)
    expect(new Set(foundIds)).toEqual(new Set([childId, 'mine']))

    const elsewhere = await newExperiment(plane, 'not yours')
    for (const refused of [
      await asMine.get('runs/get?run_id=theirs'),
      await asMine.get('runs/get?run_id=nobody'),
      await asMine.post('runs/set-tag', { run_id: 'theirs', key: 'a', value: 'b' }),
      await asMine.post('runs/create', { experiment_id: elsewhere }),
      await asMine.post('runs/create', { experiment_id: own, tags: [{ key: 'mlflow.parentRunId', value: 'theirs' }] }),
      await asMine.post('experiments/create', { name: 'mine too' }),
      await asMine.get(`experiments/get?experiment_id=${elsewhere}`),
      await plane.get(`/mlflow/v2.0${otherWorkspaceId}/api/2.0/mlflow/runs/get?run_id=mine`, 'job:mine'),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { error_code: 'PERMISSION_DENIED' } })
    }
  })
})

describe('artifacts through the tracking server', () => {
  const proxy = `/mlflow/v2.0${workspaceId}/api/2.0/mlflow-artifacts/artifacts`
  const put = (path: string, body: string | Buffer, token = 'owner') =>
    plane.call('PUT', `${proxy}/${path}`, { body, token, headers: { 'content-type': 'application/x-yaml' } })

  test('are put, listed and read back, in both spellings of their paths', async () => {
    const experimentId = await newExperiment(plane, 'files')
    const runId = await newRun(plane, experimentId)
    const root = `${experimentId}/${runId}/artifacts`
    expect((await runOf(runId)).info.artifact_uri).toBe(`mlflow-artifacts:/${root}`)

    expect((await put(`${root}/model/MLmodel`, 'flavors: {}\n')).status).toBe(200)
    await put(`${root}/model/data/my%20model%25.bin`, Buffer.alloc(5_000_000, 1))
    const read = await plane.get(`${proxy}/${root}/model/MLmodel`)
    expect(read).toMatchObject({ status: 200, text: 'flavors: {}\n' })
    expect(read.headers).toMatchObject({ 'content-type': 'application/x-yaml', 'x-content-type-options': 'nosniff' })

    const fromRoot = await plane.get(mlflow(`artifacts/list?run_id=${runId}&path=model`))
    expect(fromRoot.body.files).toEqual([
      { path: 'model/MLmodel', is_dir: false, file_size: 12 },
      { path: 'model/data', is_dir: true },
    ])
    const fromFolder = await plane.get(`${proxy}?path=${root}/model/data`)
    expect(fromFolder.body.files).toEqual([{ path: 'my model%.bin', is_dir: false, file_size: 5_000_000 }])
    expect(plane.ctx.blobs.get(container, `ExperimentRun/dcid.${runId}/model/MLmodel`)?.size).toBe(12)

    await plane.call('DELETE', `${proxy}/${root}/model/data`)
    expect((await plane.get(`${proxy}?path=${root}/model/data`)).body.files).toEqual([])
  })

  test('neither leave their run nor replace the logs of a job', async () => {
    plane.putJob('guarded', { status: 'Running' })
    const { experiment_id: id } = (await runOf('guarded')).info
    const root = `${id}/guarded/artifacts`
    const outside = ['..%2F..%2Fother', 'a%2F..%2Fb', 'a%2F%2Fb', 'a%5C..%5Cb']
    const logs = ['user_logs/std_log.txt', 'azureml-logs/20_image_build_log.txt', 'azureml-logs/hyperdrive.txt']
    for (const path of [...outside, ...logs]) {
      expect((await put(`${root}/${path}`, 'x', 'job:guarded')).status).toBe(400)
    }
    expect((await plane.get(`${proxy}?path=${root}/../..`)).status).toBe(400)
    expect((await put(`0/guarded/artifacts/x`, 'x', 'job:guarded')).status).toBe(404)
    expect((await put(`${root}/x`, 'x', 'job:other')).status).toBe(403)
    expect((await put(`${root}/x`, 'x', 'reader')).status).toBe(403)
    expect(plane.ctx.blobs.list(container, { prefix: 'ExperimentRun/dcid.guarded/' }).blobs).toEqual([])
  })
})

test('what clients ask for and do without is answered in their words', async () => {
  const models = await plane.post(mlflow('logged-models'), {})
  expect(models).toMatchObject({ status: 404, text: '' })
  expect((await plane.post(mlflow('logged-models/search'), {})).body).toEqual({ models: [] })
  expect(await plane.get(mlflow('traces'))).toMatchObject({ status: 404, body: { error_code: 'ENDPOINT_NOT_FOUND' } })
  const multipart = `/mlflow/v2.0${workspaceId}/api/2.0/mlflow-artifacts/mpu/create/x`
  expect(await plane.post(multipart, {})).toMatchObject({ status: 501, body: { error_code: 'NOT_IMPLEMENTED' } })
})
