import { describe, expect, test } from 'vitest'
import type { ComputeResource } from '../api/generated/arm.ts'
import { computeUpdate } from './compute-update.ts'
import { amlComputeFromRest } from './job-spec/computes/aml-compute-rest.ts'
import type { AmlComputeSpec } from './job-spec/computes/aml-compute.ts'

const home = { subscriptionId: 'sub', resourceGroup: 'rg', location: 'eastus' }

const existing: ComputeResource = {
  id: '/computes/cpu-cluster',
  name: 'cpu-cluster',
  location: 'eastus',
  tags: { team: 'vision' },
  properties: {
    computeType: 'AmlCompute',
    provisioningState: 'Succeeded',
    createdOn: '2026-01-01T00:00:00Z',
    description: 'for all',
    properties: {
      vmSize: 'STANDARD_DS3_V2',
      vmPriority: 'Dedicated',
      osType: 'Linux',
      scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT2M' },
      remoteLoginPortPublicAccess: 'NotSpecified',
      enableNodePublicIp: true,
      isolatedNetwork: false,
      allocationState: 'Steady',
      currentNodeCount: 2,
    },
  },
}
const asItIs = amlComputeFromRest(existing)

const update = (change: Partial<AmlComputeSpec>) => computeUpdate(existing, { ...asItIs, ...change }, home)

test('a cluster as it is asks for nothing, however it is spelt', () => {
  expect(update({})).toMatchObject({ refused: [], request: undefined })
  expect(update({ size: 'Standard_DS3_v2', location: 'East US' })).toMatchObject({ refused: [], request: undefined })
  const { name, description, tags, minInstances, maxInstances } = asItIs
  const short = { name, description: description ?? '', tags: tags ?? {}, minInstances: minInstances ?? 0 }
  expect(computeUpdate(existing, { ...short, maxInstances: maxInstances ?? 0 }, home)).toMatchObject({
    refused: [],
    request: undefined,
  })
})

test('scale settings alone are patched', () => {
  expect(update({ maxInstances: 8, idleSecondsBeforeScaleDown: 300 }).request).toEqual({
    method: 'PATCH',
    scaleSettings: { minNodeCount: 0, maxNodeCount: 8, nodeIdleTimeBeforeScaleDown: 'PT5M' },
  })
})

test('tags and description take the whole cluster, without what the service writes', () => {
  const { request, after } = update({ tags: { team: 'speech' }, maxInstances: 2 })
  expect(request).toEqual({
    method: 'PUT',
    body: {
      location: 'eastus',
      tags: { team: 'speech' },
      properties: {
        computeType: 'AmlCompute',
        description: 'for all',
        properties: {
          vmSize: 'STANDARD_DS3_V2',
          vmPriority: 'Dedicated',
          osType: 'Linux',
          scaleSettings: { minNodeCount: 0, maxNodeCount: 2, nodeIdleTimeBeforeScaleDown: 'PT2M' },
          remoteLoginPortPublicAccess: 'NotSpecified',
          enableNodePublicIp: true,
          isolatedNetwork: false,
        },
      },
    },
  })
  expect(after).toMatchObject({ name: 'cpu-cluster', tags: { team: 'speech' }, maxInstances: 2 })
})

test('a description that is left out is removed', () => {
  const { description: _, ...rest } = asItIs
  expect(computeUpdate(existing, rest, home)).toMatchObject({
    request: { method: 'PUT', body: { properties: expect.not.objectContaining({ description: expect.anything() }) } },
  })
})

describe('what a cluster is made of is refused at its key', () => {
  test.each<[Partial<AmlComputeSpec>, string]>([
    [{ name: 'other' }, 'name'],
    [{ size: 'Standard_NC6s_v3' }, 'size'],
    [{ tier: 'low_priority' }, 'tier'],
    [{ location: 'westus' }, 'location'],
    [{ networkSettings: { vnetName: 'net', subnet: 'default' } }, 'network_settings'],
    [{ sshSettings: { adminUsername: 'me' } }, 'ssh_settings'],
    [{ sshPublicAccessEnabled: true }, 'ssh_public_access_enabled'],
    [{ enableNodePublicIp: false }, 'enable_node_public_ip'],
  ])('%j', (change, key) => {
    expect(update(change).refused.map(({ path }) => path)).toEqual([[key]])
  })

  test('with the value that it has', () => {
    expect(update({ size: 'Standard_NC6s_v3' }).refused[0]?.message).toBe(
      'The VM size of a cluster cannot be changed: it is STANDARD_DS3_V2. Make a new cluster for another.',
    )
  })
})
