import { expect, test, vi } from 'vitest'
import { ArmError, NetworkError } from '../../api/arm-error.ts'
import type { JobBaseResource } from '../../api/generated/arm.ts'
import type { JobResource } from '../../api/jobs.ts'
import type { CommandJobSpec } from '../../domain/job-spec/jobs/command-job-spec.ts'
import type { SweepJobSpec } from '../../domain/job-spec/jobs/sweep-job-spec.ts'
import { UploadIncompleteError } from '../../domain/upload-errors.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'
import { localFile, localFolder, type LocalAssets } from '../../domain/local-files.ts'
import type { SubmissionDraft } from './resolve-steps.ts'
import { createSubmission, NameTakenError } from './submission.ts'

const workspace = { subscriptionId: '0b1f6471-1bf0-4dda-aec3-cb9272f09590', resourceGroup: 'rg', workspaceName: 'ws' }
const root =
  '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws'

const spec: CommandJobSpec = {
  command: 'python train.py --data ${{inputs.iris}}',
  code: './src',
  environment: 'azureml:python3@latest',
  compute: 'azureml:cpu-cluster',
  inputs: { iris: { type: 'uri_file', path: './iris.csv' } },
}

const sourceFiles = [
  { path: 'train.py', file: new Blob(['print(1)']) },
  { path: 'lib/model.py', file: new Blob(['x = 2']) },
]
const assets: LocalAssets = new Map([
  ['src', await localFolder('src', sourceFiles)],
  ['iris.csv', localFile(new File(['1,2,3'], 'iris.csv'))],
])

const aDraft = (changes: Partial<SubmissionDraft> = {}): SubmissionDraft => ({
  workspace,
  spec,
  jobName: 'brave_kite_1234567890',
  assets,
  ...changes,
})

const armError = (status: number, code: string, innerCode?: string) =>
  new ArmError(code, { status, code, innerCode, requestId: 'request-1' })

/** A workspace in memory: what was put is there afterwards. */
function aWorkspace(overrides: Partial<{ [K in keyof SubmitServices]: Partial<SubmitServices[K]> }> = {}) {
  const jobs = new Map<string, JobResource>()
  const codes = new Map<string, { id: string; name: string; properties: { codeUri?: string | null } }>()
  const blobs = new Map<string, Blob>()
  let signatures = 0
  const services: SubmitServices = {
    jobs: {
      get: async ({ jobName }) => jobs.get(jobName) ?? Promise.reject(armError(404, 'UserError', 'NotFound')),
      put: async ({ jobName }, body) => {
        const job = { id: `${root}/jobs/${jobName}`, name: jobName, ...body }
        jobs.set(jobName, job)
        return job
      },
      ...overrides.jobs,
    },
    codes: {
      findByHash: async (_, name) => [...codes.values()].filter((code) => code.id.includes(`/codes/${name}/`)),
      startPendingUpload: async (_, name, __, id) => {
        signatures += 1
        const blobUri = `https://store.example/code-${id ?? name}`
        const sasUri = `${blobUri}?sig=${signatures}`
        return { blobReferenceForConsumption: { blobUri, credential: { credentialType: 'SAS', sasUri } } }
      },
      putVersion: async (_, name, version, body) => {
        const code = { id: `${root}/codes/${name}/versions/${version}`, name: version, ...body }
        codes.set(name, code)
        return code
      },
      ...overrides.codes,
    },
    environments: {
      versions: async () => [
        {
          id: `${root}/environments/python3/versions/2`,
          name: '2',
          properties: {},
          systemData: { lastModifiedAt: '2025-02-01T00:00:00Z' },
        },
        {
          id: `${root}/environments/python3/versions/10`,
          name: '10',
          properties: {},
          systemData: { lastModifiedAt: '2025-01-01T00:00:00Z' },
        },
      ],
      putVersion: async (_, name, version, body) => ({
        id: `${root}/environments/${name}/versions/${version}`,
        name: version,
        ...body,
      }),
      ...overrides.environments,
    },
    data: { versions: async () => [], ...overrides.data },
    models: { versions: async () => [], ...overrides.models },
    datastores: {
      get: async (_, name) => ({
        id: `${root}/datastores/${name}`,
        name,
        properties: { datastoreType: 'AzureBlob', credentials: { credentialsType: 'None' } },
      }),
    },
    signDatastore: async () => 'https://store.example/blobstore?sig=b',
    uploadBlob: async ({ containerSasUri, blobName, file, onProgress }) => {
      blobs.set(`${containerSasUri.split('?')[0]}/${blobName}`, file)
      onProgress?.(file.size)
    },
    listBlobs: async (containerSasUri, prefix) => {
      const start = `${containerSasUri.split('?')[0]}/`
      const names = [...blobs].map(([url, { size }]) => [url.slice(start.length), size] as const)
      return new Map(names.filter(([name]) => name.startsWith(prefix)))
    },
    markBlob: async () => {},
    ...(overrides.uploadBlob && { uploadBlob: overrides.uploadBlob as SubmitServices['uploadBlob'] }),
  }
  return { services, jobs, codes, blobs }
}

