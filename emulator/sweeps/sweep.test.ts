import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { makeWheel } from '../testing/make-wheel.ts'
import { startTestEmulator, type TestEmulator, workspaceId } from '../testing/test-emulator.ts'
import { readArtifact } from '../testing/read-artifact.ts'
import { until } from '../testing/until.ts'
import { isFinal } from '../jobs/job-table.ts'
import { createSweepTable } from './sweep-table.ts'

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
  runId: string
  parentRunId: string | null
  rootRunId: string
  status: string
  cancelationReason: string | null
  warnings: { message: string }[]
  error: { error: { message: string } } | null
  tags: Record<string, string>
  properties: Record<string, string>
}

const pathOf = (name: string) => `${workspaceId}/jobs/${name}`
const history = `/history/v1.0${workspaceId}`
const jobOf = async (name: string) => (await emulator.call<Job>('GET', pathOf(name))).body
const runOf = async (name: string) => (await emulator.call<Run>('GET', `${history}/runs/${name}`)).body
const childrenOf = async (name: string) =>
  (await emulator.call<{ value: Run[] }>('GET', `${history}/runs/${name}/children`)).body.value
const logOf = async (name: string) =>
  (await readArtifact(emulator.ctx, workspaceId, name, 'azureml-logs/hyperdrive.txt')) ?? ''
const valuesOf = (run: Run) => JSON.parse(run.tags['hyperparameters'] ?? '{}') as Record<string, unknown>

/** A trial that logs values of `loss`, as a shell without Python can: by MLflow's REST API. */
const logging = (values: string) => `for v in ${values}; do curl -s -H "Authorization: Bearer $MLFLOW_TRACKING_TOKEN" \
  -H 'Content-Type: application/json' "$MLFLOW_TRACKING_URI/api/2.0/mlflow/runs/log-metric" \
  -d "{\\"run_id\\": \\"$MLFLOW_RUN_ID\\", \\"key\\": \\"loss\\", \\"value\\": $v, \\"timestamp\\": 1, \\"step\\": $((i = i + 1))}"; done`

const sweep = (command: string, more: Record<string, unknown> = {}) => ({
  properties: {
    jobType: 'Sweep',
    objective: { primaryMetric: 'loss', goal: 'minimize' },
    samplingAlgorithm: { samplingAlgorithmType: 'Grid' },
    searchSpace: { x: ['choice', [[3, 1, 2]]] },
    limits: { jobLimitsType: 'Sweep', maxTotalTrials: 10, maxConcurrentTrials: 2 },
    trial: { command, environmentId: 'azureml:python3-local@latest' },
    ...more,
  },
})

async function submit(name: string, body: object): Promise<Job> {
  const answer = await emulator.call<Job>('PUT', pathOf(name), { body })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}
/** A cluster whose nodes come at once. */
async function cluster(name: string, maxNodeCount: number): Promise<string> {
  const computeId = `${workspaceId}/computes/${name}`
  const properties = { vmSize: 'Standard_D2_v2', scaleSettings: { maxNodeCount } }
  await emulator.call('PUT', computeId, {
    body: { location: 'eastus', properties: { computeType: 'AmlCompute', properties } },
  })
  emulator.ctx.clock.advance(5000)
  return computeId
}
const ended = (name: string) =>
  until(async () => {
    const job = await jobOf(name)
    return isFinal(job.properties.status) ? job : undefined
  })

