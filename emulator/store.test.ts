import { expect, test } from 'vitest'
import { createResourceStore, inTransaction, openDatabase } from './store.ts'

const id = '/subscriptions/s/resourceGroups/g'
const group = (location: string) => ({
  id,
  name: 'g',
  type: 'Microsoft.Resources/resourceGroups',
  location,
  properties: {},
})

test('a resource that was read before shows every later change, and none that was rolled back', () => {
  const db = openDatabase(':memory:')
  const resources = createResourceStore(db)
  const location = () => resources.get(id.toUpperCase().replace('/S/', '/s/'))?.location
  resources.put(group('eastus'))
  expect(location()).toBe('eastus')

  resources.put(group('westus'))
  expect(location()).toBe('westus')

  const failing = () =>
    inTransaction(db, () => {
      resources.put(group('nowhere'))
      expect(location()).toBe('nowhere')
      throw new Error('no room')
    })
  expect(failing).toThrow('no room')
  expect(location()).toBe('westus')

  resources.deleteTree('/subscriptions/s')
  expect(location()).toBeUndefined()
})
