import { describe, expect, test } from 'vitest'
import { workspaceId } from '../../refs.ts'
import { commandJobFromRest } from './command-job-from-rest.ts'
import type { CommandJobSpec } from './command-job-spec.ts'
import { commandJobToRest } from './command-job-to-rest.ts'
import { commandJobToYaml } from './command-job.ts'
import { parseJob, unresolvedReferences } from './job.ts'

const workspace = { subscriptionId: '11111111-2222-3333-4444-555555555555', resourceGroup: 'rg', workspaceName: 'ws1' }
const home = workspaceId(workspace)

const spec: CommandJobSpec = {
  command: 'python main.py ${{inputs.data}} {inputs.rate} ${inputs.rate}',
  code: './src',
  environment: 'azureml:env@latest',
  compute: 'cpu-cluster',
  inputs: {
    data: { type: 'uri_folder', path: './data' },
    model: { type: 'mlflow_model', path: 'azureml:m@latest', mode: 'download' },
    rate: { literal: '0.1' },
  },
  limits: { timeoutSeconds: 93_784 },
}

describe('to REST', () => {
  test('the caller is told what to upload and to look up', () => {
    expect(unresolvedReferences(spec)).toEqual([
      { at: 'code', kind: 'local', path: './src' },
      { at: 'environment', kind: 'latest', name: 'env' },
      { at: 'input', key: 'data', kind: 'local', path: './data', type: 'uri_folder', datastore: 'workspaceblobstore' },
      { at: 'input', key: 'model', kind: 'latest', assetType: 'models', name: 'm' },
    ])
    const image = { image: 'python:3.12' }
    expect(unresolvedReferences({ command: 'ls', environment: image })).toEqual([
      { at: 'environment', kind: 'inline', environment: image },
    ])
    const settled = { command: 'ls', environment: 'azureml:AzureML-x@latest', code: 'azureml:c:1' }
    expect(unresolvedReferences(settled)).toEqual([])
  })

  test('the body has ids for all of that, and nothing that is not set', () => {
    const inputUris = { data: 'azureml://datastores/d/paths/p/', model: `${home}/models/m/versions/3` }
    const resolution = {
      workspace,
      codeId: `${home}/codes/c/versions/1`,
      environmentId: `${home}/environments/env/versions/9`,
      inputUris,
    }
    expect(commandJobToRest(spec, resolution)).toStrictEqual({
      properties: {
        jobType: 'Command',
        command: 'python main.py ${{inputs.data}} ${{inputs.rate}} $${{inputs.rate}}',
        codeId: `${home}/codes/c/versions/1`,
        environmentId: `${home}/environments/env/versions/9`,
        computeId: `${home}/computes/cpu-cluster`,
        inputs: {
          data: { jobInputType: 'uri_folder', uri: 'azureml://datastores/d/paths/p/' },
          model: { jobInputType: 'mlflow_model', uri: `${home}/models/m/versions/3`, mode: 'Download' },
          rate: { jobInputType: 'literal', value: '0.1' },
        },
        limits: { jobLimitsType: 'Command', timeout: 'P1DT2H3M4S' },
      },
    })
  })

  test('a body without what it needs is a mistake of the caller', () => {
    expect(() => commandJobToRest(spec, { workspace })).toThrow('codeId')
    expect(() => commandJobToRest({ ...spec, code: 'azureml:c:1' }, { workspace })).toThrow('environmentId')
  })

  test('a job for the caller’s own Docker names no compute', () => {
    const local = { command: 'ls', environment: 'azureml:e:1', compute: 'local', resources: { instanceCount: 1 } }
    const { properties } = commandJobToRest(local, { workspace })
    expect(properties).not.toHaveProperty('computeId')
    expect(properties.resources).toEqual({ instanceCount: 1, properties: { IsLocal: { IsLocal: true } } })
  })

  test('rarer parts are spelt as ARM has them', () => {
    const { properties } = commandJobToRest(
      {
        command: 'ls',
        environment: 'azureml:e:1',
        compute: 'azureml:virtualClusters/vc',
        outputs: {
          o: { type: 'uri_file', path: 'azureml://datastores/d/paths/p', mode: 'rw_mount', name: 'n', version: '1' },
        },
        resources: { instanceCount: 2, properties: { singularity: { tier: 'x' } } },
        distribution: { type: 'tensorflow', workerCount: 2 },
        identity: { type: 'managed', clientId: 'c', msiResourceId: '/id' },
        services: { s: { type: 'ssh', sshPublicKeys: 'k', nodes: 'all' } },
        queueSettings: { jobTier: 'spot', priority: 'high' },
        limits: {},
      },
      { workspace },
    )
    expect(properties).toMatchObject({
      computeId: home.replace(/workspaces.*/, 'virtualclusters/vc'),
      outputs: {
        o: {
          jobOutputType: 'uri_file',
          uri: 'azureml://datastores/d/paths/p',
          mode: 'ReadWriteMount',
          assetName: 'n',
          assetVersion: '1',
        },
      },
      resources: { instanceCount: 2, properties: { AISuperComputer: { tier: 'x' } } },
      distribution: { distributionType: 'TensorFlow', workerCount: 2, parameterServerCount: 0 },
      identity: { identityType: 'Managed', clientId: 'c', resourceId: '/id' },
      services: { s: { jobServiceType: 'SSH', nodes: { nodesValueType: 'All' }, properties: { sshPublicKeys: 'k' } } },
      queueSettings: { jobTier: 'Spot', priority: 3 },
      limits: { jobLimitsType: 'Command' },
    })
  })
})

