import { expect, test } from 'vitest'
import { recentWorkspaces, rememberWorkspace } from './recent-workspaces.ts'

const place = (workspaceName: string) => ({
  subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
  resourceGroup: 'rg',
  workspaceName,
  tenantId: '5c2d7f0a-43b1-4e86-9d3e-7a1f60c8b214',
})

/** Storage of a browser, as far as it is used. */
function aStorage(content: Record<string, string> = {}): Storage {
  const items = new Map(Object.entries(content))
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  } as unknown as Storage // the rest of the interface is not called
}

test('the workspace opened last comes first, each one once, whatever its spelling', () => {
  const storage = aStorage()
  for (const name of ['one', 'two', 'ONE', 'three']) rememberWorkspace('olivia', place(name), storage)
  expect(recentWorkspaces('olivia', storage).map(({ workspaceName }) => workspaceName)).toEqual(['three', 'ONE', 'two'])
  expect(recentWorkspaces('olivia', storage)[0]).toEqual(place('three'))
})

test('each account has a list of its own', () => {
  const storage = aStorage()
  rememberWorkspace('olivia', place('one'), storage)
  expect(recentWorkspaces('rhea', storage)).toEqual([])
})

test('the list does not grow without end', () => {
  const storage = aStorage()
  for (let n = 0; n < 30; n += 1) rememberWorkspace('olivia', place(`ws-${n}`), storage)
  expect(recentWorkspaces('olivia', storage)).toHaveLength(8)
})

test.each(['not json', '{}', '[1, null, {"wsid": 3}]', '[{"wsid":"/subscriptions/../x"}]'])(
  'what cannot be read counts as none: %s',
  (content) => {
    expect(recentWorkspaces('olivia', aStorage({ 'trainyard.recent.olivia': content }))).toEqual([])
  },
)
