import { expect, test } from 'vitest'
import { planeOf } from './planes.ts'

test('a route is closed unless it is known to be open', () => {
  expect(planeOf(undefined)).toBe('arm')
  expect(planeOf('/subscriptions/:subscriptionId')).toBe('arm')
  expect(planeOf('/_trainyard/faults')).toBe('arm')
  expect(planeOf('/mlflow/v2.0/subscriptions/:subscriptionId')).toBe('data')
  expect(planeOf('/:tenant/oauth2/v2.0/token')).toBe('signIn')
  expect(planeOf('/discovery')).toBe('open')
  expect(planeOf('/metadata/endpoints')).toBe('open')
})
