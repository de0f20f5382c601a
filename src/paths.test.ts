import { expect, test } from 'vitest'
import { workspaceFrom } from './parts/use-workspace.ts'
import { paths } from './paths.ts'

const tenantId = '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214'
const place = {
  subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
  resourceGroup: 'rg-ml',
  workspaceName: 'contoso-research',
  tenantId,
}

test('a link is the one that ml.azure.com has for the same thing', () => {
  expect(paths.job({ workspace: place, jobName: 'calm_sky_42' })).toBe(
    `/runs/calm_sky_42?wsid=/subscriptions/${place.subscriptionId}/resourcegroups/rg-ml/workspaces/contoso-research&tid=${tenantId}`,
  )
})

test('every link of a workspace carries it and its tenant', () => {
  const links = [
    paths.home(place),
    paths.jobs(place, { q: 'a b' }),
    paths.newJob(place, { from: 'j' }),
    paths.job({ workspace: place, jobName: 'j' }, { tab: 'logs' }),
    paths.compare(place, 'a,b'),
    paths.computes(place),
    paths.compute({ workspace: place, computeName: 'c' }),
    paths.newCompute(place),
    paths.models(place),
    paths.model(place, 'm', '1'),
    paths.data(place),
    paths.dataVersion(place, 'd', '1'),
    paths.environments(place),
    paths.environmentVersion(place, 'e', '1.0'),
    paths.datastores(place),
  ]
  for (const link of links) {
    expect(workspaceFrom(new URL(link, 'http://studio').searchParams)).toEqual(place)
  }
})

test('a link reads back to the same workspace, whatever letters its resource group has', () => {
  const named = { ...place, resourceGroup: 'rg-(ml).Ü_1' }
  expect(workspaceFrom(new URL(paths.home(named), 'http://studio').searchParams)).toEqual(named)
})

test('names with special characters stay in their place', () => {
  expect(paths.model(place, 'a/b', '1?x')).toMatch(/^\/model\/a%2Fb\/1%3Fx\/details\?/)
})

test('the list of workspaces is of a tenant, or of the one signed in to', () => {
  expect(paths.workspaces()).toBe('/')
  expect(paths.workspaces(tenantId)).toBe(`/?tid=${tenantId}`)
})
