import { expect, test } from 'vitest'
import { allocationMsOf } from './compute-settings.ts'

test.each([
  ['1.1', 1100],
  ['0', 0],
  ['600', 600_000],
  ['0.0004', 0],
  ['', 2000],
  ['-1', 2000],
  ['soon', 2000],
  ['Infinity', 2000],
])('a cluster whose tag says %j takes %d ms to get a node', (seconds, ms) => {
  expect(allocationMsOf({ tags: { 'trainyard.allocationSeconds': seconds } }, 2)).toBe(ms)
})

test('a cluster without the tag takes as long as all do, and never longer than a date can hold', () => {
  expect(allocationMsOf({}, 1.1)).toBe(1100)
  const slow = { tags: { 'trainyard.allocationSeconds': '9'.repeat(400) } }
  expect(Number.isInteger(new Date(Date.now() + allocationMsOf(slow, 2)).getTime())).toBe(true)
})
