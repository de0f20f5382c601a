import { expect, test } from 'vitest'
import type { WorkspaceResource } from '../../api/workspaces.ts'
import { matchesSearch, workspaceEntries } from './workspace-list.ts'

const subscriptionId = '11111111-0000-4000-8000-000000000001'
const tenantId = '11111111-0000-4000-8000-00000000000a'
const subscriptions = [{ id: '/s', subscriptionId, displayName: 'Research', tenantId }]

const aWorkspace = (name: string, more: Partial<WorkspaceResource> = {}): WorkspaceResource => ({
  id: `/subscriptions/${subscriptionId}/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/${name}`,
  name,
  location: 'westeurope',
  properties: {},
  ...more,
})
const placeOf = (workspaceName: string) => ({ subscriptionId, resourceGroup: 'RG-ML', workspaceName, tenantId })

test('the workspaces used last come first, the others by name', () => {
  const workspaces = ['delta', 'alpha', 'charlie', 'bravo'].map((name) => aWorkspace(name))
  const entries = workspaceEntries({ workspaces, subscriptions }, [placeOf('delta'), placeOf('charlie')], tenantId)
  expect(entries.map(({ name }) => name)).toEqual(['delta', 'charlie', 'alpha', 'bravo'])
  expect(entries.map(({ isRecent }) => isRecent)).toEqual([true, true, false, false])
})

test('hubs and feature stores are left out: no job can run in them', () => {
  const workspaces = [aWorkspace('hub', { kind: 'Hub' }), aWorkspace('plain', { kind: 'Default' }), aWorkspace('older')]
  expect(workspaceEntries({ workspaces, subscriptions }, [], tenantId).map(({ name }) => name)).toEqual([
    'older',
    'plain',
  ])
})

test('a friendly name is shown where it says more than the name', () => {
  const workspaces = [
    aWorkspace('churn-ml', { properties: { friendlyName: 'Churn ML' } }),
    aWorkspace('ws-17', { properties: { friendlyName: 'Demand forecast' } }),
  ]
  expect(workspaceEntries({ workspaces, subscriptions }, [], tenantId).map(({ friendlyName }) => friendlyName)).toEqual(
    [undefined, 'Demand forecast'],
  )
})

test('a search looks at all that is shown, word by word', () => {
  const [entry] = workspaceEntries({ workspaces: [aWorkspace('churn')], subscriptions }, [], tenantId)
  if (!entry) throw new Error('expected one entry')
  expect(matchesSearch(entry, 'CHURN')).toBe(true)
  expect(matchesSearch(entry, 'europe research')).toBe(true)
  expect(matchesSearch(entry, ' rg-ml ')).toBe(true)
  expect(matchesSearch(entry, 'churn eastus')).toBe(false)
  expect(matchesSearch(entry, '')).toBe(true)
})
