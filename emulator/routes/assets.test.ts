import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { artifactFolder } from '../artifact-folder.ts'
import { accounts } from '../seed/directory.ts'
import { signIn, startTestEmulator, workspaceId, type TestEmulator } from '../testing/test-emulator.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.dispose())

type Asset = { id: string; name: string; properties: Record<string, unknown>; systemData: { lastModifiedAt: string } }
type List = { value: Asset[]; nextLink?: string }
type ErrorBody = {
  error: {
    code: string
    message: string
    target?: string
    additionalInfo: { type: string; info: { value: unknown } }[]
  }
}

const put = (path: string, properties: object) =>
  emulator.call<Asset>('PUT', `${workspaceId}/${path}`, { body: { properties } })
const refused = async (path: string, properties: object) => {
  const { status, body } = await emulator.call<ErrorBody>('PUT', `${workspaceId}/${path}`, { body: { properties } })
  const inner = body.error.additionalInfo.find(({ type }) => type === 'InnerError')?.info.value
  return { status, code: body.error.code, target: body.error.target, inner: JSON.stringify(inner) }
}
const get = async <T = Asset>(path: string) => (await emulator.call<T>('GET', `${workspaceId}/${path}`)).body
const names = ({ value }: List) => value.map(({ name }) => name)

describe('versions', () => {
  test('a first version makes its container, and the container counts', async () => {
    const code = { codeUri: `${emulator.ready.blob}/trainyardstorage/code/train` }
    expect((await put('codes/train/versions/1', code)).status).toBe(201)
    expect((await put('codes/train/versions/7', code)).status).toBe(201)
    expect((await get('codes/train')).properties).toMatchObject({ latestVersion: '7', nextVersion: '8' })
    await emulator.call('DELETE', `${workspaceId}/codes/train/versions/7`)
    expect((await get('codes/train')).properties).toMatchObject({ latestVersion: '1', nextVersion: '2' })
  })

  test('the same PUT twice is one version; a fixed field cannot change, a description can', async () => {
    const data = { dataType: 'uri_file', dataUri: 'https://example.test/iris.csv' }
    expect((await put('data/iris/versions/1', data)).status).toBe(201)
    expect((await put('data/iris/versions/1', data)).status).toBe(200)
    expect((await put('data/iris/versions/1', { ...data, description: 'measured' })).status).toBe(200)
    expect((await get('data/iris/versions/1')).properties['description']).toBe('measured')
    expect(await refused('data/iris/versions/1', { ...data, dataUri: 'https://example.test/other.csv' })).toMatchObject(
      {
        status: 400,
        code: 'UserError',
        target: 'properties.dataUri',
        inner: expect.stringContaining('DataVersionPropertyImmutable'),
      },
    )
    expect((await refused('data/iris/versions/2', { ...data, dataType: 'uri_folder' })).inner).toContain('Immutable')
  })

  test('bad bodies name the field', async () => {
    expect(await refused('data/iris/versions/3', { dataUri: 'x' })).toMatchObject({ target: 'properties.dataType' })
    expect(await refused('data/iris/versions/3', { dataType: 'uri_file' })).toMatchObject({
      target: 'properties.dataUri',
    })
    expect(await refused('codes/-bad/versions/1', { codeUri: 'x' })).toMatchObject({ target: 'name' })
    const both = { image: 'python', build: { contextUri: 'https://example.test/' } }
    expect(await refused('environments/mine/versions/1', both)).toMatchObject({ status: 400 })
    expect(await refused('environments/mine/versions/1', {})).toMatchObject({ target: 'properties.image' })
  })

  test('archived ones leave the list until they are asked for', async () => {
    const env = { image: 'python:3' }
    await put('environments/old/versions/1', env)
    await put('environments/old/versions/2', { ...env, isArchived: true })
    expect(names(await get<List>('environments/old/versions'))).toEqual(['1'])
    const all = `environments/old/versions?api-version=2025-09-01&listViewType=All&$orderBy=createdtime asc`
    expect(names(await get<List>(all))).toEqual(['1', '2'])
  })

  test('a list pages by opaque tokens and loses nothing when an item goes', async () => {
    for (const version of [1, 2, 3, 4, 5]) await put(`environments/many/versions/${version}`, { image: 'python' })
    const first = await get<List>('environments/many/versions?api-version=2025-09-01&$top=2')
    expect(names(first)).toEqual(['5', '4'])
    await emulator.call('DELETE', `${workspaceId}/environments/many/versions/4`)
    const next = first.nextLink?.replace(emulator.ready.arm, '') ?? ''
    const second = await emulator.call<List>('GET', next)
    expect(names(second.body)).toEqual(['3', '2'])
  })

  test('a code folder that was uploaded before is found by its hash, whatever it is called', async () => {
    const hash = { hash_sha256: 'abc', hash_version: '202208' }
    await put('codes/hashed/versions/1', { codeUri: 'https://example.test/c', properties: hash })
    const query = 'api-version=2025-09-01&hashVersion=202208&hash='
    expect(names(await get<List>(`codes/hashed/versions?${query}abc`))).toEqual(['1'])
    expect(names(await get<List>(`codes/hashed/versions?${query}other`))).toEqual([])
    const [found] = (await get<List>(`codes/just-made-up/versions?${query}abc`)).value
    expect(found?.id).toMatch(/\/codes\/hashed\/versions\/1$/)
    expect(names(await get<List>('codes/just-made-up/versions?api-version=2025-09-01'))).toEqual([])
  })

  test('the curated environment changed last is not the one with the highest number', async () => {
    const { value } = await get<List>('environments/AzureML-lightgbm-3.3/versions')
    const latest = value
      .toSorted((a, b) => a.systemData.lastModifiedAt.localeCompare(b.systemData.lastModifiedAt))
      .at(-1)
    expect(latest?.name).toBe('63')
    expect(names({ value })).toContain('64')
  })

  test('what is not there is a 404 of the front end', async () => {
    const { status, body } = await emulator.call<ErrorBody>('GET', `${workspaceId}/models/none/versions/1`)
    expect([status, body.error.code]).toEqual([404, 'UserError'])
    expect((await emulator.call('DELETE', `${workspaceId}/models/none`)).status).toBe(204)
  })
})

