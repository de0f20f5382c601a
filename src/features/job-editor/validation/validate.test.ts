import { describe, expect, test } from 'vitest'
import { parseJob } from '../../../domain/job-spec/jobs/job.ts'
import { localFolder } from '../../../domain/local-files.ts'
import {
  armError,
  owner,
  reader,
  setUpFakeAzure,
  testWorkspace,
  type FakeAnswer,
} from '../../../queries/testing/fake-azure.ts'
import { validationServices } from '../../../queries/validation-services.ts'
import { startValidation } from './validate.ts'

const src = await localFolder('src', [{ path: 'train.py', file: new Blob(['print(1)']) }])

const cluster = (changes: object = {}) => ({
  computeType: 'AmlCompute',
  provisioningState: 'Succeeded',
  properties: { vmSize: 'STANDARD_DS3_V2', scaleSettings: { minNodeCount: 0, maxNodeCount: 4 }, ...changes },
})
const cores = (currentValue: number) => ({
  value: [{ name: { value: 'Standard DSv2 Family Cluster Dedicated vCPUs' }, currentValue, limit: 24 }],
})

/** A workspace in eastus where everything that the job names is there; `changes` are by path. */
const workspace: Record<string, FakeAnswer> = {
  '': { body: { id: '/ws', name: 'ws1', location: 'eastus', properties: {} } },
  '/providers/Microsoft.Authorization/permissions': owner,
  '/computes/cpu-cluster': { body: { name: 'cpu-cluster', properties: cluster() } },
  '/environments/python3/versions/1': { body: { name: '1', properties: {} } },
  '/environments/python3/versions': {
    body: { value: [{ name: '7', properties: {}, systemData: { lastModifiedAt: '2025-01-01T00:00:00Z' } }] },
  },
  '/data/iris/versions/1': { body: { name: '1', properties: { dataType: 'uri_file' } } },
  '/datastores/workspaceblobstore': { body: { name: 'workspaceblobstore', properties: {} } },
}
const region: Record<string, object> = {
  vmSizes: { value: [{ name: 'Standard_DS3_v2', family: 'Standard DSv2 Family', vCPUs: 4 }] },
  usages: cores(4),
}

async function validate(yaml: string, changes: Record<string, FakeAnswer> = {}, regional = region) {
  const requests = setUpFakeAzure(({ path }) => {
    const ofRegion = /\/locations\/eastus\/(\w+)$/.exec(path)?.[1]
    return ofRegion === undefined ? { ...workspace, ...changes }[path] : { body: regional[ofRegion] }
  })
  const parsed = parseJob(yaml)
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message)
  const draft = { workspace: testWorkspace, spec: parsed.value, jobName: 'brave_kite', assets: new Map([['src', src]]) }
  const progress = await startValidation(draft, parsed.warnings, validationServices()).done
  const findings = Object.fromEntries(
    progress.map(({ id, finding, error }) => [id, finding ? `${finding.state}: ${finding.message}` : error]),
  )
  const paths = Object.fromEntries(progress.map(({ id, path }) => [id, path.join('.')]))
  return { findings, paths, requests }
}

const job = (lines = '') => `
type: command
command: python train.py
environment: azureml:python3:1
compute: azureml:cpu-cluster
${lines}`

describe('a job for which all is there', () => {
  test('has nothing to complain about, check by check', async () => {
    const inputs = 'code: ./src\ninputs:\n  iris: {type: uri_file, path: azureml:iris:1}\n'
    const { findings, paths } = await validate(job(inputs))
    expect(findings).toEqual({
      yaml: 'good: No errors.',
      permission: 'good: Your role allows jobs/write, codes/write.',
      name: 'good: It is free; it was made up, as the YAML has none.',
      environment: 'good: It is there.',
      compute: 'good: Ready, 0 of 4 nodes.',
      quota: 'good: 1 node of Standard_DS3_v2 takes 4 cores, and 20 of 24 are left.',
      code: 'good: 1 file, 8 B.',
      'input:iris': 'good: It is there.',
    })
    expect(paths).toMatchObject({ environment: 'environment', code: 'code', 'input:iris': 'inputs.iris.path' })
  })

  test('writes nothing, and asks for sizes and quota once', async () => {
    const { requests } = await validate(job())
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(requests.filter(({ path }) => path.endsWith('/usages'))).toHaveLength(1)
  })

  test('a sweep is checked at its trial', async () => {
    const { findings, paths } = await validate(`
type: sweep
trial: {command: "python train.py --lr \${{search_space.lr}}", environment: "azureml:python3@latest", code: ./src}
search_space: {lr: {type: uniform, min_value: 0.1, max_value: 1}}
sampling_algorithm: random
objective: {goal: minimize, primary_metric: loss}
limits: {max_total_trials: 20, max_concurrent_trials: 8}
compute: azureml:cpu-cluster
`)
    expect(paths).toMatchObject({ environment: 'trial.environment', code: 'trial.code' })
    expect(findings['environment']).toBe('good: The latest is version 7.')
    expect(findings['compute']).toBe(
      'warning: 8 trials may run at a time, and the cluster has room for 4: the others will wait.',
    )
  })
})