describe('a sweep that completes', () => {
  test('runs every cell of a grid, finds the best one and shows what it did', async () => {
    const made = await submit(
      'grid',
      sweep(`echo x=\${{search_space.x}} $AZUREML_SWEEP_x > outputs/x; ${logging('${{search_space.x}}')}`),
    )
    expect(made.properties).toMatchObject({ status: 'Queued', objective: { goal: 'Minimize' } })
    const job = await ended('grid')
    expect(job.properties.status).toBe('Completed')
    expect(job.properties.properties).toMatchObject({
      best_child_run_id: 'grid_1',
      best_data_container_id: 'dcid.grid_1',
      score: '1',
      best_metric_status: 'Succeeded',
      primary_metric_config: '{"name":"loss","goal":"minimize"}',
      space_size: '3',
    })

    const children = await childrenOf('grid')
    expect(children.map(({ runId }) => runId)).toEqual(['grid_0', 'grid_1', 'grid_2'])
    expect(children.map(valuesOf)).toEqual([{ x: 3 }, { x: 1 }, { x: 2 }])
    expect(children[0]).toMatchObject({ parentRunId: 'grid', rootRunId: 'grid', status: 'Completed' })
    expect(children[0]?.properties['score']).toBe('3')
    expect(await readArtifact(emulator.ctx, workspaceId, 'grid_0', 'outputs/x')).toBe('x=3 3\n')
    expect(await runOf('grid')).toMatchObject({ status: 'Completed', properties: { best_child_run_id: 'grid_1' } })
    expect(await logOf('grid')).toContain("Best job so far: 'grid_1', score 1\n")
  })
})

describe('the trials of a sweep', () => {
  test('are jobs that GET answers and the list leaves out, found by their parent in MLflow', async () => {
    await submit('family', sweep('echo ${{search_space.x}}', { tags: { team: 'a' } }))
    await ended('family')
    const child = await jobOf('family_0')
    expect(child.properties).toMatchObject({ jobType: 'Command', command: 'echo 3', status: 'Completed' })
    const { body: list } = await emulator.call<{ value: Job[] }>('GET', `${workspaceId}/jobs`)
    expect(list.value.map(({ name }) => name)).not.toContain('family_0')
    expect(list.value.map(({ name }) => name)).toContain('family')

    type Found = { runs: { info: { run_id: string }; data: { tags: { key: string; value: string }[] } }[] }
    for (const tag of ['mlflow.parentRunId', 'mlflow.rootRunId']) {
      const { body } = await emulator.call<Found>('POST', `/mlflow/v2.0${workspaceId}/api/2.0/mlflow/runs/search`, {
        body: { experiment_ids: ['0'], filter: `tags.${tag} = 'family'` },
      })
      const ids = body.runs.map(({ info }) => info.run_id).filter((id) => id !== 'family')
      expect(ids.toSorted()).toEqual(['family_0', 'family_1', 'family_2'])
    }
  })

  test('run in the environment of their sweep, which is built once and queued meanwhile', async () => {
    vi.stubEnv('TRAINYARD_PYPI', 'off')
    onTestFinished(() => void vi.unstubAllEnvs())
    const files = { 'tiny_model.py': 'print("tiny")' }
    await makeWheel(`${emulator.dataDir}/wheels`, { name: 'tiny-model', version: '1.0', files })
    const environmentId = `${workspaceId}/environments/tiny/versions/1`
    const condaFile = 'dependencies: [pip: [tiny-model]]'
    await emulator.call('PUT', environmentId, { body: { properties: { image: 'python:3.11', condaFile } } })
    const trial = { command: 'python -c "import tiny_model"', environmentId }
    await submit('tiny', sweep('', { trial }))
    await until(async () => ((await childrenOf('tiny'))[0]?.status === 'Preparing' ? true : undefined))
    expect((await jobOf('tiny')).properties.status).toBe('Queued')
    expect((await ended('tiny')).properties.status).toBe('Completed')
    const read = (trialName: string, path: string) => readArtifact(emulator.ctx, workspaceId, trialName, path)
    const logs = await Promise.all([0, 1, 2].map((number) => read(`tiny_${number}`, 'user_logs/std_log.txt')))
    expect(logs).toEqual(['tiny\n', 'tiny\n', 'tiny\n'])
    expect(await read('tiny_0', 'azureml-logs/20_image_build_log.txt')).toMatch(/Image build succeeded/)
    expect(await read('tiny_2', 'azureml-logs/20_image_build_log.txt')).toBeUndefined()
  })

  test('are drawn the same again by the same seed', async () => {
    const random = {
      samplingAlgorithm: { samplingAlgorithmType: 'Random', seed: 7, rule: 'sobol' },
      searchSpace: { lr: ['loguniform', [-6, -1]], n: ['quniform', [1, 9, 2]] },
      limits: { jobLimitsType: 'Sweep', maxTotalTrials: 3 },
    }
    await submit('seed-a', sweep('echo', random))
    await submit('seed-b', sweep('echo', random))
    await Promise.all([ended('seed-a'), ended('seed-b')])
    const [first, second] = [await childrenOf('seed-a'), await childrenOf('seed-b')]
    expect(first.map(valuesOf)).toEqual(second.map(valuesOf))
    expect(new Set(first.map((run) => run.tags['hyperparameters'])).size).toBe(3)
    expect((await jobOf('seed-a')).properties.properties).toMatchObject({ space_size: 'infinite_space_size' })
  })

  test('share the nodes of a cluster, and are never more than the limit at once', async () => {
    const computeId = await cluster('two-nodes', 2)
    const tally = `${emulator.dataDir}/tally`
    const command = `echo + >> ${tally}; sleep 0.2; echo - >> ${tally}`
    const space = { searchSpace: { x: ['choice', [[1, 2, 3, 4, 5, 6]]] } }
    const limits = (maxConcurrentTrials: number) => ({ limits: { jobLimitsType: 'Sweep', maxConcurrentTrials } })
    const most = (name: string) => {
      let now = 0
      const lines = readFileSync(tally, 'utf8').trim().split('\n')
      writeFileSync(tally, '')
      return [name, Math.max(...lines.map((line) => (now += line === '+' ? 1 : -1)))]
    }
    await submit('nodes', sweep(command, { computeId, ...space, ...limits(6) }))
    await until(async () => ((await childrenOf('nodes')).length === 6 ? true : undefined))
    expect((await childrenOf('nodes')).map(({ status }) => status)).toContain('Queued')
    emulator.ctx.clock.advance(3000)
    await ended('nodes')
    expect(most('nodes')).toEqual(['nodes', 2])
    await submit('limited', sweep(command, { computeId, ...space, ...limits(1) }))
    await ended('limited')
    expect(most('limited')).toEqual(['limited', 1])
  })

  test('reach their own run and nobody else in the family', async () => {
    const get = (run: string) =>
      `curl -s -o /dev/null -w '%{http_code}\\n' -H "Authorization: Bearer $MLFLOW_TRACKING_TOKEN" ` +
      `"$MLFLOW_TRACKING_URI/api/2.0/mlflow/runs/get?run_id=${run}"`
    const command = `${get('$MLFLOW_RUN_ID')} > outputs/codes; ${get('kin')} >> outputs/codes; echo $AZUREML_ROOT_RUN_ID >> outputs/codes`
    await submit('kin', sweep(command))
    await ended('kin')
    expect(await readArtifact(emulator.ctx, workspaceId, 'kin_0', 'outputs/codes')).toBe('200\n403\nkin\n')
  })
})

