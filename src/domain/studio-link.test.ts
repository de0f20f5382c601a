import { expect, test } from 'vitest'
import { parseStudioLink } from './studio-link.ts'

const subscriptionId = '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01'
const wsid = `/subscriptions/${subscriptionId}/resourcegroups/rg/workspaces/my-ws`
const workspace = { subscriptionId, resourceGroup: 'rg', workspaceName: 'my-ws' }
const tid = '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214'

test.each([
  ['as the CLI prints it', `https://ml.azure.com/runs/calm_sun_1?wsid=${wsid}&tid=${tid}`, tid],
  [
    'of another studio',
    ` http://localhost:4280/runs/calm_sun_1?tab=logs&wsid=${encodeURIComponent(wsid)}\n`,
    undefined,
  ],
  ['below an experiment', `https://ml.azure.cn/experiments/id/abc/runs/calm_sun_1?wsid=${wsid}`, undefined],
])('a link %s names its job', (_, link, tenantId) => {
  expect(parseStudioLink(link)).toEqual({ workspace, jobName: 'calm_sun_1', tenantId })
})

test.each([
  '',
  'command: ls',
  `https://ml.azure.com/runs/?wsid=${wsid}`,
  `https://ml.azure.com/runs/a?wsid=/subscriptions/x`,
  `javascript:/runs/a?wsid=${wsid}`,
  `https://ml.azure.com/runs/..%2Fa?wsid=${wsid}`,
])('“%s” is no such link', (text) => {
  expect(parseStudioLink(text)).toBeUndefined()
})
