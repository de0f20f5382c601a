import { describe, expect, test } from 'vitest'
import { parseJob } from '../../domain/job-spec/jobs/job.ts'
import { localFile, localFolder } from '../../domain/local-files.ts'
import { submitServices, type SubmitServices } from '../../queries/submit-services.ts'
import { setUpFakeAzure, testWorkspace, type FakeAnswer, type FakeRequest } from '../../queries/testing/fake-azure.ts'
import { rehearse } from './rehearsal.ts'
import type { SubmissionDraft } from './resolve-steps.ts'
import { createSubmission } from './submission.ts'

const text = `
name: brave_kite
type: command
command: python train.py --data \${{inputs.iris}}
code: ./src
environment:
  image: python:3.12
inputs:
  iris: {type: uri_file, path: ./iris.csv}
  table: {type: uri_folder, path: azureml:table@latest}
compute: azureml:cpu-cluster
`

const assets = new Map([
  ['src', await localFolder('src', [{ path: 'train.py', file: new Blob(['print(1)']) }])],
  ['iris.csv', localFile(new File(['1,2,3'], 'iris.csv'))],
])

function aDraft(yaml = text): SubmissionDraft {
  const parsed = parseJob(yaml)
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message)
  return { workspace: testWorkspace, jobName: 'brave_kite', spec: parsed.value, assets }
}

const version = (name: string, lastModifiedAt: string) => ({
  id: `/data/table/versions/${name}`,
  name,
  properties: {},
  systemData: { lastModifiedAt },
})

/** A workspace that takes everything; a job's name is free until it is put. */
function answer({ method, path, body }: FakeRequest): FakeAnswer | undefined {
  if (method === 'PUT') return { body: { id: path, name: path.split('/').at(-1), ...(body as object) } }
  if (path === '/data/table/versions') {
    return { body: { value: [version('3', '2025-02-01T00:00:00Z'), version('4', '2025-01-01T00:00:00Z')] } }
  }
  if (path === '/datastores/workspaceblobstore') {
    return { body: { id: path, name: 'workspaceblobstore', properties: { datastoreType: 'AzureBlob' } } }
  }
  if (path.endsWith('/startPendingUpload')) {
    const blobUri = 'https://storage.test/code'
    const credential = { credentialType: 'SAS', sasUri: `${blobUri}?sig=a` }
    return { body: { blobReferenceForConsumption: { blobUri, credential } } }
  }
  return undefined
}

/** Real services, but for storage: its client has no network here. */
const services = (overrides: Partial<SubmitServices> = {}): SubmitServices => ({
  ...submitServices(),
  signDatastore: async () => 'https://storage.test/data?sig=b',
  uploadBlob: async () => {},
  listBlobs: async () => new Map(),
  markBlob: async () => {},
  ...overrides,
})

const calls = (requests: readonly FakeRequest[]) => requests.map(({ method, path }) => `${method} ${path}`)

describe('a rehearsal', () => {
  test('names exactly the requests that submitting then makes', async () => {
    setUpFakeAzure(answer)
    const { requests, stoppedAt } = await rehearse(aDraft(), services())
    expect(stoppedAt).toBeUndefined()
    const announced = requests
      .filter(({ path }) => path.startsWith('/') && !path.endsWith('/listSecrets'))
      .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)

    const sent = setUpFakeAzure(answer)
    await createSubmission(aDraft(), services()).run(new AbortController().signal)
    expect(announced).toEqual(calls(sent))
    expect(announced.at(-1)).toBe('PUT /jobs/brave_kite')
  })

  test('shows the body of the job with what was looked up in it', async () => {
    setUpFakeAzure(answer)
    const { requests } = await rehearse(aDraft(), services())
    const code = requests.find(({ purpose }) => purpose === 'Register the code')
    expect(requests.at(-1)?.body).toMatchObject({
      properties: {
        jobType: 'Command',
        codeId: expect.stringMatching(new RegExp(`workspaces/ws1${code?.path}$`)),
        environmentId: expect.stringContaining('/environments/CliV2AnonymousEnvironment/versions/'),
        // Version 3 was modified last.
        inputs: { table: { uri: '/data/table/versions/3' } },
        properties: { 'trainyard.submission': '<id of the submission>' },
      },
    })
  })

  test('writes nothing and asks for no secret', async () => {
    const sent = setUpFakeAzure(answer)
    let uploads = 0
    await rehearse(
      aDraft(),
      services({
        uploadBlob: async () => void (uploads += 1),
        signDatastore: () => Promise.reject(new Error('asked for a key')),
      }),
    )
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(uploads).toBe(0)
  })

  test('tells what it found, and how much will be uploaded', async () => {
    setUpFakeAzure(answer)
    const { requests } = await rehearse(aDraft(), services())
    expect(requests.map(({ purpose, found, files }) => [purpose, found ?? files])).toEqual(
      expect.arrayContaining([
        ['Check that the name is free', 'There is none.'],
        ['Look for the same code', 'There is none.'],
        ['Upload', { count: 1, bytes: 8 }],
        ['Find the latest version', 'It is version 3.'],
      ]),
    )
  })

  test('leaves the files to be uploaded afterwards', async () => {
    setUpFakeAzure(answer)
    await rehearse(aDraft(), services())
    const uploaded: string[] = []
    const counting = services({ uploadBlob: async ({ blobName }) => void uploaded.push(blobName) })
    await createSubmission(aDraft(), counting).run(new AbortController().signal)
    expect(uploaded).toHaveLength(2)
  })

  test('stops where submitting would stop, and says why', async () => {
    setUpFakeAzure(answer)
    const missing = text.replace(/environment:\n.*/, 'environment: azureml:nowhere@latest')
    const { requests, stoppedAt } = await rehearse(aDraft(missing), services())
    expect(stoppedAt).toMatchObject({ id: 'environment', state: 'failed' })
    expect(requests.at(-2)).toMatchObject({ path: '/environments/nowhere/versions', found: 'There is none.' })
    expect(requests.at(-1)).toMatchObject({
      path: '/jobs/brave_kite',
      body: {
        properties: {
          environmentId: '<environment version>',
          inputs: { iris: { uri: '<address of the upload>' }, table: { uri: '<latest version>' } },
        },
      },
    })
  })
})
