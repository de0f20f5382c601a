import { expect, test, vi } from 'vitest'
import { createLater } from './later.ts'

test('of a quick succession the last is done, once', () => {
  vi.useFakeTimers()
  const done: string[] = []
  const later = createLater(250)
  later.set(() => done.push('a'))
  vi.advanceTimersByTime(200)
  later.set(() => done.push('b'))
  vi.advanceTimersByTime(249)
  expect(done).toEqual([])
  vi.advanceTimersByTime(1)
  expect(done).toEqual(['b'])
  later.flush()
  expect(done).toEqual(['b'])
  vi.useRealTimers()
})

test('what waits can be done at once', () => {
  const done: string[] = []
  const later = createLater(60_000)
  later.set(() => done.push('a'))
  later.flush()
  expect(done).toEqual(['a'])
})

test('what waits can be forgotten', () => {
  const done: string[] = []
  const later = createLater(60_000)
  later.set(() => done.push('a'))
  later.drop()
  later.flush()
  expect(done).toEqual([])
})