const never = new AbortController().signal
const states = (submission: ReturnType<typeof createSubmission>) =>
  Object.fromEntries(submission.steps().map(({ id, state }) => [id, state]))

test('a job with local code and data is uploaded, resolved and submitted', async () => {
  const { services, jobs, codes, blobs } = aWorkspace()
  const submission = createSubmission(aDraft(), services)
  expect(states(submission)).toEqual({
    code: 'waiting',
    environment: 'waiting',
    'input:iris': 'waiting',
    job: 'waiting',
  })

  const job = await submission.run(never)
  expect(job?.name).toBe('brave_kite_1234567890')
  expect(new Set(Object.values(states(submission)))).toEqual(new Set(['done']))
  const [code] = [...codes.values()]
  const codeUri = String(code?.properties.codeUri)
  expect(codeUri).toMatch(/^https:\/\/store\.example\/code-[0-9a-f-]{36}\/src$/)
  expect([...blobs.keys()].slice(0, 2)).toEqual([`${codeUri}/train.py`, `${codeUri}/lib/model.py`])
  expect(code?.properties).toMatchObject({ isAnonymous: true })
  expect(jobs.get('brave_kite_1234567890')?.properties).toMatchObject({
    jobType: 'Command',
    codeId: code?.id,
    // Version 10 has the higher number, version 2 was modified last.
    environmentId: `${root}/environments/python3/versions/2`,
    computeId: `${root}/computes/cpu-cluster`,
    inputs: {
      iris: {
        uri: expect.stringMatching(
          /^azureml:\/\/datastores\/workspaceblobstore\/paths\/LocalUpload\/[0-9a-f]{64}\/iris\.csv$/,
        ),
      },
    },
  })
})

test('code that the workspace has already is not uploaded again', async () => {
  const { services, blobs } = aWorkspace()
  const draft = aDraft({ spec: { ...spec, inputs: {} } })
  await createSubmission(draft, services).run(never)
  blobs.clear()

  const again = createSubmission({ ...draft, jobName: 'second' }, services)
  await again.run(never)
  expect(blobs.size).toBe(0)
  expect(again.steps()[0]).toMatchObject({ state: 'done', detail: 'The workspace has this code already.' })
})

test('a retry goes on at the file where the upload broke off', async () => {
  const { services, blobs } = aWorkspace()
  const uploaded: string[] = []
  let broken = true
  const flaky: SubmitServices = {
    ...services,
    uploadBlob: async (upload) => {
      if (broken && upload.blobName === 'src/lib/model.py') throw new NetworkError('store.example')
      uploaded.push(upload.blobName)
      await services.uploadBlob(upload)
    },
  }
  const submission = createSubmission(aDraft(), flaky)
  expect(await submission.run(never)).toBeUndefined()
  expect(submission.steps()[0]).toMatchObject({ id: 'code', state: 'failed', error: expect.any(UploadIncompleteError) })
  expect(states(submission)).toMatchObject({ environment: 'waiting', job: 'waiting' })

  broken = false
  expect(await submission.run(never)).toBeDefined()
  expect(uploaded.filter((name) => name.startsWith('src/'))).toEqual(['src/train.py', 'src/lib/model.py'])
  expect(blobs.size).toBe(3)
})