describe('the best trial', () => {
  test('is the largest where the goal is to maximize; NaN and a failed trial do not count', async () => {
    const command = `${logging('${{search_space.x}}')}; [ \${{search_space.x}} != 9 ]`
    const searchSpace = { x: ['choice', [[2, 'NaN', 5, 9]]] }
    await submit('largest', sweep(command, { searchSpace, objective: { primaryMetric: 'loss', goal: 'maximize' } }))
    const { properties } = await ended('largest')
    expect(properties.status).toBe('Completed')
    expect(properties.properties).toMatchObject({ best_child_run_id: 'largest_2', score: '5' })
  })

  test('counts what is logged late for an earlier step', async () => {
    const stop = `${emulator.dataDir}/late`
    const log = (value: number) => `python -c "import mlflow; mlflow.log_metric('loss', ${value}, step=${value})"`
    const command = `${log(5)}; while [ ! -e ${stop} ]; do sleep 0.02; done; ${log(1)}`
    await submit('late', sweep(command, { searchSpace: { x: ['choice', [[1]]] } }))
    await until(async () => ((await jobOf('late')).properties.properties['score'] === '5' ? true : undefined))
    writeFileSync(stop, '')
    expect((await ended('late')).properties.properties['score']).toBe('1')
  })

  test('cannot be told when no trial logs the metric, and the run says so', async () => {
    await submit('unlogged', sweep('echo nothing'))
    const { properties } = await ended('unlogged')
    expect(properties.status).toBe('Completed')
    expect(properties.properties['best_metric_status']).toBe('NotFound')
    expect(properties.properties).not.toHaveProperty('best_child_run_id')
    expect((await runOf('unlogged')).warnings[0]?.message).toContain("logged the primary metric 'loss'")
  })

  test('lends its outputs to the sweep', async () => {
    const outputs = { model: { jobOutputType: 'uri_folder' } }
    const command = `echo "model \${{search_space.x}}" > \${{outputs.model}}/m; ${logging('${{search_space.x}}')}`
    await submit('maker', sweep(command, { outputs }))
    await ended('maker')
    const inputs = { model: { jobInputType: 'uri_folder', uri: 'azureml://jobs/maker/outputs/model' } }
    const environmentId = 'azureml:python3-local@latest'
    const properties = { jobType: 'Command', command: 'cat ${{inputs.model}}/m > outputs/o', environmentId, inputs }
    await submit('taker', { properties })
    await ended('taker')
    expect(await readArtifact(emulator.ctx, workspaceId, 'taker', 'outputs/o')).toBe('model 1\n')
  })
})

