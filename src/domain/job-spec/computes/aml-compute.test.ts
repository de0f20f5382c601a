import { describe, expect, test } from 'vitest'
import { amlComputeSchema, amlComputeToYaml, parseAmlCompute } from './aml-compute.ts'
import { amlComputeFromRest, amlComputeToRest } from './aml-compute-rest.ts'

const cluster = `name: cpu-cluster
type: AmlCompute # any case
size: Standard_DS3_v2
tier: low_priority
min_instances: 0
max_instances: 4
idle_time_before_scale_down: 1800
`

const specOf = (text: string) => {
  const result = parseAmlCompute(text)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join(' '))
  return result.value
}

test('a cluster becomes the body that ARM takes, and comes back', () => {
  const spec = specOf(cluster)
  const body = amlComputeToRest(spec, { location: 'westeurope' })
  expect(body).toStrictEqual({
    location: 'westeurope',
    properties: {
      computeType: 'AmlCompute',
      properties: {
        osType: 'Linux',
        vmSize: 'Standard_DS3_v2',
        vmPriority: 'LowPriority',
        scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT30M' },
        remoteLoginPortPublicAccess: 'NotSpecified',
        enableNodePublicIp: true,
      },
    },
  })
  expect(amlComputeFromRest({ name: 'cpu-cluster', ...body })).toEqual({
    ...spec,
    location: 'westeurope',
    enableNodePublicIp: true,
  })
})

test('a cluster is written as YAML that is read back as the same', () => {
  const yaml = amlComputeToYaml(specOf(cluster))
  expect(yaml).toContain('name: cpu-cluster\ntype: amlcompute\n')
  expect(specOf(yaml)).toEqual(specOf(cluster))
})

test('identity, network, tags and SSH settings go there and back', () => {
  const spec = specOf(`${cluster}location: eastus
description: nightly
tags: {team: vision}
identity: {type: user_assigned, user_assigned_identities: [{resource_id: /id/1}]}
network_settings: {vnet_name: v, subnet: s}
ssh_public_access_enabled: false
ssh_settings: {admin_username: me, ssh_key_value: ssh-rsa AAAA}
enable_node_public_ip: false
`)
  const home = { location: 'westeurope', subscriptionId: 'sub', resourceGroup: 'rg' }
  const body = amlComputeToRest(spec, home)
  expect(body).toMatchObject({
    location: 'eastus',
    tags: { team: 'vision' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { '/id/1': {} } },
    properties: {
      description: 'nightly',
      properties: {
        subnet: { id: '/subscriptions/sub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s' },
        remoteLoginPortPublicAccess: 'Disabled',
        userAccountCredentials: { adminUserName: 'me', adminUserSshPublicKey: 'ssh-rsa AAAA' },
        enableNodePublicIp: false,
      },
    },
  })
  const back = amlComputeFromRest({ name: 'cpu-cluster', ...body })
  expect(amlComputeToRest(back, home)).toEqual(body)
  expect(() => amlComputeToRest(spec, { location: 'x' })).toThrow('subnet')
})

test('both kinds of identity at once, and none named', () => {
  const identityOf = (identity: string) =>
    amlComputeToRest(specOf(`${cluster}identity: ${identity}\n`), { location: 'x' }).identity
  expect(
    identityOf('{type: "system_assigned,user_assigned", user_assigned_identities: [{resource_id: /id/1}]}'),
  ).toEqual({
    type: 'SystemAssigned,UserAssigned',
    userAssignedIdentities: { '/id/1': {} },
  })
  expect(identityOf('{type: user_assigned, user_assigned_identities: []}')).toEqual({ type: 'UserAssigned' })
})

describe('problems', () => {
  const messages = (text: string) => {
    const result = parseAmlCompute(text)
    const problems = result.ok ? result.warnings : result.problems
    return { ok: result.ok, text: problems.map(({ line, message }) => `${line} ${message}`).join('\n') }
  }

  test.each([
    ['no type', 'name: cpu-cluster\n', '1 The key “type” is missing.'],
    ['another type', 'name: a-ci\ntype: computeinstance\n', '2 A compute cluster has “type: amlcompute”.'],
    ['no name', 'type: amlcompute\n', 'The key “name” is missing.'],
    ['a key of another place', `${cluster}vm_size: x\n`, '8 There is no key “vm_size” here.'],
    [
      'a tier in another spelling',
      cluster.replace('low_priority', 'LowPriority'),
      '4 This must be “dedicated” or “low_priority”.',
    ],
    [
      'a network without subnet',
      `${cluster}network_settings: {vnet_name: v}\n`,
      '8 A virtual network needs a “subnet”',
    ],
    ['a network without anything', `${cluster}network_settings: {}\n`, '8 The network of a cluster needs a “subnet”'],
    ['SSH without a user', `${cluster}ssh_settings: {ssh_key_value: k}\n`, '8 The key “admin_username” is missing.'],
  ])('that stop: %s', (_, text, expected) => {
    expect(messages(text).text).toContain(expected)
    expect(messages(text).ok).toBe(false)
  })

  test.each([
    ['a name that the service refuses', cluster.replace('cpu-cluster', 'cpu-1'), '1 A compute name has'],
    ['more to keep than to have', cluster.replace('min_instances: 0', 'min_instances: 9'), '5 There are more nodes'],
    ['a negative number', cluster.replace('min_instances: 0', 'min_instances: -1'), 'cannot be below 0'],
    ['SSH without a key', `${cluster}ssh_settings: {admin_username: a}\n`, 'The service wants an “admin_password”'],
  ])('that only warn: %s', (_, text, expected) => {
    expect(messages(text)).toMatchObject({ ok: true, text: expect.stringContaining(expected) })
  })
})

test('the schema asks for name and type and explains every key', () => {
  expect(amlComputeSchema.required).toEqual(['name', 'type'])
  for (const { description } of Object.values(amlComputeSchema.properties ?? {})) expect(description).toMatch(/\.$/)
})
