import { expect, test } from 'vitest'
import { createNewest } from './newest.ts'

/** Work that ends when the test says so. */
function slowWork() {
  const begun: { input: string; signal: AbortSignal; end: PromiseWithResolvers<string> }[] = []
  const done: string[] = []
  const errors: unknown[] = []
  const newest = createNewest(
    (input: string, signal) => {
      const end = Promise.withResolvers<string>()
      begun.push({ input, signal, end })
      return end.promise
    },
    (output) => done.push(output),
    (error) => errors.push(error),
  )
  const inputs = () => begun.map(({ input }) => input)
  return { newest, begun, inputs, done, errors }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

test('does one thing at a time, and the newest of those that waited next', async () => {
  const { newest, begun, inputs, done } = slowWork()
  for (const input of ['a', 'b', 'c']) newest.ask(input)
  expect(inputs()).toEqual(['a'])
  begun[0]?.end.resolve('A')
  await settled()
  expect(inputs()).toEqual(['a', 'c'])
  begun[1]?.end.resolve('C')
  await settled()
  expect(done).toEqual(['A', 'C'])
})

test('goes on after a failure', async () => {
  const { newest, begun, done, errors } = slowWork()
  newest.ask('a')
  newest.ask('b')
  begun[0]?.end.reject(new Error('no'))
  await settled()
  begun[1]?.end.resolve('B')
  await settled()
  expect(errors).toEqual([new Error('no')])
  expect(done).toEqual(['B'])
})

test('tells nothing of what was dropped, and begins anew', async () => {
  const { newest, begun, inputs, done, errors } = slowWork()
  newest.ask('a')
  newest.ask('b')
  newest.drop()
  expect(begun[0]?.signal.aborted).toBe(true)
  begun[0]?.end.resolve('A')
  await settled()
  expect(inputs()).toEqual(['a'])
  newest.ask('c')
  newest.drop()
  begun[1]?.end.reject(new Error('aborted'))
  await settled()
  expect([...done, ...errors]).toEqual([])
})
