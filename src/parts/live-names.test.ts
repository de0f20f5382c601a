import { describe, expect, test } from 'vitest'
import type { EnvironmentResource } from '../api/assets.ts'
import type { ComputeResource } from '../api/computes.ts'
import type { JobResource } from '../api/jobs.ts'
import { assetNames, computeNames, jobOutputAddresses, versionNames, vmSizeNames } from './live-names.ts'

const texts = (names: readonly { text: string }[]) => names.map(({ text }) => text)

test('a cluster tells its size, what its nodes do and its state', () => {
  const cluster: ComputeResource = {
    id: '/cpu',
    name: 'cpu',
    properties: {
      computeType: 'AmlCompute',
      provisioningState: 'Succeeded',
      description: 'for the whole team',
      properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { maxNodeCount: 4 } },
    },
  }
  expect(computeNames([cluster])).toEqual([
    {
      text: 'azureml:cpu',
      detail: 'Standard_DS3_v2, 0 of 4 nodes',
      about: 'Cluster of Standard_DS3_v2: 0 of 4 nodes\nState: Ready\nfor the whole team',
    },
  ])
})

describe('assets', () => {
  const anEnvironment = (name: string, properties: EnvironmentResource['properties']) => ({
    id: `/${name}`,
    name,
    properties,
  })

  test('are named by their latest and their highest version', () => {
    const found = assetNames([anEnvironment('sklearn', { latestVersion: '7', description: 'for tables' })])
    expect(texts(found)).toEqual(['azureml:sklearn@latest', 'azureml:sklearn:7'])
    expect(found.every(({ about }) => about === 'for tables')).toBe(true)
  })

  test('that are archived are left out', () => {
    expect(assetNames([anEnvironment('old', { latestVersion: '1', isArchived: true })])).toEqual([])
  })

  test('have versions, newest first; the latest is the one changed last', () => {
    const version = (name: string, createdAt: string, lastModifiedAt = createdAt) => ({
      name,
      properties: {},
      systemData: { createdAt, lastModifiedAt },
    })
    const found = versionNames('iris', [
      version('1', '2026-01-02T00:00:00Z', '2026-03-01T00:00:00Z'),
      version('2', '2026-02-02T00:00:00Z'),
    ])
    expect(texts(found)).toEqual(['azureml:iris@latest', 'azureml:iris:2', 'azureml:iris:1'])
    expect(found.map(({ detail }) => detail)).toEqual(['now version 1', '2026-02-02', 'latest'])
    expect(versionNames('iris', [])).toEqual([])
  })
})

test('what completed jobs left can be named by output', () => {
  const aJob = (name: string, status: string): JobResource => ({
    id: `/${name}`,
    name,
    properties: {
      jobType: 'Command',
      command: 'a',
      environmentId: 'e',
      status,
      displayName: `My ${name}`,
      outputs: { default: null, model: null },
    },
  })
  const found = jobOutputAddresses([aJob('running_one', 'Running'), aJob('done_one', 'Completed')])
  expect(texts(found)).toEqual([
    'azureml://jobs/done_one/outputs/model/paths/',
    'azureml://jobs/done_one/outputs/artifacts/paths/',
  ])
  expect(found[0]?.detail).toBe('model of My done_one')
})

test('VM sizes come smallest first, with what they have and cost', () => {
  const found = vmSizeNames([
    { name: 'Standard_NC6s_v3', vCPUs: 6, memoryGB: 112, gpus: 1 },
    {
      name: 'Standard_DS3_v2',
      vCPUs: 4,
      memoryGB: 14,
      gpus: 0,
      estimatedVMPrices: {
        billingCurrency: 'USD',
        unitOfMeasure: 'OneHour',
        values: [{ osType: 'Linux', vmTier: 'Standard', retailPrice: 0.27 }],
      },
    },
  ])
  expect(texts(found)).toEqual(['Standard_DS3_v2', 'Standard_NC6s_v3'])
  expect(found.map(({ detail }) => detail)).toEqual(['4 cores, 14 GB memory, $0.27/h', '6 cores, 112 GB memory, 1 GPU'])
})