describe('permission', () => {
  test('a reader learns which rights are missing', async () => {
    const { findings } = await validate(job('code: ./src'), {
      '/providers/Microsoft.Authorization/permissions': reader,
    })
    expect(findings['permission']).toBe('bad: Your role in ws1 does not allow jobs/write, codes/write.')
  })

  test('a failure to ask is told as such, and the other checks go on', async () => {
    const { findings } = await validate(job(), {
      '/providers/Microsoft.Authorization/permissions': armError(500, 'InternalServerError', 'later'),
    })
    expect(findings['permission']).toMatchObject({ status: 500 })
    expect(findings['compute']).toContain('good')
  })
})

test('a name in use is found before anything is uploaded', async () => {
  const { findings } = await validate(job('name: brave_kite'), { '/jobs/brave_kite': { body: { name: 'brave_kite' } } })
  expect(findings['name']).toBe('bad: A job of this name exists already.')
})

describe('the environment', () => {
  const environment = (text: string) => job().replace('azureml:python3:1', text)

  test.each([
    ['azureml:python3:2', 'bad: This workspace has no version 2 of python3.'],
    ['azureml:nowhere@latest', 'bad: This workspace has no environment named nowhere.'],
    ['azureml:AzureML-sklearn-1.0:1', 'unknown: It is in a registry; whether it is there, only the service can tell.'],
    ['{image: python:3.12}', 'unknown: Only a run can tell whether the image python:3.12 can be had.'],
    ['{build: {path: ./src}}', 'unknown: Only a run can tell whether what is built from ./src can be had.'],
    ['{build: {path: ./docker}}', 'bad: ./docker is not chosen yet.'],
  ])('%s', async (text, finding) => {
    const { findings } = await validate(environment(text))
    expect(findings['environment']).toBe(finding)
  })

  test('one that is archived still works', async () => {
    const archived = { '/environments/python3/versions/1': { body: { name: '1', properties: { isArchived: true } } } }
    const { findings } = await validate(job(), archived)
    expect(findings['environment']).toBe('warning: It is archived.')
  })
})

describe('the compute', () => {
  const compute = (properties: object) => ({ '/computes/cpu-cluster': { body: { name: 'cpu-cluster', properties } } })

  test('that is not there is named', async () => {
    const { findings } = await validate(job(), { '/computes/cpu-cluster': armError(404, 'ResourceNotFound', 'none') })
    expect(findings['compute']).toBe('bad: This workspace has no compute named cpu-cluster.')
  })

  test('must have as many nodes as the job wants at a time', async () => {
    const { findings } = await validate(job('resources: {instance_count: 5}'))
    expect(findings['compute']).toBe('bad: The job runs on 5 nodes at a time, and the cluster has 4 at most.')
  })

  test.each([
    ['Creating', 'warning: Its state is Creating: the job will wait for it.'],
    ['Failed', 'bad: Its state is Failed.'],
  ])('in state %s', async (provisioningState, finding) => {
    const { findings } = await validate(job(), compute({ ...cluster(), provisioningState }))
    expect(findings['compute']).toBe(finding)
  })

  test('may be an instance, which has to run', async () => {
    const instance = compute({ computeType: 'ComputeInstance', properties: { state: 'Stopped' } })
    const { findings } = await validate(job(), instance)
    expect(findings['compute']).toBe('warning: The compute instance is in state Stopped.')
    expect(findings['quota']).toBe('unknown: Quota counts for clusters alone.')
  })
})

