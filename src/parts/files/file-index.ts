import type { FileEntry } from '../../queries/file-store.ts'

/** How far a folder has been listed. */
export type Listing = Readonly<
  | { state: 'unlisted' }
  /** `seen`: entries that have come so far. */
  | { state: 'loading'; isDeep: boolean; seen: number }
  /** All of it is known; `isDeep` says that of the folders in it too. */
  | { state: 'listed'; isDeep: boolean }
  /** There is more than was asked for, after `next`. */
  | { state: 'cut'; isDeep: boolean; next: string; seen: number }
  | { state: 'failed'; error: unknown }
>

export type FileNode = Readonly<{ name: string; path: string; size: number | undefined }>

export type FolderNode = {
  readonly name: string
  /** With a slash at its end; the root's is where the index begins. */
  readonly path: string
  readonly folders: Map<string, FolderNode>
  readonly files: Map<string, FileNode>
  /** Files below it that are known so far. */
  fileCount: number
  listing: Listing
}

/** What is known of the files below a folder. It grows as pages of lists arrive, in any order. */
export type FileIndex = Readonly<{
  root: FolderNode
  add: (entries: readonly FileEntry[]) => void
  /** A folder that is known, or was made known by this call. */
  folder: (path: string) => FolderNode
  /** What is known of a folder by its own list and by those of the folders around it. */
  listingOf: (path: string) => Listing
}>

/** @param base the folder to begin at, with a slash at its end; empty for the store's root */
export function createFileIndex(base = ''): FileIndex {
  const root = aFolder(base.split('/').at(-2) ?? '', base)

  /** The folders from the root to the one that a path names or lies in. */
  function wayTo(path: string): FolderNode[] {
    const way = [root]
    let here = root
    for (let from = base.length; ;) {
      const end = path.indexOf('/', from)
      if (end < 0) return way
      const name = path.slice(from, end)
      let next = here.folders.get(name)
      if (!next) {
        next = aFolder(name, path.slice(0, end + 1))
        here.folders.set(name, next)
      }
      way.push(next)
      here = next
      from = end + 1
    }
  }

  function addFile({ path, size }: FileEntry) {
    const way = wayTo(path)
    const name = path.slice(path.lastIndexOf('/') + 1)
    const parent = way.at(-1) ?? root
    if (!parent.files.has(name)) for (const folder of way) folder.fileCount += 1
    parent.files.set(name, { name, path, size })
  }

  return {
    root,
    add(entries) {
      for (const entry of entries) {
        // What was taken for a folder may be one file.
        if (!entry.path.startsWith(base) && `${entry.path}/` !== base) continue
        if (entry.path.endsWith('/')) wayTo(entry.path)
        else addFile(entry)
      }
    },
    folder: (path) => wayTo(path).at(-1) ?? root,
    listingOf(path) {
      const way = wayTo(path)
      const own = way.at(-1)?.listing ?? root.listing
      if (own.state !== 'unlisted') return own
      const around = way.map(({ listing }) => listing).findLast(isDeepAndUseful)
      return around ?? own
    },
  }
}

/** A deep list that has ended knows every folder in it; one under way will. */
const isDeepAndUseful = (listing: Listing) =>
  (listing.state === 'listed' || listing.state === 'loading') && listing.isDeep

const aFolder = (name: string, path: string): FolderNode => ({
  name,
  path,
  folders: new Map(),
  files: new Map(),
  fileCount: 0,
  listing: { state: 'unlisted' },
})
