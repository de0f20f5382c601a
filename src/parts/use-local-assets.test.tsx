import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { localFile, localFolder, withLeftOut, withText, type LocalAsset } from '../domain/local-files.ts'
import type { KeptFiles } from '../lib/kept-files.ts'
import { forgetHanded, handOver } from './handed-assets.ts'
import { mostKeptBytes } from './kept-assets.ts'
import { useLocalAssets } from './use-local-assets.ts'

afterEach(cleanup)

/** A browser's database in memory; `full` makes it refuse what is large. */
function aStore({ full = false } = {}) {
  const values = new Map<string, unknown>()
  const store: KeptFiles = {
    get: async (key) => values.get(key),
    set: async (entries) => {
      if (full && entries.some(([, value]) => !(value instanceof Map))) throw new DOMException('', 'QuotaExceededError')
      for (const [key, value] of entries) values.set(key, value)
    },
    delete: async (keys) => keys.forEach((key) => values.delete(key)),
    keys: async () => [...values.keys()],
    clear: async () => values.clear(),
  }
  return { store, values }
}

const none = new Map<string, LocalAsset>()

/** The hook on a page that is opened, and closed by `leave`. */
function open(store: KeptFiles, draft = 'job', initial = none) {
  const { result, unmount } = renderHook(() => useLocalAssets(draft, initial, store))
  return {
    page: () => result.current,
    set: (path: string, asset: LocalAsset) => act(() => result.current.setAsset(path, asset)),
    leave: unmount,
  }
}

const aFolder = (...paths: string[]) =>
  localFolder(
    'src',
    paths.map((path) => ({ path, file: new Blob([path]) })),
  )
const sent = (asset: LocalAsset | undefined) => asset?.files.map(({ path }) => path)

test('what was picked, left out and edited is there again on the next page', async () => {
  const { store } = aStore()
  const first = open(store)
  const folder = await aFolder('a.py', 'b.py', 'c.py')
  first.set('./src', folder)
  first.set('./src', withText(withLeftOut(folder, ['b.py'], true), 'a.py', 'edited'))
  first.leave()

  const second = open(store)
  await waitFor(() => expect(second.page().assets.size).toBe(1))
  const src = second.page().assets.get('src')
  expect(sent(src)).toEqual(['a.py', 'c.py'])
  expect(await src?.files[0]?.file.text()).toBe('edited')
})

test('drafts do not see each other', async () => {
  const { store } = aStore()
  const first = open(store, 'job')
  first.set('src', await aFolder('a.py'))
  first.leave()
  const initial = new Map([['iris.csv', localFile(new File(['1'], 'iris.csv'))]])
  const other = open(store, 'job2', initial)
  await act(async () => undefined)
  expect([...other.page().assets.keys()]).toEqual(['iris.csv'])
})

test('files are written once, however often a tick changes', async () => {
  const { store, values } = aStore()
  const page = open(store)
  const folder = await aFolder('a.py', 'b.py')
  page.set('src', folder)
  await waitFor(() => expect(values.size).toBe(2))
  const written = values.get('["job","src"]')
  page.set('src', withLeftOut(folder, ['a.py'], true))
  page.leave()
  await act(async () => undefined)
  expect(values.get('["job","src"]')).toBe(written)
})

test('a discarded draft leaves nothing behind', async () => {
  const { store, values } = aStore()
  const page = open(store)
  page.set('src', await aFolder('a.py'))
  await waitFor(() => expect(values.size).toBe(2))
  act(() => page.page().discard())
  expect(page.page().assets.size).toBe(0)
  await waitFor(() => expect(values.size).toBe(0))
})

test('what is too large is named on the next page, and keeps its edits for when it is picked again', async () => {
  const { store } = aStore()
  const large = Object.defineProperty(new File([''], 'big.bin'), 'size', { value: mostKeptBytes + 1 })
  const folder = await localFolder('src', [
    { path: 'big.bin', file: large },
    { path: 'a.py', file: new Blob(['1']) },
  ])
  const first = open(store)
  first.set('src', withText(folder, 'a.py', 'edited'))
  first.leave()

  const second = open(store)
  await waitFor(() => expect(second.page().lost.get('src')?.bytes).toBe(mostKeptBytes + 2))
  expect(second.page().assets.size).toBe(0)
  second.set('src', await aFolder('big.bin', 'a.py'))
  expect(second.page().lost.size).toBe(0)
  expect(await second.page().assets.get('src')?.files[1]?.file.text()).toBe('edited')
})

test('ignored files are left behind first where there is no room for all', async () => {
  const { store } = aStore()
  const large = Object.defineProperty(new File([''], 'big.bin'), 'size', { value: mostKeptBytes + 1 })
  const folder = await localFolder('src', [
    { path: 'data/big.bin', file: large },
    { path: 'a.py', file: new Blob(['1']) },
    { path: '.amlignore', file: new Blob(['data/']) },
  ])
  const first = open(store)
  first.set('src', folder)
  first.leave()
  const second = open(store)
  await waitFor(() => expect(sent(second.page().assets.get('src'))).toEqual(['a.py', '.amlignore']))
})

test('a browser without room goes on without, and says so later', async () => {
  const { store } = aStore({ full: true })
  const first = open(store)
  first.set('src', await aFolder('a.py'))
  expect(sent(first.page().assets.get('src'))).toEqual(['a.py'])
  first.leave()
  const second = open(store)
  await waitFor(() => expect(second.page().lost.get('src')?.name).toBe('src'))
})

test('what another page has picked for the draft is there, however large, until the draft is done with', async () => {
  const { store } = aStore()
  const large = Object.defineProperty(new File([''], 'big.bin'), 'size', { value: mostKeptBytes + 1 })
  const folder = await localFolder('src', [
    { path: 'big.bin', file: large },
    { path: 'a.py', file: new Blob(['1']) },
  ])
  handOver('imported', new Map([['src', folder]]))
  const first = open(store, 'imported')
  await waitFor(() => expect(sent(first.page().assets.get('src'))).toEqual(['big.bin', 'a.py']))
  first.set('src', withLeftOut(folder, ['a.py'], true))
  first.leave()

  const second = open(store, 'imported')
  await waitFor(() => expect(sent(second.page().assets.get('src'))).toEqual(['big.bin']))
  expect(second.page().lost.size).toBe(0)
  second.leave()

  forgetHanded('imported')
  const third = open(store, 'imported')
  await waitFor(() => expect(third.page().lost.has('src')).toBe(true))
})
