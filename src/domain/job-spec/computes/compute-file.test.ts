import { describe, expect, test } from 'vitest'
import { parseCompute } from './compute-file.ts'

const valueOf = (text: string) => {
  const result = parseCompute(text)
  if (!result.ok) throw new Error(result.problems.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '))
  return result.value
}

const firstPath = (text: string) => {
  const result = parseCompute(text)
  return result.ok ? undefined : result.problems[0]?.path.join('.')
}

const instance = `name: ada-workstation
type: ComputeInstance
size: Standard_DS3_v2
ssh_public_access_enabled: true
ssh_settings: {ssh_key_value: ssh-rsa AAAA, admin_username: azureuser}
create_on_behalf_of: {user_tenant_id: t, user_object_id: o}
schedules:
  compute_start_stop:
    - action: stop
      trigger: {type: cron, start_time: "2021-03-10T21:21:07", time_zone: UTC, expression: 0 18 * * *}
    - action: Start
      state: disabled
      trigger: {type: recurrence, frequency: Week, interval: 1, schedule: {hours: [8], minutes: [0], week_days: [Monday]}}
identity: {type: system_assigned}
idle_time_before_shutdown_minutes: 30
setup_scripts: {startup_script: {path: setup.sh, command: --fast, timeout_minutes: 5}}
custom_applications:
  - name: rstudio
    image: {reference: ghcr.io/rstudio}
    endpoints: [{target: 8787, published: 8788}]
enable_sso: no
state: Running
`

test('a compute instance is read with its schedules, scripts and applications', () => {
  expect(valueOf(instance)).toMatchObject({
    kind: 'computeinstance',
    spec: {
      name: 'ada-workstation',
      sshSettings: { sshKeyValue: 'ssh-rsa AAAA' },
      schedules: {
        computeStartStop: [
          { action: 'stop', trigger: { type: 'cron', expression: '0 18 * * *' } },
          { action: 'start', state: 'disabled', trigger: { frequency: 'week', schedule: { weekDays: ['monday'] } } },
        ],
      },
      setupScripts: { startupScript: { timeoutMinutes: 5 } },
      customApplications: [{ endpoints: [{ target: 8787, published: 8788 }] }],
      enableSso: false,
    },
  })
})

test.each([
  ['virtualmachine', 'resource_id: /vm\nssh_settings: {admin_username: me, admin_password: secret}\n'],
  ['kubernetes', 'resource_id: /aks\nnamespace: ml\nidentity: {type: UserAssigned, user_assigned_identities: []}\n'],
  [
    'synapsespark',
    'resource_id: /pool\nidentity: {type: system_assigned}\nnode_count: 3\nscale_settings: {min_node_count: 1}\n',
  ],
  ['amlcompute', 'tier: Low_Priority\nidentity: {type: "system_assigned,user_assigned"}\n'],
])('%s', (kind, keys) => expect(valueOf(`name: abc\ntype: ${kind}\n${keys}`).kind).toBe(kind))

describe('refused at its place', () => {
  test.each([
    ['no type', 'name: abc\nwhat: ever\n', ''],
    ['a type that nobody knows', 'name: abc\ntype: amlcomput\nwhat: ever\n', 'type'],
    ['a type that is no word', 'name: abc\ntype: 3\n', 'type'],
    ['a key of a cluster', instance.replace('size:', 'min_instances: 1\nsize:'), 'min_instances'],
    [
      'a time that YAML takes for a date',
      instance.replaceAll('"', ''),
      'schedules.compute_start_stop.0.trigger.start_time',
    ],
    [
      'a schedule without an action',
      instance.replace('- action: stop', '- state: enabled'),
      'schedules.compute_start_stop.0.action',
    ],
    ['a user without a tenant', instance.replace('user_tenant_id: t, ', ''), 'create_on_behalf_of.user_tenant_id'],
    ['a port of the system', instance.replace('8787', '80'), 'custom_applications.0.endpoints.0.target'],
    ['a machine without an account', 'name: abc\ntype: virtualmachine\nresource_id: /vm\n', 'ssh_settings'],
    ['a pool without an id', 'name: abc\ntype: synapsespark\n', 'resource_id'],
    [
      'a setting of the pool',
      'name: abc\ntype: synapsespark\nresource_id: /x\nscale_settings: {nodes: 3}\n',
      'scale_settings.nodes',
    ],
    ['an empty namespace', 'name: abc\ntype: kubernetes\nnamespace:\n', 'namespace'],
    ['a network without a subnet', `${instance}network_settings: {vnet_name: v}\n`, 'network_settings.subnet'],
  ])('%s', (_, text, path) => expect(firstPath(text)).toBe(path))
})

test('a misspelt type can be mended by one stroke', () => {
  const result = parseCompute('name: abc\ntype: amlcomput\n')
  expect(result.ok ? undefined : result.problems[0]?.fix?.edits).toEqual([{ from: 16, to: 25, insert: 'amlcompute' }])
})

test('a Kubernetes cluster without its id is taken by the CLI, and the service will ask', () => {
  const result = parseCompute('name: abc\ntype: kubernetes\n')
  expect(result.ok && result.warnings.map(({ message }) => message)).toEqual([
    'The service wants the “resource_id” of the cluster.',
  ])
})
