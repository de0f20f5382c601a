import { describe, expect, test } from 'vitest'
import { codeReference, computeReference, dataPathReference, environmentReference } from './references.ts'

const armId =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/environments/e/versions/1'

describe('an environment', () => {
  test('is a version, the latest, one of the service, of a registry, an ARM id or a file', () => {
    // A version may hold colons: the first one splits.
    expect(environmentReference('azureml:env:18.04:2022')).toEqual({
      kind: 'version',
      name: 'env',
      version: '18.04:2022',
    })
    expect(environmentReference('azureml:env@latest')).toEqual({ kind: 'latest', name: 'env' })
    expect(environmentReference('azureml:AzureML-sklearn-1.5@latest')).toEqual({
      kind: 'curated',
      id: 'azureml:AzureML-sklearn-1.5@latest',
    })
    const registry = 'azureml://registries/azureml/environments/sklearn-1.5/labels/latest'
    expect(environmentReference(registry)).toEqual({ kind: 'registry', id: registry })
    expect(environmentReference(`azureml:${armId}`)).toEqual({ kind: 'armId', id: armId })
    expect(environmentReference(armId)).toEqual({ kind: 'armId', id: armId })
    expect(environmentReference('file:env.yml')).toEqual({ kind: 'file', path: 'env.yml' })
  })

  test.each([
    'env:1',
    'azureml:env',
    'azureml:env@newest',
    'azureml:a/b:1',
    'azureml://registries/azureml/models/m/versions/1',
    '',
  ])('is not %j', (text) => expect(environmentReference(text).kind).toBe('invalid'))
})

test('a compute is named with or without prefix, an ARM id, a virtual cluster, or nothing at all', () => {
  expect(computeReference('azureml:cpu')).toEqual({ kind: 'named', name: 'cpu' })
  expect(computeReference('cpu')).toEqual({ kind: 'named', name: 'cpu' })
  expect(computeReference(`azureml:${armId}`)).toEqual({ kind: 'armId', id: armId })
  expect(computeReference('azureml:virtualClusters/vc')).toEqual({ kind: 'virtualCluster', name: 'vc' })
  expect(computeReference(undefined)).toEqual({ kind: 'serverless' })
  expect(computeReference('azureml:serverless')).toEqual({ kind: 'serverless' })
  expect(computeReference('Local')).toEqual({ kind: 'local' })
})

test('code is a folder, a URL or a version, and never a Git address or a registry', () => {
  expect(codeReference('./src')).toEqual({ kind: 'local', path: './src' })
  expect(codeReference('https://example.com/code/')).toEqual({ kind: 'url', url: 'https://example.com/code/' })
  expect(codeReference('azureml:code:1')).toEqual({ kind: 'version', name: 'code', version: '1' })
  expect(codeReference(`azureml:${armId}`)).toEqual({ kind: 'armId', id: armId })
  for (const text of [
    'git+https://example.com/x.git',
    'azureml://registries/r/codes/c/versions/1',
    'azureml:code@latest',
  ]) {
    expect(codeReference(text).kind).toBe('invalid')
  }
})

test('data is an address, an asset or a local path', () => {
  for (const uri of [
    'azureml://datastores/d/paths/p',
    'https://a/b',
    'wasbs://c@a/b',
    'abfss://c@a/b',
    'runs:/r/model',
  ]) {
    expect(dataPathReference(uri)).toEqual({ kind: 'uri', uri })
  }
  expect(dataPathReference('azureml:d:1')).toEqual({ kind: 'version', name: 'd', version: '1' })
  expect(dataPathReference('d@latest')).toEqual({ kind: 'latest', name: 'd' })
  expect(dataPathReference('../data/x.csv')).toEqual({ kind: 'local', path: '../data/x.csv' })
  expect(dataPathReference('file:./x')).toEqual({ kind: 'local', path: './x' })
})