describe('a sweep that is ended', () => {
  const endless = 'while [ ! -e stop ]; do sleep 0.02; done'
  const isRunning = (name: string) =>
    until(async () => ((await jobOf(name)).properties.status === 'Running' ? true : undefined))

  test('by early termination: the bad trial goes, the good one goes on, and the sweep completes', async () => {
    const earlyTermination = { policyType: 'Bandit', slackAmount: 1, evaluationInterval: 2 }
    const x = '${{search_space.x}}'
    // The good trial waits until the other one was ended.
    const command = `${logging(`${x} ${x}`)}; if [ ${x} = 9 ]; then ${endless}; fi`
    const searchSpace = { x: ['choice', [[9, 1]]] }
    await submit('bandit', sweep(command, { searchSpace, earlyTermination }))
    expect((await ended('bandit')).properties.status).toBe('Completed')
    const [bad, good] = await childrenOf('bandit')
    expect(bad).toMatchObject({ status: 'Canceled' })
    expect(bad?.cancelationReason).toContain('9 is outside the slack 2 of the best value 1 at interval 2')
    expect(good).toMatchObject({ status: 'Completed', cancelationReason: null })
    expect(await logOf('bandit')).toContain("Early termination of job 'bandit_0'")
  })

  test('by cancel, with all of its trials', async () => {
    await submit('stopped', sweep(endless))
    await isRunning('stopped')
    expect((await emulator.call('POST', `${pathOf('stopped')}/cancel`)).status).toBe(202)
    expect((await ended('stopped')).properties.status).toBe('Canceled')
    const children = await childrenOf('stopped')
    expect(children).toHaveLength(2)
    expect(children.every(({ status }) => status === 'Canceled')).toBe(true)
    expect((await emulator.call('POST', `${pathOf('stopped')}/cancel`)).status).toBe(200)
  })

  test('by its time limit, which follows the clock', async () => {
    await submit('long', sweep(endless, { limits: { jobLimitsType: 'Sweep', timeout: 'PT10M' } }))
    await isRunning('long')
    emulator.ctx.clock.advance(600_000)
    expect((await ended('long')).properties.status).toBe('Canceled')
    expect((await runOf('long')).cancelationReason).toContain('limits.timeout = PT10M')
  })

  test('in one trial by the time limit of trials: the others go on', async () => {
    const command = `if [ \${{search_space.x}} = 3 ]; then ${endless}; fi`
    await submit('slow', sweep(command, { limits: { jobLimitsType: 'Sweep', trialTimeout: 'PT1S' } }))
    expect((await ended('slow')).properties.status).toBe('Completed')
    const children = await childrenOf('slow')
    expect(children.map(({ status }) => status)).toEqual(['Failed', 'Completed', 'Completed'])
    expect(children[0]?.error?.error.message).toContain('limits.timeout = PT1S')
  })

  test('by its first three trials, when all of them fail', async () => {
    const searchSpace = { x: ['choice', [[1, 2, 3, 4, 5, 6, 7, 8, 9]]] }
    await submit('broken', sweep('exit 3', { searchSpace, limits: { jobLimitsType: 'Sweep', maxConcurrentTrials: 1 } }))
    expect((await ended('broken')).properties.status).toBe('Failed')
    expect((await runOf('broken')).error?.error.message).toContain('The first 3 jobs have failed')
    expect(await childrenOf('broken')).toHaveLength(3)
  })

  test('by the end of its compute', async () => {
    const computeId = await cluster('short-lived', 2)
    await submit('homeless', sweep(endless, { computeId }))
    emulator.ctx.clock.advance(3000)
    await isRunning('homeless')
    await emulator.call('DELETE', `${computeId}?api-version=2025-09-01&underlyingResourceAction=Delete`)
    expect((await ended('homeless')).properties.status).toBe('Canceled')
    expect((await runOf('homeless')).cancelationReason).toContain('was deleted while this sweep ran')
  })
})

