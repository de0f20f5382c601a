import { expect, test } from 'vitest'
import { RouteError } from './route-error.ts'
import { assetVersionFrom, jobFrom, workspaceFrom } from './use-workspace.ts'

const subscriptionId = '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01'
const tid = '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214'
const wsid = `/subscriptions/${subscriptionId}/resourcegroups/rg/workspaces/ws1`

test("the studio's short and ARM's long form of a workspace's id name the same workspace", () => {
  const expected = { subscriptionId, resourceGroup: 'rg', workspaceName: 'ws1', tenantId: tid }
  expect(workspaceFrom(new URLSearchParams({ wsid, tid }))).toEqual(expected)
  const long = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1`
  expect(workspaceFrom(new URLSearchParams({ wsid: long, tid }))).toEqual(expected)
})

test.each([
  ['no workspace', {}],
  ['an empty one', { wsid: '' }],
  ['one that climbs out of its path', { wsid: `/subscriptions/${subscriptionId}/resourcegroups/../workspaces/ws1` }],
  ['one with a query of its own', { wsid: `${wsid}?x=` }],
  ['a tenant that is a host', { wsid, tid: 'evil.example/x' }],
])('a link with %s is refused before any request', (_what, params: Record<string, string>) => {
  expect(() => workspaceFrom(new URLSearchParams(params))).toThrow(RouteError)
})

test.each(['..', 'a/b', 'a?b', '', 'ä'])('a job cannot be named "%s"', (jobName) => {
  expect(() => jobFrom({ jobName }, new URLSearchParams({ wsid }))).toThrow(RouteError)
})

test('a model is named in either of two ways', () => {
  const expected = { name: 'iris', version: '3' }
  expect(assetVersionFrom({ name: 'iris', version: '3' })).toEqual(expected)
  expect(assetVersionFrom({ nameAndVersion: 'iris:3' })).toEqual(expected)
})

test.each([
  { name: 'iris', version: '..' },
  { name: 'iris', version: '1/../../x' },
  { name: '..', version: '1' },
  { nameAndVersion: 'iris' },
])('an asset version cannot be $name $version $nameAndVersion', (params) => {
  expect(() => assetVersionFrom(params)).toThrow(RouteError)
})
