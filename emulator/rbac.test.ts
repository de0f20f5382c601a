import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { EmulatorContext } from './context.ts'
import type { Principal } from './contracts.ts'
import { authorize, authorizedWorkspace, permits, rolePermissions } from './rbac.ts'
import { accounts, guestTenant, homeTenant } from './seed/directory.ts'
import { createResourceStore } from './store.ts'

const subscription = '/subscriptions/11111111-aaaa-4bbb-8ccc-000000000001'
const workspaceId = `${subscription}/resourceGroups/rg-lab/providers/Microsoft.MachineLearningServices/workspaces/lab`

function aWorld(): EmulatorContext {
  const resources = createResourceStore(new DatabaseSync(':memory:'))
  resources.put({
    id: subscription,
    name: 'lab',
    type: 'Microsoft.Resources/subscriptions',
    properties: { tenantId: homeTenant.tenantId },
  })
  resources.put({
    id: workspaceId,
    name: 'lab',
    type: 'Microsoft.MachineLearningServices/workspaces',
    properties: {},
  })
  // The role check reads resources and origins only.
  return { resources, settings: { origins: { cloud: 'http://localhost:4281' } } } as unknown as EmulatorContext
}

function person(name: string, tenantId: string): Principal {
  const membership = accounts.find((account) => account.name === name)?.memberships.find((m) => m.tenantId === tenantId)
  return { kind: 'user', objectId: membership?.objectId ?? 'nobody', tenantId, name }
}
const owner = person('Olivia Owner', homeTenant.tenantId)
const reader = person('Rhea Reader', homeTenant.tenantId)
const write = 'Microsoft.MachineLearningServices/workspaces/jobs/write'

describe('roles', () => {
  test('a reader reads and neither writes nor learns secrets', () => {
    expect(permits(rolePermissions.Reader, 'Microsoft.MachineLearningServices/workspaces/jobs/read')).toBe(true)
    expect(permits(rolePermissions.Reader, write)).toBe(false)
    expect(
      permits(rolePermissions.Reader, 'Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action'),
    ).toBe(false)
  })

  test('a contributor may do all but give rights away, whatever the case of the action', () => {
    expect(permits(rolePermissions.Contributor, write.toUpperCase())).toBe(true)
    expect(permits(rolePermissions.Contributor, 'Microsoft.Authorization/roleAssignments/write')).toBe(false)
  })

  test('a refusal names client, object id, action and scope', () => {
    const attempt = () => authorize(aWorld(), reader, write, workspaceId)
    expect(attempt).toThrow(
      expect.objectContaining({
        status: 403,
        code: 'AuthorizationFailed',
        message: expect.stringMatching(
          new RegExp(`'Rhea Reader'.*${reader.kind === 'user' && reader.objectId}.*${write}.*${workspaceId}`),
        ),
      }),
    )
    expect(() => authorize(aWorld(), owner, write, workspaceId)).not.toThrow()
  })

  test('a token of another tenant is told which authority to ask', () => {
    const guest = person('Olivia Owner', guestTenant.tenantId)
    expect(() => authorize(aWorld(), guest, write, workspaceId)).toThrow(
      expect.objectContaining({
        status: 401,
        code: 'InvalidAuthenticationTokenTenant',
        headers: { 'www-authenticate': expect.stringContaining(`http://localhost:4281/${homeTenant.tenantId}`) },
      }),
    )
  })

  test('the token of a job opens nothing here', () => {
    const job: Principal = { kind: 'job', workspaceId, jobName: 'train-1' }
    expect(() => authorize(aWorld(), job, 'Microsoft.MachineLearningServices/workspaces/read', workspaceId)).toThrow(
      expect.objectContaining({ status: 403 }),
    )
  })
})

test('a workspace is found in any spelling and answers with its own', () => {
  const params = { subscriptionId: subscription.split('/')[2] ?? '', resourceGroup: 'RG-LAB', workspace: 'Lab' }
  expect(authorizedWorkspace(aWorld(), reader, params, 'read').id).toBe(workspaceId)
  expect(() => authorizedWorkspace(aWorld(), reader, { ...params, workspace: 'attic' }, 'read')).toThrow(
    expect.objectContaining({ status: 404 }),
  )
})