test('a sweep that was being stopped when the emulator ended is stopped by the next one', async () => {
  const first = await startTestEmulator()
  const computeId = `${workspaceId}/computes/no-node`
  const properties = { vmSize: 'Standard_D2_v2', scaleSettings: { maxNodeCount: 0 } }
  await first.call('PUT', computeId, {
    body: { location: 'eastus', properties: { computeType: 'AmlCompute', properties } },
  })
  await first.call('PUT', pathOf('half'), { body: sweep('echo', { computeId }) })
  await until(() => Promise.resolve(first.ctx.jobs.trials(workspaceId, 'half').length === 2 ? true : undefined))
  // The reason was written down, and no trial cancelled yet.
  createSweepTable(first.ctx.db).update(1, { stopAs: 'Canceled', phase: 'CancelRequested' })
  await first.close()

  const second = await startTestEmulator({ dataDir: first.dataDir })
  try {
    const status = async (name: string) => (await second.call<Job>('GET', pathOf(name))).body.properties.status
    await until(async () => ((await status('half')) === 'Canceled' ? true : undefined))
    expect([await status('half_0'), await status('half_1')]).toEqual(['Canceled', 'Canceled'])
  } finally {
    await second.dispose()
  }
})

test('a sweep is deleted with its trials, a trial only with its sweep', async () => {
  await submit('gone', sweep('echo'))
  await ended('gone')
  expect((await emulator.call('DELETE', pathOf('gone_1'))).status).toBe(409)
  expect((await emulator.call('DELETE', pathOf('gone'))).status).toBe(200)
  for (const name of ['gone', 'gone_0', 'gone_2']) {
    expect((await emulator.call('GET', pathOf(name))).status).toBe(404)
    expect((await emulator.call('GET', `${history}/runs/${name}`)).status).toBe(404)
  }
  await submit('gone', sweep('echo'))
  await ended('gone')
  expect(await childrenOf('gone')).toHaveLength(3)
})

test('a sweep that another one is made from does not inherit its best trial, and the same one again is no conflict', async () => {
  await submit('model', sweep(logging('1')))
  const { properties } = await ended('model')
  expect((await emulator.call('PUT', pathOf('model'), { body: { properties } })).status).toBe(200)
  const computeId = await cluster('no-node', 0)
  const copy = await submit('copy', { properties: { ...properties, computeId } })
  expect(copy.properties.properties).not.toHaveProperty('best_child_run_id')
  expect((await emulator.call('POST', `${pathOf('copy')}/cancel`)).status).toBe(200)
})

test('a sweep whose environment is not there is refused at its trial', async () => {
  const { properties } = sweep('echo')
  const trial = { ...properties.trial, environmentId: 'azureml:nothing:1' }
  const { status, body } = await emulator.call<{ error: { target: string } }>('PUT', pathOf('refused'), {
    body: { properties: { ...properties, trial } },
  })
  expect(status).toBe(400)
  expect(body.error.target).toBe('properties.trial.environmentId')
})
