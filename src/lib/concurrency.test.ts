import { expect, test } from 'vitest'
import { mapConcurrent } from './concurrency.ts'

test('answers keep the order of the items, whichever ends first', async () => {
  const gates = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const mapped = mapConcurrent(gates, 2, (gate) => gate.promise)
  gates[1]?.resolve('second')
  gates[0]?.resolve('first')
  expect(await mapped).toEqual(['first', 'second'])
})

test('never more than the limit run at once, and all run', async () => {
  let running = 0
  let most = 0
  const doubled = await mapConcurrent([1, 2, 3, 4, 5, 6, 7], 3, async (n) => {
    running += 1
    most = Math.max(most, running)
    await Promise.resolve()
    running -= 1
    return n * 2
  })
  expect(doubled).toEqual([2, 4, 6, 8, 10, 12, 14])
  expect(most).toBe(3)
})

test('a failure reaches the caller', async () => {
  await expect(mapConcurrent([1], 6, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await mapConcurrent([], 6, () => Promise.reject(new Error('no')))).toEqual([])
})