test('an upload is taken up by the next submission of the same files', async () => {
  const { services } = aWorkspace()
  const uploaded: string[] = []
  const counting: SubmitServices = {
    ...services,
    uploadBlob: async (upload) => {
      uploaded.push(upload.blobName.replace(/[0-9a-f]{64}/, '…'))
      await services.uploadBlob(upload)
    },
    jobs: { ...services.jobs, put: () => Promise.reject(armError(400, 'UserError')) },
  }
  await createSubmission(aDraft(), counting).run(never)
  await createSubmission(aDraft({ spec: { ...spec, displayName: 'better' } }), counting).run(never)
  expect(uploaded.toSorted()).toEqual(['LocalUpload/…/iris.csv', 'src/lib/model.py', 'src/train.py'])
})

test('a stopped upload says so and can be taken up again', async () => {
  const { services } = aWorkspace()
  const abort = new AbortController()
  const stoppable: SubmitServices = {
    ...services,
    uploadBlob: async (upload) => {
      abort.abort()
      upload.signal?.throwIfAborted()
      await services.uploadBlob(upload)
    },
  }
  const submission = createSubmission(aDraft(), stoppable)
  expect(await submission.run(abort.signal)).toBeUndefined()
  expect(states(submission)).toMatchObject({ code: 'stopped' })
  expect(await createSubmission(aDraft(), services).run(never)).toBeDefined()
})

test('nothing is sent after a stop, whatever step was under way', async () => {
  const abort = new AbortController()
  const { services, jobs } = aWorkspace()
  const stoppedMeanwhile: SubmitServices = {
    ...services,
    environments: {
      ...services.environments,
      versions: (...args) => {
        abort.abort()
        return services.environments.versions(...args)
      },
    },
  }
  const submission = createSubmission(aDraft(), stoppedMeanwhile)
  expect(await submission.run(abort.signal)).toBeUndefined()
  expect(states(submission)).toMatchObject({ environment: 'done', 'input:iris': 'stopped', job: 'waiting' })
  expect(jobs.size).toBe(0)
})

test('a name in use stops the submission before anything is uploaded', async () => {
  const { services, jobs, blobs } = aWorkspace()
  jobs.set('taken', {
    id: `${root}/jobs/taken`,
    name: 'taken',
    properties: { jobType: 'Command', command: 'x', environmentId: 'y' },
  })
  const submission = createSubmission(aDraft({ jobName: 'taken', spec: { ...spec, name: 'taken' } }), services)
  expect(await submission.run(never)).toBeUndefined()
  expect(submission.steps()[0]).toMatchObject({ id: 'name', state: 'failed', error: expect.any(NameTakenError) })
  expect(blobs.size).toBe(0)
})

test('a job whose answer was lost is recognised as our own', async () => {
  const { services } = aWorkspace()
  const lossy: SubmitServices = {
    ...services,
    jobs: {
      ...services.jobs,
      put: async (ref, body) => {
        await services.jobs.put(ref, body)
        throw new NetworkError('management.azure.com')
      },
    },
  }
  const job = await createSubmission(aDraft(), lossy).run(never)
  expect(job?.name).toBe('brave_kite_1234567890')
})

test('a job that never arrived is reported with its error and not sent twice by itself', async () => {
  const put = vi.fn<(ref: unknown, body: JobBaseResource) => Promise<JobResource>>(() =>
    Promise.reject(new NetworkError('management.azure.com')),
  )
  const { services } = aWorkspace({ jobs: { put } })
  const submission = createSubmission(aDraft(), services)
  expect(await submission.run(never)).toBeUndefined()
  expect(put).toHaveBeenCalledTimes(1)
  expect(submission.steps().at(-1)).toMatchObject({ id: 'job', state: 'failed', error: expect.any(NetworkError) })
})

