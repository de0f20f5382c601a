import { expect, test } from 'vitest'
import { nodeErrorsOf } from './node-errors.ts'

test.each([
  ['AccountCoreQuotaReached', 'quota'],
  ['AccountVMSeriesCoreQuotaReached', 'quota'],
  ['ClusterCoreQuotaReached', 'quota'],
  ['QuotaExceeded', 'quota'],
  ['AccountLowPriorityCoreQuotaReached', 'lowPriorityQuota'],
  ['AccountSpotCoreQuotaReached', 'lowPriorityQuota'],
  ['AllocationFailed', 'capacity'],
  ['AllocationTimedOut', 'capacity'],
  ['SkuNotAvailable', 'capacity'],
  ['DiskEncryptionFailure', 'other'],
  [undefined, 'other'],
])('%s means %s', (code, kind) => {
  const [error] = nodeErrorsOf({ errors: [{ error: code === undefined ? {} : { code } }] })
  expect(error?.kind).toBe(kind)
})

test('the error that tells most comes first', () => {
  const errors = ['DiskEncryptionFailure', 'AllocationFailed', 'ClusterCoreQuotaReached'].map((code) => ({
    error: { code },
  }))
  expect(nodeErrorsOf({ errors }).map(({ kind }) => kind)).toEqual(['quota', 'capacity', 'other'])
})

test('no errors are none, in all ways the service says so', () => {
  expect(nodeErrorsOf({ errors: null })).toEqual([])
  expect(nodeErrorsOf({})).toEqual([])
  expect(nodeErrorsOf({ errors: [{}] })[0]?.kind).toBe('other')
})
