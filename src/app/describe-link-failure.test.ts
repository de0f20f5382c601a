import { expect, test } from 'vitest'
import { ArmError } from '../api/arm-error.ts'
import { RouteError } from '../parts/route-error.ts'
import { describeLinkFailure } from './describe-link-failure.ts'

const workspace = { subscriptionId: 'sub-1', resourceGroup: 'rg-1', workspaceName: 'ws-1', tenantId: 'tenant-1' }
const answer = (status: number, code: string) => new ArmError('no', { status, code, requestId: '1' })

test.each([
  [answer(401, 'AADSTS90002'), 'Tenant not found: tenant-1'],
  [answer(404, 'SubscriptionNotFound'), 'Subscription not found: sub-1'],
  [answer(404, 'ResourceGroupNotFound'), 'Resource group not found: rg-1'],
  [answer(404, 'ResourceNotFound'), 'Workspace not found: ws-1'],
  [answer(403, 'AuthorizationFailed'), 'You have no access to the workspace ws-1'],
  [answer(404, 'UserError'), 'Job not found: nertrain'],
  [new RouteError('workspace', 'No wsid'), 'This link names no workspace'],
])('a link that leads nowhere says which part is missing: %s', (error, title) => {
  expect(describeLinkFailure(error, workspace, { jobName: 'nertrain' })).toBe(title)
})

test('an asset is named with its version, in both forms of a link', () => {
  const error = answer(404, 'UserError')
  expect(describeLinkFailure(error, workspace, { name: 'iris', version: '3' })).toBe('Not found: iris:3')
  expect(describeLinkFailure(error, workspace, { nameAndVersion: 'iris:3' })).toBe('Not found: iris:3')
})

test('other failures are not about the link', () => {
  expect(describeLinkFailure(answer(500, 'InternalServerError'), workspace)).toBeUndefined()
  expect(describeLinkFailure(new TypeError('x'), workspace)).toBeUndefined()
})
