import { beforeEach, describe, expect, test } from 'vitest'
import type { KeptFiles } from '../lib/kept-files.ts'
import { openMetricCache } from './metric-cache.ts'

/** A store as the browser's own: what goes in and out is a copy. */
function aStore() {
  const values = new Map<string, unknown>()
  const store: KeptFiles = {
    get: (key) => Promise.resolve(structuredClone(values.get(key))),
    set: (entries) => {
      for (const [key, value] of entries) values.set(key, structuredClone(value))
      return Promise.resolve()
    },
    delete: (keys) => {
      for (const key of keys) values.delete(key)
      return Promise.resolve()
    },
    keys: () => Promise.resolve([...values.keys()]),
    clear: () => {
      values.clear()
      return Promise.resolve()
    },
  }
  return { store, values }
}

const columns = (...values: number[]) => ({
  step: Float64Array.from(values, (_, i) => i),
  time: Float64Array.from(values, (_, i) => 1_000 + i),
  value: Float64Array.from(values),
})

/** What three columns of `n` points take. */
const bytesOf = (n: number) => n * 24
const limits = { bytes: bytesOf(10), bytesOfEntry: bytesOf(8), entries: 5 }

let time = 0
const now = () => (time += 1)
beforeEach(() => {
  time = 0
})

describe('a series that was kept', () => {
  test('comes back as it was, NaN included', async () => {
    const { store } = aStore()
    await openMetricCache('ann', { store }).set('loss', 'last', columns(3, Number.NaN, Infinity))
    const found = await openMetricCache('ann', { store }).get('loss', 'last')
    expect(found).toEqual(columns(3, Number.NaN, Infinity))
  })

  test('is none once the service tells another last value, and goes', async () => {
    const { store, values } = aStore()
    const cache = openMetricCache('ann', { store })
    await cache.set('loss', 'last', columns(1))
    expect(await cache.get('loss', 'later')).toBeUndefined()
    await cache.set('other', 'last', columns(1))
    expect([...values.keys()].sort()).toEqual(['index', 'series other'])
  })

  test('is not shown to another account, and does not survive it', async () => {
    const { store, values } = aStore()
    await openMetricCache('ann', { store }).set('loss', 'last', columns(1))
    const ofBob = openMetricCache('bob', { store })
    expect(await ofBob.get('loss', 'last')).toBeUndefined()
    await ofBob.set('other', 'last', columns(2))
    expect([...values.keys()].sort()).toEqual(['index', 'series other'])
    expect(await openMetricCache('ann', { store }).get('other', 'last')).toBeUndefined()
  })
})

describe('the room it takes', () => {
  test('is bounded: what was used longest ago goes', async () => {
    const { store } = aStore()
    let hours = 0
    const cache = openMetricCache('ann', { store, limits, now: () => (hours += 1) * 3_600_000 })
    await cache.set('a', 'last', columns(1, 2, 3, 4))
    await cache.set('b', 'last', columns(1, 2, 3, 4))
    await cache.get('a', 'last')
    await cache.set('c', 'last', columns(1, 2, 3, 4))
    expect(await cache.get('a', 'last')).toBeDefined()
    expect(await cache.get('b', 'last')).toBeUndefined()
    expect(await cache.get('c', 'last')).toBeDefined()
  })

  test('is bounded for each series and in number', async () => {
    const { store, values } = aStore()
    const cache = openMetricCache('ann', { store, limits, now })
    await cache.set('long', 'last', columns(1, 2, 3, 4, 5, 6, 7, 8, 9))
    expect(await cache.get('long', 'last')).toBeUndefined()
    // oxlint-disable-next-line no-await-in-loop -- the order is what counts
    for (const id of ['1', '2', '3', '4', '5', '6', '7']) await cache.set(id, 'last', columns(1))
    expect([...values.keys()].sort()).toEqual(['index', 'series 3', 'series 4', 'series 5', 'series 6', 'series 7'])
  })

  test('counts what several tabs keep', async () => {
    const { store, values } = aStore()
    const tabs = [openMetricCache('ann', { store, limits, now }), openMetricCache('ann', { store, limits, now })]
    for (const id of ['a', 'b', 'c', 'd']) {
      // oxlint-disable-next-line no-await-in-loop
      for (const tab of tabs) await tab.set(id, 'last', columns(1, 2, 3))
    }
    expect([...values.keys()].filter((key) => key !== 'index')).toHaveLength(3)
  })
})

describe('what is broken', () => {
  test.each([
    ['text', 'something'],
    ['of another version', { version: 0, accountId: 'ann', last: 'last', ...columns(1) }],
    ['without columns', { version: 1, accountId: 'ann', last: 'last' }],
    [
      'of columns that differ',
      { version: 1, accountId: 'ann', last: 'last', ...columns(1), time: new Float64Array(3) },
    ],
  ])('is no series, and goes: an entry that is %s', async (_, entry) => {
    const { store, values } = aStore()
    values.set('series loss', entry)
    const cache = openMetricCache('ann', { store })
    expect(await cache.get('loss', 'last')).toBeUndefined()
    await cache.set('other', 'last', columns(1))
    expect(values.has('series loss')).toBe(false)
  })

  test('goes with an index that cannot be read', async () => {
    const { store, values } = aStore()
    values.set('series loss', { version: 1, accountId: 'ann', last: 'last', ...columns(1) })
    values.set('index', { version: 1, accountId: 'ann', uses: { 'series loss': 'often' } })
    const cache = openMetricCache('ann', { store })
    await cache.set('other', 'last', columns(1))
    expect([...values.keys()].sort()).toEqual(['index', 'series other'])
  })

  test('is no reason to fail: storage that is blocked or full keeps nothing', async () => {
    const refuse = () => Promise.reject(new DOMException('No room', 'QuotaExceededError'))
    const store = { get: refuse, set: refuse, delete: refuse, keys: refuse, clear: refuse }
    const cache = openMetricCache('ann', { store })
    await cache.set('loss', 'last', columns(1))
    expect(await cache.get('loss', 'last')).toBeUndefined()
  })
})
