import { expect, test } from 'vitest'
import { wasRetried } from './job-attempts.ts'

test.each([
  [['user_logs/std_log.txt'], false],
  [['user_logs/std_log.txt', 'user_logs/retry_001/std_log.txt'], true],
  [['system_logs/lifecycler/retry_012/lifecycler.log'], true],
  [['user_logs/retry_policy.txt', 'user_logs/my_retry_1/a.txt'], false],
])('whether a job with the logs %j was started again: %s', (names, expected) => {
  expect(wasRetried({ logFiles: Object.fromEntries(names.map((name) => [name, 'https://a/b'])) })).toBe(expected)
})

test('a job of which nothing is known yet was not', () => {
  expect([wasRetried(undefined), wasRetried({}), wasRetried({ logFiles: null })]).toEqual([false, false, false])
})
