import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFinal } from '../jobs/job-table.ts'
import { readArtifact } from '../testing/read-artifact.ts'
import { signIn, startTestEmulator, type TestEmulator, workspaceId } from '../testing/test-emulator.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Job = { id: string; name: string; properties: Record<string, unknown> & { status: string } }
type Failure = {
  error: {
    code: string
    message: string
    target?: string
    additionalInfo: { type: string; info: { value: unknown } }[]
  }
}

const environmentId = 'azureml:AzureML-lightgbm-3.3@latest'
const job = (more: Record<string, unknown> = {}) => ({
  properties: { jobType: 'Command', command: 'echo hello', environmentId, ...more },
})
const pathOf = (name: string) => `${workspaceId}/jobs/${name}`
const put = <T = Job>(name: string, body: unknown = job()) => emulator.call<T>('PUT', pathOf(name), { body })

async function ended(name: string): Promise<Job> {
  for (;;) {
    const { body } = await emulator.call<Job>('GET', pathOf(name))
    if (isFinal(body.properties.status)) return body
    await sleep(50)
  }
}

describe('submitting a job', () => {
  test('answers 201 with defaults, services and the artifact folder, and runs it', async () => {
    const { status, body } = await put('hello')
    expect(status).toBe(201)
    expect(body.properties).toMatchObject({
      displayName: 'hello',
      experimentName: 'Default',
      status: 'Queued',
      outputs: { default: { uri: 'azureml://datastores/workspaceartifactstore/ExperimentRun/dcid.hello' } },
    })
    const { services } = body.properties as unknown as { services: Record<string, { endpoint: string }> }
    const { subscriptionId, resourceGroup, workspace, tenantId, studio } = emulator.ready
    expect(services['Studio']?.endpoint).toBe(
      `${studio}/runs/hello?wsid=/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}` +
        `/workspaces/${workspace}&tid=${tenantId}`,
    )
    type Workspace = { properties: { mlFlowTrackingUri: string } }
    const { mlFlowTrackingUri } = (await emulator.call<Workspace>('GET', workspaceId)).body.properties
    expect(services['Tracking']?.endpoint).toBe(`${mlFlowTrackingUri}?`)
    const { properties } = await ended('hello')
    expect(properties.status).toBe('Completed')
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(properties['properties']).toEqual({ StartTimeUtc: time, EndTimeUtc: time })
  })

  test('made from what another one answered does not take over its times', async () => {
    await put('model-job')
    const { properties } = await ended('model-job')
    const computeId = `${workspaceId}/computes/waits`
    const cluster = { vmSize: 'Standard_D2_v2', scaleSettings: { maxNodeCount: 0 } }
    await emulator.call('PUT', computeId, {
      body: { location: 'eastus', properties: { computeType: 'AmlCompute', properties: cluster } },
    })
    const { status, body } = await put('copy', { properties: { ...properties, computeId } })
    expect(status).toBe(201)
    expect(body.properties['properties']).toEqual({})
  })

  test('takes the environment version that was changed last for @latest', async () => {
    const { body } = await put('latest')
    expect(body.properties['environmentId']).toBe(`${workspaceId}/environments/AzureML-lightgbm-3.3/versions/63`)
  })

  test('takes environments of the registry that all workspaces share', async () => {
    const registry = 'azureml://registries/azureml/environments'
    const known = ['AzureML-lightgbm-3.3/labels/latest', 'sklearn-1.5/labels/latest', 'sklearn-1.5/versions/30']
    for (const [number, id] of known.entries()) {
      expect((await put(`registry-${number}`, job({ environmentId: `${registry}/${id}` }))).status).toBe(201)
    }
    expect((await put('unheard-of', job({ environmentId: `${registry}/unheard-of/labels/latest` }))).status).toBe(400)
  })

  test('reads data registered by name, a literal and an optional input', async () => {
    const { blobs, resources } = emulator.ctx
    const container = String(resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'])
    await blobs.put(container, 'words/a.txt', 'from an asset\n')
    const version = { dataType: 'uri_file', dataUri: blobs.url(container, 'words/a.txt') }
    await emulator.call('PUT', `${workspaceId}/data/words/versions/1`, { body: { properties: version } })
    await put(
      'inputs',
      job({
        command:
          'cat ${{inputs.words}} > outputs/o; echo ${{inputs.rate}} $AZURE_ML_INPUT_rate $[[${{inputs.seed}}]] >> outputs/o',
        inputs: {
          words: { jobInputType: 'uri_file', uri: 'azureml:words:1' },
          rate: { jobInputType: 'literal', value: '0.5' },
          seed: null,
        },
      }),
    )
    expect((await ended('inputs')).properties.status).toBe('Completed')
    expect(await readArtifact(emulator.ctx, workspaceId, 'inputs', 'outputs/o')).toBe('from an asset\n0.5 0.5\n')
  })

  test.each([
    ['another type', job({ jobType: 'Pipeline' }), 'properties.jobType'],
    ['no type', { properties: { command: 'echo' } }, 'properties.jobType'],
    ['no command', job({ command: undefined }), 'properties.command'],
    ['an empty command', job({ command: '  ' }), 'properties.command'],
    ['an input that the job does not have', job({ command: 'cat ${{inputs.x}}' }), 'properties.command'],
    ['an input that every object has', job({ command: 'cat ${{inputs.constructor}}' }), 'properties.command'],
    ['an unknown environment', job({ environmentId: 'azureml:nothing:1' }), 'properties.environmentId'],
    ['an unknown compute', job({ computeId: `${workspaceId}/computes/none` }), 'properties.computeId'],
    ['unknown code', job({ codeId: `${workspaceId}/codes/none/versions/1` }), 'properties.codeId'],
    ['an empty literal', job({ inputs: { a: { jobInputType: 'literal', value: '' } } }), 'properties.inputs.a.value'],
    ['an unknown kind of input', job({ inputs: { a: { jobInputType: 'x' } } }), 'properties.inputs.a.jobInputType'],
    ['a local path', job({ inputs: { a: { jobInputType: 'uri_file', uri: './x' } } }), 'properties.inputs.a.uri'],
    ['limits without their type', job({ limits: { timeout: 'PT1H' } }), 'properties.limits.jobLimitsType'],
    [
      'a time limit of nothing',
      job({ limits: { jobLimitsType: 'Command', timeout: 'PT0S' } }),
      'properties.limits.timeout',
    ],
    ['too many nodes', job({ resources: { instanceCount: 65 } }), 'properties.resources.instanceCount'],
    ['no node', job({ resources: { instanceCount: 0 } }), 'properties.resources.instanceCount'],
    [
      'too many processes',
      job({
        resources: { instanceCount: 9 },
        distribution: { distributionType: 'PyTorch', processCountPerInstance: 8 },
      }),
      'properties.distribution',
    ],
    [
      'an unknown distribution',
      job({ distribution: { distributionType: 'x' } }),
      'properties.distribution.distributionType',
    ],
  ])('is refused for %s', async (_, body, target) => {
    const { status, body: answer } = await put<Failure>('refused', body)
    expect(status).toBe(400)
    expect(answer.error).toMatchObject({ code: 'UserError', target })
    expect((await emulator.call('GET', pathOf('refused'))).status).toBe(404)
  })

  test('is refused for a bad name and to a reader', async () => {
    expect((await put<Failure>('-dash')).body.error.target).toBe('id')
    const { access_token } = await signIn(emulator.ready, 'rhea@contoso-research.onmicrosoft.com')
    const refused = await emulator.call<Failure>('PUT', pathOf('not-mine'), { token: access_token, body: job() })
    expect(refused.status).toBe(403)
    expect(refused.body.error.message).toContain('Microsoft.MachineLearningServices/workspaces/jobs/write')
  })
})

describe('a name that is taken', () => {
  test('by the very same job: a retry is answered 200, also with what a GET gave', async () => {
    const { body } = await put('mine', job({ tags: { a: '1' } }))
    expect((await put('mine', job({ tags: { a: '1' } }))).status).toBe(200)
    expect((await put('mine', { properties: body.properties })).status).toBe(200)
    expect((await put('mine', { properties: (await ended('mine')).properties })).status).toBe(200)
  })

  test('by the same job with other labels: they change', async () => {
    await put('labelled', job({ tags: { a: '1' }, properties: { keep: 'me' } }))
    const changes = { displayName: 'New', tags: { b: '2' }, isArchived: true, properties: { add: 'it' } }
    const { status, body } = await put('labelled', job(changes))
    expect(status).toBe(200)
    expect(body.properties).toMatchObject({ ...changes, properties: { keep: 'me', add: 'it' } })
  })

  test('by another job: the error of the service, which is no conflict', async () => {
    await put('taken')
    const { status, body } = await put<Failure>(
      'taken',
      job({ inputs: { a: { jobInputType: 'literal', value: '1' } } }),
    )
    expect(status).toBe(400)
    expect(body.error.code).toBe('UserError')
    expect(body.error.message).toBe(
      'A job with this name already exists. If you are trying to create a new job, use a different name. If you are ' +
        "trying to update an existing job, the existing job's InputBindings cannot be changed. Only description, " +
        'tags, displayName, properties, and isArchived can be updated.',
    )
    expect(body.error.additionalInfo.find(({ type }) => type === 'InnerError')?.info.value).toEqual({
      code: 'Immutable',
      innerError: { code: 'JobPropertyImmutable', innerError: null },
    })
  })
})

describe('cancel and delete', () => {
  test('a running job is cancelled, then deleted with its run', async () => {
    await put('long', job({ command: 'sleep 300' }))
    while ((await emulator.call<Job>('GET', pathOf('long'))).body.properties.status !== 'Running') await sleep(20)
    expect((await emulator.call('DELETE', pathOf('long'))).status).toBe(409)

    const cancelled = await emulator.call('POST', `${pathOf('long')}/cancel`)
    expect(cancelled.status).toBe(202)
    const result = new URL(cancelled.headers.get('location') ?? '').pathname
    expect((await ended('long')).properties.status).toBe('Canceled')
    expect((await emulator.call('GET', result)).status).toBe(200)
    expect((await emulator.call('POST', `${pathOf('long')}/cancel`)).status).toBe(200)

    expect((await emulator.call('DELETE', pathOf('long'))).status).toBe(200)
    expect((await emulator.call('GET', pathOf('long'))).status).toBe(404)
    expect((await emulator.call('GET', `/history/v1.0${workspaceId}/runs/long`)).status).toBe(404)
    expect((await emulator.call('DELETE', pathOf('long'))).status).toBe(204)
  })

  test('a job that is not there cannot be cancelled', async () => {
    const { status, body } = await emulator.call<Failure>('POST', `${pathOf('nobody')}/cancel`)
    expect(status).toBe(404)
    expect(body.error).toMatchObject({ code: 'UserError', message: 'Job nobody not found.' })
  })
})

test('a list comes newest first, in pages, filtered as asked', async () => {
  const computeId = `${workspaceId}/computes/never-ready`
  const properties = { vmSize: 'Standard_D2_v2', scaleSettings: { maxNodeCount: 0 } }
  const cluster = { location: 'eastus', properties: { computeType: 'AmlCompute', properties } }
  await emulator.call('PUT', computeId, { body: cluster })
  for (let index = 0; index < 60; index += 1) {
    const tags = index % 20 === 0 ? { rare: 'yes' } : {}
    await put(`page-${index}`, job({ computeId, tags, isArchived: index === 1, properties: { index: String(index) } }))
  }
  type List = { value: Job[]; nextLink?: string }
  const list = (query: string) =>
    emulator.call<List>('GET', `${workspaceId}/jobs?api-version=2025-09-01${query}`).then(({ body }) => body)

  const first = await list('')
  expect(first.value).toHaveLength(50)
  expect(first.value[0]?.name).toBe('page-59')
  const next = new URL(first.nextLink ?? '')
  const second = await emulator.call<List>('GET', next.pathname + next.search)
  const names = second.body.value.map(({ name }) => name)
  expect(names.slice(0, 9)).toEqual(Array.from({ length: 10 }, (_, i) => `page-${9 - i}`).filter((n) => n !== 'page-1'))

  expect((await list('&tag=rare')).value.map(({ name }) => name)).toEqual(['page-40', 'page-20', 'page-0'])
  expect((await list('&properties=index%3D7')).value.map(({ name }) => name)).toEqual(['page-7'])
  expect((await list('&listViewType=ArchivedOnly')).value.map(({ name }) => name)).toContain('page-1')
  expect((await list('&jobType=Pipeline')).value).toEqual([])
})

test('after a start on other ports a job gives the addresses of that start, and finds its data', async () => {
  const first = await startTestEmulator()
  const { blobs, resources } = first.ctx
  const container = String(resources.get(`${workspaceId}/datastores/workspaceblobstore`)?.properties['containerName'])
  await blobs.put(container, 'words/a.txt', 'still here')
  const words = `${workspaceId}/data/words/versions/1`
  const properties = { dataType: 'uri_file', dataUri: blobs.url(container, 'words/a.txt') }
  await first.call('PUT', words, { body: { properties } })
  await first.call('PUT', pathOf('moves'), { body: job() })
  await first.close()

  const second = await startTestEmulator({ dataDir: first.dataDir })
  try {
    type Moved = { properties: { services: Record<string, { endpoint: string }> } }
    const { services } = (await second.call<Moved>('GET', pathOf('moves'))).body.properties
    expect(services['Studio']?.endpoint).toMatch(`${second.ready.studio}/runs/moves?`)
    expect(services['Tracking']?.endpoint).toMatch(`${second.ready.arm}/mlflow/`)

    const dataUri = second.ctx.blobs.url(container, 'words/a.txt')
    const data = await second.call<{ properties: object }>('GET', words)
    expect(data.body.properties).toMatchObject({ dataUri })
    expect((await second.call('PUT', words, { body: { properties: { dataType: 'uri_file', dataUri } } })).status).toBe(
      200,
    )
    const inputs = { words: { jobInputType: 'uri_file', uri: 'azureml:words:1' } }
    await second.call('PUT', pathOf('reads'), { body: job({ command: 'cat ${{inputs.words}} > outputs/o', inputs }) })
    while (!isFinal((await second.call<Job>('GET', pathOf('reads'))).body.properties.status)) await sleep(50)
    expect(await readArtifact(second.ctx, workspaceId, 'reads', 'outputs/o')).toBe('still here')
  } finally {
    await second.dispose()
  }
})
