import { expect, test } from 'vitest'
import { isAllowed } from './permissions.ts'

const prefix = 'Microsoft.MachineLearningServices/workspaces/'
const reader = { actions: ['*/read'], notActions: [] }
const dataScientist = {
  actions: [`${prefix}*/read`, `${prefix}*/action`, `${prefix}*/delete`, `${prefix}*/write`],
  notActions: [`${prefix}delete`, `${prefix}write`, `${prefix}computes/*/write`, `${prefix}computes/*/delete`],
}

test('an owner may do everything', () => {
  expect(isAllowed([{ actions: ['*'], notActions: [] }], `${prefix}jobs/write`)).toBe(true)
})

test('a reader may read jobs of any depth and write none', () => {
  expect(isAllowed([reader], `${prefix}jobs/read`)).toBe(true)
  expect(isAllowed([reader], `${prefix}datasets/registered/read`)).toBe(true)
  expect(isAllowed([reader], `${prefix}jobs/write`)).toBe(false)
  expect(isAllowed([reader], `${prefix}jobs/cancel/action`)).toBe(false)
})

test('an exclusion takes away from its own entry alone', () => {
  expect(isAllowed([dataScientist], `${prefix}write`)).toBe(false)
  expect(isAllowed([dataScientist, { actions: ['*'], notActions: [] }], `${prefix}write`)).toBe(true)
})

test('actions compare without case and dots are no wildcards', () => {
  expect(isAllowed([{ actions: ['MICROSOFT.machinelearningservices/*'], notActions: [] }], `${prefix}jobs/write`)).toBe(
    true,
  )
  expect(isAllowed([{ actions: ['Microsoft.X/read'], notActions: [] }], 'MicrosoftYX/read')).toBe(false)
})

test('nothing is allowed by an empty answer', () => {
  expect(isAllowed([], `${prefix}jobs/read`)).toBe(false)
})
