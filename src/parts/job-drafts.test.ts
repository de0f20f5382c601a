import { expect, test } from 'vitest'
import { draftTitle, jobDraftKey, placeOfOrigin, placeOptions } from './job-drafts.ts'

test('drafts of one workspace share the begin of their keys, whatever its spelling', () => {
  const workspace = { subscriptionId: 'S', resourceGroup: 'RG', workspaceName: 'ws' }
  const lower = { subscriptionId: 's', resourceGroup: 'rg', workspaceName: 'WS' }
  expect(jobDraftKey(workspace, 'new').startsWith(jobDraftKey(lower, ''))).toBe(true)
})

test.each([
  ['display_name: Iris\nname: x\n', 'Iris'],
  ['name: x\n', 'x'],
  ['display_name: ""\ncommand: ls\n', 'ls'],
  ['type: command\ncommand: |\n  python a.py\n  python b.py\n', 'python a.py'],
  ['type: command\ncompute: azureml:cpu\n', 'type: command'],
  ['$schema: https://a\n\ncommand: [\n', 'command: ['],
  ['', 'An empty draft'],
])('%j is known as %j', (text, title) => {
  expect(draftTitle({ text })).toBe(title)
})

test.each([
  ['new', undefined],
  ['from:calm_sun', { from: 'calm_sun' }],
  ['sample:iris', { sample: 'iris' }],
  ['draft:1a2b', { draft: '1a2b' }],
])('a draft with the origin %s is opened where it was begun', (origin, options) => {
  const place = placeOfOrigin(origin)
  expect(place && placeOptions(place)).toEqual(options)
})

test('a draft of a copy is opened beside the job that it is a copy of', () => {
  const place = placeOfOrigin('draft:1a2b', 'calm_sun')
  expect(placeOptions(place)).toEqual({ draft: '1a2b', from: 'calm_sun' })
  expect(placeOptions(placeOfOrigin('from:calm_sun', 'calm_sun'))).toEqual({ from: 'calm_sun' })
})

test('the place of a draft opens the page it was on', () => {
  expect(placeOptions('from=calm_sun&draft=1')).toEqual({ from: 'calm_sun', draft: '1' })
  expect(placeOptions('sample=iris')).toEqual({ sample: 'iris' })
  expect(placeOptions('sample=other')).toEqual({})
  expect(placeOptions(undefined)).toEqual({})
})