describe('models', () => {
  test('lineage comes from the address, and must lead to a job', async () => {
    emulator.ctx.resources.put({
      id: `${workspaceId}/jobs/train-1`,
      name: 'train-1',
      type: 'Microsoft.MachineLearningServices/workspaces/jobs',
      properties: {},
    })
    await put('models/iris/versions/1', { modelUri: 'runs:/train-1/model', modelType: 'mlflow_model' })
    await put('models/iris/versions/2', { modelUri: 'azureml://jobs/train-1/outputs/artifacts/paths/model/' })
    expect((await get('models/iris/versions/1')).properties).toMatchObject({
      jobName: 'train-1',
      modelType: 'mlflow_model',
    })
    expect((await get('models/iris/versions/2')).properties).toMatchObject({
      jobName: 'train-1',
      modelType: 'custom_model',
    })
    expect(await refused('models/iris/versions/3', { modelUri: 'runs:/nobody/model' })).toMatchObject({
      target: 'properties.modelUri',
      inner: expect.stringContaining('JobNotFound'),
    })
    expect(await refused('models/iris/versions/3', { modelUri: './model' })).toMatchObject({ status: 400 })
  })

  test('of a run that only MLflow knows, or of one below a job, are registered, too', async () => {
    const { runs } = emulator.ctx
    const experimentId = runs.ensureExperiment(workspaceId, 'notebook')
    const run = (runId: string, tags: Record<string, string>) =>
      runs.create(workspaceId, { runId, experimentId, name: runId, userId: 'Olivia', startTime: 0, tags })
    run('by-hand', {})
    run('below-train-1', { 'mlflow.parentRunId': 'train-1' })

    const alone = await put('models/by-hand/versions/1', { modelUri: 'runs:/by-hand/model' })
    expect(alone.status).toBe(201)
    expect(alone.body.properties).not.toHaveProperty('jobName')
    const below = await put('models/below/versions/1', { modelUri: 'runs:/below-train-1/model' })
    expect(below.body.properties).toMatchObject({ jobName: 'train-1' })
  })

  test('of MLflow show the flavors of their MLmodel file', async () => {
    const { blobs, resources } = emulator.ctx
    const { container, prefix } = artifactFolder(resources, workspaceId, 'train-1')
    blobs.ensureContainer(container)
    const file =
      'flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    env: {conda: conda.yaml}\n  sklearn:\n'
    await blobs.put(container, `${prefix}good/MLmodel`, file)
    await blobs.put(container, `${prefix}broken/MLmodel`, 'flavors: [')
    const register = async (folder: string) => {
      const modelUri = `azureml://jobs/train-1/outputs/artifacts/paths/${folder}/`
      return (await put(`models/${folder}/versions/1`, { modelUri, modelType: 'mlflow_model' })).body.properties
    }
    expect((await register('good'))['flavors']).toEqual({
      python_function: { data: { loader_module: 'mlflow.sklearn', env: '{"conda":"conda.yaml"}' } },
      sklearn: { data: {} },
    })
    expect(await register('broken')).not.toHaveProperty('flavors')
  })
})

