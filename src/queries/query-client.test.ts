import { expect, test } from 'vitest'
import { ArmError, NetworkError } from '../api/arm-error.ts'
import { retryDelay, retryRead } from './query-client.ts'

const answer = (status: number, retryAfterMs?: number) =>
  new ArmError('no', { status, code: 'Any', requestId: '1', retryAfterMs })

test.each([
  [new NetworkError('management.azure.com'), true],
  [answer(429), true],
  [answer(500), true],
  [answer(503), true],
  [answer(400), false],
  [answer(401), false],
  [answer(403), false],
  [answer(404), false],
  [answer(409), false],
  [new TypeError('a mistake of ours'), false],
])('reads are repeated only where waiting may help: %s', (error, expected) => {
  expect(retryRead(0, error)).toBe(expected)
})

test('reads give up after three more tries', () => {
  expect(retryRead(2, answer(500))).toBe(true)
  expect(retryRead(3, answer(500))).toBe(false)
})

test('the wait is what the service asks for', () => {
  expect(retryDelay(0, answer(429, 17_000))).toBe(17_000)
  expect(retryDelay(2, answer(429, 17_000))).toBe(17_000)
})

test('without Retry-After the waits grow, longer when throttled, and end at 40 s', () => {
  const atMost = () => 1
  expect(retryDelay(0, new NetworkError('x'), atMost)).toBe(1_000)
  expect(retryDelay(2, answer(500), atMost)).toBe(4_000)
  expect(retryDelay(1, answer(429), atMost)).toBe(10_000)
  expect(retryDelay(9, answer(429), atMost)).toBe(40_000)
  expect(retryDelay(0, answer(429), () => 0)).toBe(2_500)
})
