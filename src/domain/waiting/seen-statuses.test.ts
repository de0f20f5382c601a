import { expect, test } from 'vitest'
import { parseSeen, withLook, type SeenStatus } from './seen-statuses.ts'

test('a status that is still the same grows, a new one begins', () => {
  let seen: readonly SeenStatus[] = []
  for (const [status, at] of [
    ['Queued', 1],
    ['Queued', 3],
    ['Running', 5],
    ['Running', 7],
  ] as const)
    seen = withLook(seen, status, at)
  expect(seen).toEqual([
    { status: 'Queued', first: 1, last: 3 },
    { status: 'Running', first: 5, last: 7 },
  ])
})

test('a look that is not newer changes nothing', () => {
  const seen = [{ status: 'Queued', first: 1, last: 3 }]
  expect(withLook(seen, 'Running', 3)).toBe(seen)
})

test('of a job that never settles, the newest are kept', () => {
  let seen: readonly SeenStatus[] = []
  for (let at = 1; at <= 100; at += 1) seen = withLook(seen, at % 2 ? 'Running' : 'NotResponding', at)
  expect(seen).toHaveLength(40)
  expect(seen.at(-1)?.last).toBe(100)
})

test.each([[null], ['nonsense'], ['{}'], ['[1]'], ['[{"status":"Queued"}]'], ['[{"status":1,"first":1,"last":2}]']])(
  'what is kept as %s counts as nothing',
  (text) => {
    expect(parseSeen(text)).toEqual([])
  },
)

test('what was kept is read back', () => {
  const seen = [{ status: 'Queued', first: 1, last: 3 }]
  expect(parseSeen(JSON.stringify(seen))).toEqual(seen)
})
