import { describe, expect, test, vi } from 'vitest'
import type { FilePage, FileStore } from '../../queries/file-store.ts'
import { openFileListing } from './file-listing.ts'

/** A store that answers from a table of pages, and notes which were asked for. */
function aStore(pages: Readonly<Record<string, FilePage | Error>>) {
  const asked: string[] = []
  const store: FileStore = {
    key: ['test'],
    page: (folder, { token = '' } = {}) => {
      const name = folder + token
      asked.push(name)
      const page = pages[name] ?? { entries: [], next: undefined, isDeep: false }
      return page instanceof Error ? Promise.reject(page) : Promise.resolve(page)
    },
    // oxlint-disable-next-line require-yield -- nothing is read here
    async *walk() {
      await Promise.reject(new Error('not asked for'))
    },
    urlOf: () => Promise.reject(new Error('not asked for')),
    uriOf: (path) => path,
  }
  return { store, asked }
}

/** Somebody who looks on, without whom nothing is listed. */
function openAndWatch(store: FileStore) {
  const listing = openFileListing(store)
  listing.subscribe(() => undefined)
  return listing
}

const entries = (...paths: string[]) => paths.map((path) => ({ path }))

describe('listing a store', () => {
  test('a flat list is read page by page, and its folders need none of their own', async () => {
    const { store, asked } = aStore({
      '': { entries: entries('a/1', 'a/2'), next: '>', isDeep: true },
      '>': { entries: entries('b/1'), next: undefined, isDeep: true },
    })
    const listing = openFileListing(store)
    const states: string[] = []
    listing.subscribe(() => states.push(listing.index().root.listing.state))
    listing.open('')
    await vi.waitFor(() => expect(listing.index().root.listing.state).toBe('listed'))
    listing.open('a/')
    expect(states).toEqual(['loading', 'loading', 'listed'])
    expect(asked).toEqual(['', '>'])
    expect(listing.index().root.fileCount).toBe(3)
  })

  test('folders of a container are listed when they are opened', async () => {
    const { store, asked } = aStore({
      '': { entries: entries('a/', 'b/'), next: undefined, isDeep: false },
      'a/': { entries: entries('a/1'), next: undefined, isDeep: false },
    })
    const listing = openAndWatch(store)
    listing.open('')
    await vi.waitFor(() => expect(listing.index().root.listing.state).toBe('listed'))
    listing.open('a/')
    listing.open('a/')
    await vi.waitFor(() => expect(listing.index().folder('a/').files.size).toBe(1))
    expect(asked).toEqual(['', 'a/'])
  })

  test('a folder without end is cut, and goes on when somebody asks', async () => {
    const many = (from: number) => entries(...Array.from({ length: 20_000 }, (_, n) => `f${from + n}`))
    const { store } = aStore({
      '': { entries: many(0), next: '>', isDeep: true },
      '>': { entries: entries('last'), next: undefined, isDeep: true },
    })
    const listing = openAndWatch(store)
    listing.open('')
    await vi.waitFor(() => expect(listing.index().root.listing.state).toBe('cut'))
    listing.more('')
    await vi.waitFor(() => expect(listing.index().root.listing.state).toBe('listed'))
    expect(listing.index().root.fileCount).toBe(20_001)
  })

  test('a failure belongs to its folder, and can be tried again', async () => {
    const failure = new Error('refused')
    const pages: Record<string, FilePage | Error> = {
      '': { entries: entries('a/'), next: undefined, isDeep: false },
      'a/': failure,
    }
    const { store } = aStore(pages)
    const listing = openAndWatch(store)
    listing.open('')
    listing.open('a/')
    const inside = listing.index().folder('a/')
    await vi.waitFor(() => expect(inside.listing).toEqual({ state: 'failed', error: failure }))
    pages['a/'] = { entries: entries('a/1'), next: undefined, isDeep: false }
    listing.more('a/')
    await vi.waitFor(() => expect(inside.files.size).toBe(1))
  })

  test('nothing more is asked for once nobody looks, and coming back goes on', async () => {
    const { store, asked } = aStore({
      '': { entries: entries('a'), next: '>', isDeep: true },
      '>': { entries: entries('b'), next: undefined, isDeep: true },
    })
    const listing = openFileListing(store)
    const leave = listing.subscribe(() => undefined)
    listing.open('')
    leave()
    await vi.waitFor(() => expect(listing.index().root.listing.state).toBe('unlisted'))
    expect(asked).toEqual([''])
    listing.subscribe(() => undefined)
    listing.open('')
    await vi.waitFor(() => expect(listing.index().root.fileCount).toBe(2))
  })

  test('a refresh shows what is there now, all at once', async () => {
    const pages: Record<string, FilePage | Error> = { '': { entries: entries('old'), next: undefined, isDeep: true } }
    const { store } = aStore(pages)
    const listing = openAndWatch(store)
    listing.open('')
    await vi.waitFor(() => expect(listing.index().root.files.size).toBe(1))
    pages[''] = { entries: entries('new', 'newer'), next: undefined, isDeep: true }
    await listing.refresh()
    expect([...listing.index().root.files.keys()]).toEqual(['new', 'newer'])
  })
})