describe('quota', () => {
  test('cores that others use now make the job wait', async () => {
    const { findings } = await validate(job(), {}, { ...region, usages: cores(22) })
    expect(findings['quota']).toBe(
      'warning: 1 node of Standard_DS3_v2 takes 4 cores, and 2 of 24 are left: the job will wait until others have ended.',
    )
  })

  test('idle nodes of the cluster need none', async () => {
    const idle = { body: { properties: cluster({ nodeStateCounts: { idleNodeCount: 1 } }) } }
    const { findings } = await validate(job(), { '/computes/cpu-cluster': idle }, { ...region, usages: cores(24) })
    expect(findings['quota']).toBe('good: 1 node of it stands idle already.')
  })

  const serverless = (resources: string) =>
    `${job().replace('compute: azureml:cpu-cluster', '')}resources: ${resources}`

  test.each([
    [
      '{instance_type: Standard_DS3_v2, instance_count: 2}',
      'good: 2 nodes of Standard_DS3_v2 take 8 cores, and 20 of 24 are left.',
    ],
    [
      '{instance_type: Standard_DS3_v2, instance_count: 7}',
      'bad: 7 nodes of Standard_DS3_v2 take 28 cores, and 20 of 24 are left.',
    ],
    ['{instance_type: Standard_Huge}', 'bad: The region of this workspace offers no VM size named Standard_Huge.'],
    ['{instance_count: 1}', 'unknown: The service chooses the VM size, and says whether there is quota for it.'],
  ])('serverless with %s', async (resources, finding) => {
    const { findings, paths } = await validate(serverless(resources))
    expect(findings['quota']).toBe(finding)
    expect(paths['quota']).toBe('resources')
  })
})

describe('inputs', () => {
  const root = '/subscriptions/8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01/resourceGroups/rg'
  const input = (path: string, type = 'uri_file') => job(`inputs:\n  data: {type: ${type}, path: ${path}}\n`)

  test.each([
    ['azureml:iris:2', 'bad: This workspace has no version 2 of the data asset iris.'],
    ['azureml:iris@latest', 'bad: This workspace has no iris.'],
    [`${root}/providers/Microsoft.MachineLearningServices/workspaces/ws1/data/iris/versions/1`, 'good: It is there.'],
    [
      'azureml://datastores/workspaceblobstore/paths/a.csv',
      'good: The datastore workspaceblobstore is there; what is in it, its storage knows.',
    ],
    ['azureml://datastores/nowhere/paths/a.csv', 'bad: This workspace has no datastore named nowhere.'],
    [
      `azureml:/${root}/workspaces/ws2/datastores/x/paths/a.csv`,
      'unknown: It is in another workspace; whether it is there, only the service can tell.',
    ],
    ['azureml://jobs/gone/outputs/default/paths/a', 'bad: This workspace has no job named gone.'],
    ['https://example.com/iris.csv', 'unknown: Whether this address can be read, only the service can tell.'],
    ['./other', 'bad: ./other is not chosen yet.'],
    ['./src', 'good: 1 file, 8 B. It goes to workspaceblobstore.'],
  ])('%s', async (path, finding) => {
    const { findings } = await validate(input(path))
    expect(findings['input:data']).toBe(finding)
  })

  test('of another type than the asset are pointed out', async () => {
    const { findings } = await validate(input('azureml:iris:1', 'uri_folder'))
    expect(findings['input:data']).toBe('warning: It is of type uri_file, and the input is of type uri_folder.')
  })

  test('that a running job makes may not be there yet', async () => {
    const running = { '/jobs/calm_fox': { body: { name: 'calm_fox', properties: { status: 'Running' } } } }
    const { findings } = await validate(input('azureml://jobs/calm_fox/outputs/model/paths/a'), running)
    expect(findings['input:data']).toBe(
      'warning: The job calm_fox is there, and its status is Running: its output may not be there yet.',
    )
  })
})

test('outputs go to datastores that are there', async () => {
  const path = 'azureml://datastores/nowhere/paths/out'
  const { findings } = await validate(job(`outputs:\n  model: {type: uri_folder, path: ${path}}\n`))
  expect(findings['output:model']).toBe('bad: This workspace has no datastore named nowhere.')
})