test("somebody else's job of the same name is not taken for ours", async () => {
  const { services, jobs } = aWorkspace({
    jobs: { put: () => Promise.reject(armError(400, 'UserError', 'JobPropertyImmutable')) },
  })
  jobs.set('brave_kite_1234567890', {
    id: 'x',
    name: 'brave_kite_1234567890',
    properties: {
      jobType: 'Command',
      command: 'x',
      environmentId: 'y',
      properties: { 'trainyard.submission': 'another' },
    },
  })
  const submission = createSubmission(aDraft(), services)
  expect(await submission.run(never)).toBeUndefined()
  expect(submission.steps().at(-1)?.error).toBeInstanceOf(NameTakenError)
})

test('a refusal is shown as it came', async () => {
  const { services } = aWorkspace({ jobs: { put: () => Promise.reject(armError(403, 'AuthorizationFailed')) } })
  const submission = createSubmission(aDraft(), services)
  await submission.run(never)
  expect(submission.steps().at(-1)?.error).toMatchObject({ status: 403, code: 'AuthorizationFailed' })
})

test('files that are no longer at hand are asked for by their path', async () => {
  const { services } = aWorkspace()
  const submission = createSubmission(aDraft({ assets: new Map() }), services)
  await submission.run(never)
  expect(submission.steps()[0]?.error).toMatchObject({ message: expect.stringContaining('./src') })
})

test('an environment given in the job is registered under a version made of its content', async () => {
  const { services, jobs } = aWorkspace()
  const withImage: CommandJobSpec = { command: 'ls', environment: { image: 'python:3.12' } }
  await createSubmission(aDraft({ spec: withImage }), services).run(never)
  expect(jobs.get('brave_kite_1234567890')?.properties).toMatchObject({
    environmentId: expect.stringMatching(/\/environments\/CliV2AnonymousEnvironment\/versions\/[0-9a-f]{32}$/),
  })
})

test('a sweep is sent with what its trials need uploaded and resolved', async () => {
  const { services, jobs, codes } = aWorkspace()
  const sweep: SweepJobSpec = {
    trial: {
      command: 'python train.py --lr ${{search_space.lr}}',
      code: './src',
      environment: 'azureml:python3@latest',
    },
    searchSpace: { lr: { type: 'uniform', minValue: 0.01, maxValue: 0.1 } },
    samplingAlgorithm: { type: 'random' },
    objective: { goal: 'minimize', primaryMetric: 'loss' },
    limits: { maxTotalTrials: 6 },
    compute: 'azureml:cpu-cluster',
    inputs: { iris: { type: 'uri_file', path: './iris.csv' } },
  }
  const submission = createSubmission(aDraft({ spec: sweep }), services)
  await submission.run(never)
  expect(states(submission)).toEqual({ code: 'done', environment: 'done', 'input:iris': 'done', job: 'done' })
  expect(jobs.get('brave_kite_1234567890')?.properties).toMatchObject({
    jobType: 'Sweep',
    trial: { codeId: [...codes.values()][0]?.id, environmentId: `${root}/environments/python3/versions/2` },
    searchSpace: { lr: ['uniform', [0.01, 0.1]] },
    inputs: { iris: { uri: expect.stringContaining('/LocalUpload/') } },
    properties: { 'trainyard.submission': expect.any(String) },
  })
})

test('the folder that an image is built from is uploaded beside the data', async () => {
  const { services, jobs, blobs } = aWorkspace()
  const building: CommandJobSpec = { command: 'ls', environment: { build: { path: './src' } } }
  let sent: unknown
  const noting: SubmitServices = {
    ...services,
    environments: {
      ...services.environments,
      putVersion: (ref, name, version, body) => {
        sent = body.properties
        return services.environments.putVersion(ref, name, version, body)
      },
    },
  }
  await createSubmission(aDraft({ spec: building }), noting).run(never)
  const [contextUri = ''] = /^.*\/src\//.exec([...blobs.keys()][0] ?? '') ?? []
  expect(contextUri).toMatch(/^https:\/\/store\.example\/blobstore\/LocalUpload\/[0-9a-f]+\/src\/$/)
  expect(sent).toMatchObject({ isAnonymous: true, build: { contextUri } })
  expect(jobs.get('brave_kite_1234567890')?.properties).toMatchObject({
    environmentId: expect.stringContaining('/environments/CliV2AnonymousEnvironment/versions/'),
  })
})
