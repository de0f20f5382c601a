import { expect, test } from 'vitest'
import { draftTitle, jobDraftKey, placeOptions } from './job-drafts.ts'

test('drafts of one workspace share the begin of their keys, whatever its spelling', () => {
  const workspace = { subscriptionId: 'S', resourceGroup: 'RG', workspaceName: 'ws' }
  const lower = { subscriptionId: 's', resourceGroup: 'rg', workspaceName: 'WS' }
  expect(jobDraftKey(workspace, 'new').startsWith(jobDraftKey(lower, ''))).toBe(true)
})

test.each([
  ['display_name: Iris\nname: x\n', 'Iris'],
  ['name: x\n', 'x'],
  ['display_name: ""\ncommand: ls\n', 'display_name: ""'],
  ['$schema: https://a\n\ncommand: [\n', 'command: ['],
  ['', 'An empty draft'],
])('%j is known as %j', (text, title) => {
  expect(draftTitle({ text })).toBe(title)
})

test('the place of a draft opens the page it was on', () => {
  expect(placeOptions('from=calm_sun&draft=1')).toEqual({ from: 'calm_sun', draft: '1' })
  expect(placeOptions('sample=iris')).toEqual({ sample: 'iris' })
  expect(placeOptions('sample=other')).toEqual({})
  expect(placeOptions(undefined)).toEqual({})
})