describe('from REST', () => {
  const resource = {
    id: `${home}/jobs/brave_tree_1`,
    name: 'brave_tree_1',
    properties: {
      jobType: 'Command',
      status: 'Completed',
      isArchived: false,
      description: null,
      tags: {},
      properties: {},
      displayName: 'iris',
      experimentName: 'Default',
      command: 'python main.py ${{inputs.data}}',
      codeId: `${home}/codes/c/versions/1`,
      environmentId: `${home.replace('resourceGroups', 'resourcegroups')}/environments/env/versions/9`,
      computeId: `${home}/computes/cpu-cluster`,
      inputs: {
        data: { jobInputType: 'uri_file', uri: `${home}/data/d/versions/2`, mode: 'ReadOnlyMount', description: null },
        rate: { jobInputType: 'literal', value: '1.0' },
      },
      outputs: {
        default: {
          jobOutputType: 'uri_folder',
          uri: 'azureml://datastores/workspaceartifactstore/x',
          mode: 'ReadWriteMount',
        },
        model: { jobOutputType: 'mlflow_model', uri: null, mode: 'Upload' },
      },
      services: {
        Tracking: { jobServiceType: 'Tracking', endpoint: 'x' },
        Studio: { jobServiceType: 'Studio', endpoint: 'y' },
      },
      limits: { jobLimitsType: 'Command', timeout: 'PT15M' },
      queueSettings: { jobTier: 'Null' },
      resources: { instanceCount: 1, instanceType: null, properties: {} },
      distribution: null,
      identity: null,
      notificationSetting: { emails: ['a@b.c'] },
    },
  }

  test('what the service added is left out, ids of the same workspace are short', () => {
    expect(commandJobFromRest(resource)).toEqual({
      name: 'brave_tree_1',
      displayName: 'iris',
      experimentName: 'Default',
      command: 'python main.py ${{inputs.data}}',
      code: `azureml:${home}/codes/c/versions/1`,
      environment: 'azureml:env:9',
      compute: 'azureml:cpu-cluster',
      inputs: { data: { type: 'uri_file', path: 'azureml:d:2', mode: 'ro_mount' }, rate: { literal: '1.0' } },
      outputs: { model: { type: 'mlflow_model', mode: 'upload' } },
      limits: { timeoutSeconds: 900 },
      resources: { instanceCount: 1 },
      restOnly: { '/notificationSetting': { emails: ['a@b.c'] } },
    })
  })

  test('properties that tell of that one job stay behind, the ones that somebody set are kept', () => {
    const ran = {
      ...resource,
      properties: {
        ...resource.properties,
        properties: {
          StartTimeUtc: '2026-11-23 16:49:13',
          best_child_run_id: 'some_job_3',
          score: '0.9',
          '_azureml.ComputeTargetType': 'amlctrain',
          'azureml.git.dirty': 'True',
          'mlflow.source.git.commit': 'abc',
          'trainyard.submission': 'one of ours',
          ticket: 'ML-7',
        },
      },
    }
    expect(commandJobFromRest(ran).properties).toEqual({ ticket: 'ML-7' })
  })

  test('what YAML has no word for goes back as it came', () => {
    const strange = {
      ...resource,
      properties: { ...resource.properties, distribution: { distributionType: 'Horovod', n: 2 } },
    }
    const { properties } = commandJobToRest(commandJobFromRest(strange), { workspace })
    expect(properties).toMatchObject({
      notificationSetting: { emails: ['a@b.c'] },
      distribution: { distributionType: 'Horovod', n: 2 },
    })
  })

  test('things of another workspace keep their whole id', () => {
    const other = home.replace('ws1', 'ws2')
    const properties = {
      command: 'ls',
      environmentId: `${other}/environments/e/versions/1`,
      computeId: `${other}/computes/c`,
    }
    expect(commandJobFromRest({ id: resource.id, name: 'j', properties })).toMatchObject({
      environment: `azureml:${other}/environments/e/versions/1`,
      compute: `azureml:${other}/computes/c`,
    })
  })

  test('a job from the service can be shown as YAML and sent again', () => {
    const yaml = commandJobToYaml(commandJobFromRest(resource))
    expect(yaml).toContain('environment: azureml:env:9\n')
    expect(yaml).toContain('rate: "1.0"\n')
    const again = parseJob(yaml)
    expect(again.ok && unresolvedReferences(again.value)).toEqual([])
  })

  test('an answer that is nothing like a job does not throw', () => {
    for (const properties of [
      undefined,
      null,
      'x',
      { inputs: 7, outputs: { o: null }, resources: [], services: { s: 1 } },
    ]) {
      expect(commandJobFromRest({ properties })).toMatchObject({ command: '', environment: '' })
    }
  })
})
