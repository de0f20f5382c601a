import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { retrying, wait } from './retry.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Fails as often as asked, then answers. */
function flaky(failures: number, error = new Error('cut')) {
  const calls: number[] = []
  const attempt = async () => {
    calls.push(Date.now())
    if (calls.length <= failures) throw error
    return 'done'
  }
  return { attempt, calls }
}

const rule = { attempts: 4, pauseAfter: (_: unknown, attempt: number) => 100 * 2 ** attempt }

test('what fails for a moment works after longer and longer pauses', async () => {
  const start = Date.now()
  const { attempt, calls } = flaky(3)
  const result = retrying(attempt, rule)
  await vi.runAllTimersAsync()
  expect(await result).toBe('done')
  expect(calls.map((at) => at - start)).toEqual([0, 200, 600, 1400])
})

test('it gives up after so many attempts, with the last error', async () => {
  const { attempt, calls } = flaky(9, new Error('still cut'))
  const result = retrying(attempt, rule)
  result.catch(() => undefined)
  await vi.runAllTimersAsync()
  await expect(result).rejects.toThrow('still cut')
  expect(calls).toHaveLength(4)
})

test('it gives up at once where another attempt would not help', async () => {
  const { attempt, calls } = flaky(9, new Error('forbidden'))
  await expect(retrying(attempt, { attempts: 4, pauseAfter: () => undefined })).rejects.toThrow('forbidden')
  expect(calls).toHaveLength(1)
})

test('a stop ends the pause, and no attempt follows', async () => {
  const { attempt, calls } = flaky(9)
  const abort = new AbortController()
  const result = retrying(attempt, rule, { signal: abort.signal, onPause: () => abort.abort(new Error('stopped')) })
  await expect(result).rejects.toThrow('stopped')
  await vi.runAllTimersAsync()
  expect(calls).toHaveLength(1)
})

test('a wait that was stopped before it began is none', async () => {
  await expect(wait(60_000, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
})