describe('uploads and secrets', () => {
  test('a pending upload gives a container of its own that can be written', async () => {
    type Pending = { blobReferenceForConsumption: { blobUri: string; credential: { sasUri: string } } }
    const path = `${workspaceId}/codes/fresh/versions/1/startPendingUpload`
    const { body } = await emulator.call<Pending>('POST', path, {
      body: { pendingUploadType: 'TemporaryBlobReference' },
    })
    const { blobUri, credential } = body.blobReferenceForConsumption
    const [base, sas] = credential.sasUri.split('?')
    expect(base).toBe(blobUri)
    const uploaded = await fetch(`${base}/src/train.py?${sas}`, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: 'print(1)',
    })
    expect(uploaded.status).toBe(201)

    await put('codes/fresh/versions/1', { codeUri: `${blobUri}/src` })
    const again = await emulator.call<Pending>('POST', path, { body: { pendingUploadType: 'TemporaryBlobReference' } })
    const there = again.body.blobReferenceForConsumption
    expect(there.blobUri).toBe(blobUri)
    const read = there.credential.sasUri.replace('?', '/src/train.py?')
    expect(await (await fetch(read)).text()).toBe('print(1)')
    const replaced = await fetch(read, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: 'other' })
    expect(replaced.status).toBe(403)
  })

  test('the default datastore is found and gives a SAS to who may have it', async () => {
    const { value } = await get<List>('datastores?api-version=2025-09-01&isDefault=true')
    expect(value).toHaveLength(1)
    expect(value[0]?.properties).toMatchObject({ isDefault: true, credentials: { credentialsType: 'Sas' } })
    const path = `${workspaceId}/datastores/workspaceblobstore/listSecrets`
    const { body } = await emulator.call<{ sasToken: string }>('POST', path)
    const container = String(value[0]?.properties['containerName'])
    const url = `${emulator.ready.blob}/trainyardstorage/${container}?restype=container&comp=list&${body.sasToken}`
    expect((await fetch(url)).status).toBe(200)

    const { access_token } = await signIn(emulator.ready, accounts[1]?.userPrincipalName ?? '')
    expect((await emulator.call('POST', path, { token: access_token })).status).toBe(403)
  })

  test('a registered secret is given by listSecrets only', async () => {
    const secrets = { secretsType: 'AccountKey', key: 'c2VjcmV0' }
    const credentials = { credentialsType: 'AccountKey', secrets }
    const lake = { datastoreType: 'AzureDataLakeGen2', accountName: 'lake', filesystem: 'raw', credentials }
    const { status, body } = await put('datastores/lake', lake)
    expect(status).toBe(201)
    expect(JSON.stringify([body, await get('datastores/lake'), await get('datastores')])).not.toContain('c2VjcmV0')
    const listed = await emulator.call('POST', `${workspaceId}/datastores/lake/listSecrets`)
    expect(listed.body).toEqual(secrets)
    expect(await refused('datastores/lake', { ...lake, filesystem: 'other' })).toMatchObject({
      target: 'properties.filesystem',
    })
  })
})
