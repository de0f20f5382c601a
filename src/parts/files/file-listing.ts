import type { FileStore } from '../../queries/file-store.ts'
import { createFileIndex, type FileIndex, type FolderNode } from './file-index.ts'

/** Entries that are listed of a folder before somebody asks for more. */
const entriesAtOnce = 20_000

/** The list of one store's files as it is loaded, folder by folder. It goes on only while somebody listens. */
export type FileListing = Readonly<{
  index: () => FileIndex
  /** Another number whenever something has changed. */
  version: () => number
  subscribe: (listener: () => void) => () => void
  /** Lists a folder unless it is known; what a list around it will bring is waited for. */
  open: (folder: string) => void
  /** Goes on with a folder that was cut or has failed. */
  more: (folder: string) => void
  /** Lists anew what was listed; what is shown stays until then. @throws as the store's `page` */
  refresh: () => Promise<void>
}>

/** @param base the folder to begin at, with a slash at its end */
export function openFileListing(store: FileStore, base = ''): FileListing {
  let index = createFileIndex(base)
  let version = 0
  const listeners = new Set<() => void>()
  const changed = () => {
    version += 1
    for (const listener of listeners) listener()
  }

  /** Lists one folder from `token` on into an index, which need not be the one on show yet. */
  async function list(into: FileIndex, folder: FolderNode, options: { token?: string; isFresh?: boolean }) {
    let { token } = options
    const { isFresh = false } = options
    let seen = 0
    do {
      // oxlint-disable-next-line no-await-in-loop -- each page names the next one
      const page = await store.page(folder.path, { token, isFresh })
      if (listeners.size === 0) {
        // Whoever comes back opens the folder again; the pages that have come are still at hand.
        folder.listing = { state: 'unlisted' }
        return
      }
      into.add(page.entries)
      seen += page.entries.length
      token = page.next
      folder.listing =
        token === undefined
          ? { state: 'listed', isDeep: page.isDeep }
          : seen < entriesAtOnce
            ? { state: 'loading', isDeep: page.isDeep, seen }
            : { state: 'cut', isDeep: page.isDeep, next: token, seen }
      if (into === index) changed()
    } while (folder.listing.state === 'loading')
  }

  function start(folder: FolderNode, token?: string) {
    const of = index
    const { listing } = folder
    folder.listing = {
      state: 'loading',
      // Until the first page tells, nobody waits for this list but the folder itself.
      isDeep: listing.state === 'cut' && listing.isDeep,
      seen: listing.state === 'cut' ? listing.seen : 0,
    }
    changed()
    list(of, folder, token === undefined ? {} : { token }).catch((error: unknown) => {
      folder.listing = { state: 'failed', error }
      changed()
    })
  }

  return {
    index: () => index,
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open(path) {
      if (index.listingOf(path).state === 'unlisted') start(index.folder(path))
    },
    more(path) {
      const folder = index.folder(path)
      if (folder.listing.state === 'cut') start(folder, folder.listing.next)
      if (folder.listing.state === 'failed') start(folder)
    },
    async refresh() {
      const next = createFileIndex(base)
      for (const { path } of foldersWithOwnList(index.root)) {
        // oxlint-disable-next-line no-await-in-loop -- what is around a folder may tell of it already
        if (next.listingOf(path).state === 'unlisted') await list(next, next.folder(path), { isFresh: true })
      }
      if (listeners.size === 0) return
      index = next
      changed()
    },
  }
}

/** From the outside in. */
const foldersWithOwnList = (folder: FolderNode): FolderNode[] => [
  ...(folder.listing.state === 'unlisted' ? [] : [folder]),
  ...[...folder.folders.values()].flatMap(foldersWithOwnList),
]
