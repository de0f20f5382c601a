import { describe, expect, test } from 'vitest'
import {
  armIdParts,
  assetRefFromId,
  computeId,
  isSameId,
  parseTenantId,
  parseWorkspaceId,
  shortWorkspaceId,
  workspaceId,
  workspaceOfId,
} from './refs.ts'
import type { WorkspaceRef } from './refs.ts'

const subscriptionId = '11111111-2222-3333-4444-555555555555'
const workspace: WorkspaceRef = { subscriptionId, resourceGroup: 'my-rg', workspaceName: 'my-ws' }
const full = `/subscriptions/${subscriptionId}/resourceGroups/my-rg/providers/Microsoft.MachineLearningServices/workspaces/my-ws`
const short = `/subscriptions/${subscriptionId}/resourcegroups/my-rg/workspaces/my-ws`

describe('a workspace id', () => {
  test('is written in full for ARM and short for links', () => {
    expect(workspaceId(workspace)).toBe(full)
    expect(shortWorkspaceId(workspace)).toBe(short)
    expect(computeId({ workspace, computeName: 'c' })).toBe(`${full}/computes/c`)
  })

  test('is read in both forms, whatever the case of its fixed words', () => {
    for (const id of [full, short, full.toLowerCase(), short.replace('resourcegroups', 'resourceGroups')]) {
      expect(parseWorkspaceId(id)).toEqual(workspace)
    }
  })

  test('may have a resource group with dots and brackets', () => {
    const id = short.replace('my-rg', 'team.a_(prod)')
    expect(parseWorkspaceId(id)?.resourceGroup).toBe('team.a_(prod)')
  })

  test.each([
    ['nothing', ''],
    ['a path upwards', short.replace('my-rg', '..')],
    ['a group that ends in a dot', short.replace('my-rg', 'rg.')],
    ['a query', `${short}?api-version=1`],
    ['a fragment', `${short}#x`],
    ['an encoded slash', short.replace('my-rg', 'a%2fb')],
    ['a control character', short.replace('my-rg', 'a\nb')],
    ['a line break at the end', `${short}\n`],
    ['a subscription that is no GUID', short.replace(subscriptionId, 'mine')],
    ['a workspace name of two characters', short.replace('my-ws', 'ws')],
    ['a workspace name with a dot', short.replace('my-ws', 'my.ws')],
    ['a group of 91 characters', short.replace('my-rg', 'g'.repeat(91))],
    ['another provider', full.replace('MachineLearningServices', 'Storage')],
    ['more behind it', `${full}/jobs/j`],
    ['another host', `https://example.com${short}`],
  ])('is not %s', (_, id) => {
    expect(parseWorkspaceId(id)).toBeUndefined()
  })
})

test('a tenant is a GUID and nothing else', () => {
  expect(parseTenantId(subscriptionId)).toBe(subscriptionId)
  for (const text of ['contoso.com', 'common', '', `${subscriptionId}/x`, ` ${subscriptionId}`]) {
    expect(parseTenantId(text)).toBeUndefined()
  }
})

describe('parts of ids', () => {
  test('are types and names below the provider', () => {
    expect(armIdParts(`${full}/jobs/j`)).toEqual({
      subscriptionId,
      resourceGroup: 'my-rg',
      provider: 'Microsoft.MachineLearningServices',
      types: ['workspaces', 'jobs'],
      names: ['my-ws', 'j'],
    })
    expect(armIdParts(short)).toBeUndefined()
    expect(armIdParts(`${full}/jobs`)).toBeUndefined()
  })

  test('lead from anything in a workspace to the workspace', () => {
    expect(workspaceOfId(`${full}/jobs/j`)).toEqual(workspace)
    expect(workspaceOfId(full.replace('/workspaces/', '/registries/'))).toBeUndefined()
  })

  test('give name and version of an asset, of a workspace or of a registry', () => {
    const environment = { type: 'environments', name: 'e', version: '1' }
    expect(assetRefFromId(`${full}/environments/e/versions/1`)).toEqual({ ...environment, workspace })
    expect(assetRefFromId(`azureml:${full}/environments/e/versions/1`)).toMatchObject(environment)
    expect(assetRefFromId('azureml://registries/azureml/environments/e/versions/1')).toEqual({
      ...environment,
      registry: 'azureml',
    })
    const inRegistry = full.replace('/workspaces/my-ws', '/registries/reg/models/m/versions/2')
    expect(assetRefFromId(inRegistry)).toEqual({ type: 'models', name: 'm', version: '2', registry: 'reg' })
  })

  test('of other things are no asset', () => {
    expect(assetRefFromId(`${full}/jobs/j`)).toBeUndefined()
    expect(assetRefFromId(`${full}/environments/e`)).toBeUndefined()
    expect(assetRefFromId('azureml:e:1')).toBeUndefined()
  })

  test('are compared without regard to case', () => {
    expect(isSameId(full, full.toUpperCase())).toBe(true)
    expect(isSameId(full, `${full}2`)).toBe(false)
  })
})
