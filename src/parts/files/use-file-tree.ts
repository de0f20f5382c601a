import { useCallback, useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { openFileListing, type FileListing } from './file-listing.ts'
import type { FolderNode, Listing } from './file-index.ts'
import { fileRows, type FileRow, type FileSort } from './file-rows.ts'
import { fileParam, type FileRoot } from './file-root.ts'

/** Folders with more files than this wait to be opened; of the script's own folder, what lies directly in it counts. */
const opensItself = 50

/** The platform's own logs are seldom what one looks for here. */
const startsClosed = (path: string) => /^(?:system_logs|azureml-logs|logs)\/$/.test(path)

export type FileTreeState = Readonly<{
  rows: readonly FileRow[]
  /** Files that are known so far, of all roots. */
  fileCount: number
  /** Some list under way has not ended. */
  isListing: boolean
  /** Some file has a known size. */
  hasSizes: boolean
  /** Every root that could be listed was, and has nothing. */
  isEmpty: boolean
  toggle: (row: FileRow) => void
  more: (row: FileRow) => void
  refresh: () => Promise<void>
  folder: (root: FileRoot, path: string) => { node: FolderNode; listing: Listing } | undefined
}>

/**
 * The tree of several roots, listed as it is opened.
 *
 * @param roots the same array as long as they are the same
 * @param chosenId what the link names: the way there is open
 * @param search words that a path has to have
 */
export function useFileTree(
  roots: readonly FileRoot[],
  { chosenId, search, sort }: { chosenId: string | undefined; search: string; sort: FileSort },
): FileTreeState {
  const listings = useMemo(
    () => new Map(roots.flatMap(({ id, store, base }) => (store ? [[id, openFileListing(store, base)]] : []))),
    [roots],
  )
  const version = useVersion(listings)
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const words = useDeferredValue(search).toLowerCase().split(/\s+/).filter(Boolean)
  const wordsKey = words.join(' ')

  const rows = useMemo(() => {
    const isOpen = (id: string, folder: FolderNode, listing: Listing) =>
      toggled.get(id) ??
      ((chosenId !== undefined && chosenId !== id && chosenId.startsWith(id)) || isSmall(folder, listing))
    return roots.flatMap((root, at) =>
      rowsOfRoot(root, listings.get(root.id), {
        position: at + 1,
        siblings: roots.length,
        isRootOpen: toggled.get(rootRowId(root)) ?? (at === 0 || chosenId?.startsWith(rootRowId(root)) === true),
        options: { isOpen, sort, words: wordsKey.split(' ').filter(Boolean) },
      }),
    )
    // What is in the listings changes with their version alone.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [roots, listings, version, toggled, chosenId, sort, wordsKey])

  // What is open is listed; what a list around it brings is not asked for again.
  useEffect(() => {
    for (const row of rows) {
      if (row.kind === 'note' && row.listing.state === 'unlisted') listings.get(row.rootId)?.open(row.path)
    }
  }, [rows, listings])

  const all = [...listings.values()]
  const fileCount = all.reduce((sum, listing) => sum + listing.index().root.fileCount, 0)
  return {
    rows,
    fileCount,
    isListing: all.some((listing) => listing.index().root.listing.state === 'loading'),
    hasSizes: rows.some((row) => row.kind === 'file' && row.size !== undefined),
    isEmpty:
      fileCount === 0 &&
      all.length === roots.length &&
      all.every((each) => each.index().root.listing.state === 'listed'),
    toggle: (row) => {
      if (row.kind === 'folder') setToggled((now) => new Map(now).set(row.id, !row.isOpen))
    },
    more: (row) => listings.get(row.rootId)?.more(row.path),
    refresh: useCallback(async () => {
      await Promise.all([...listings.values()].map((listing) => listing.refresh()))
    }, [listings]),
    folder(root, path) {
      const index = listings.get(root.id)?.index()
      return index && { node: index.folder(path), listing: index.listingOf(path) }
    },
  }
}

const isSmall = ({ path, fileCount, files, folders }: FolderNode, listing: Listing) => {
  const count = path === 'outputs/' ? files.size + folders.size : fileCount
  return listing.state === 'listed' && listing.isDeep && count <= opensItself && !startsClosed(path)
}

const rootRowId = ({ id, base = '' }: FileRoot) => fileParam(id, base)

function useVersion(listings: ReadonlyMap<string, FileListing>): string {
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = [...listings.values()].map((listing) => listing.subscribe(listener))
      return () => leave.forEach((unsubscribe) => unsubscribe())
    },
    [listings],
  )
  return useSyncExternalStore(subscribe, () => [...listings.values()].map((listing) => listing.version()).join('.'))
}

/** The rows of a root: its own, where there are several, and those of what is in it. */
function rowsOfRoot(
  root: FileRoot,
  listing: FileListing | undefined,
  {
    position,
    siblings,
    isRootOpen,
    options,
  }: { position: number; siblings: number; isRootOpen: boolean; options: Parameters<typeof fileRows>[3] },
): FileRow[] {
  const base = { id: rootRowId(root), rootId: root.id, path: root.base ?? '', level: 1, position, siblings }
  if (root.isFile && listing) return [{ ...base, kind: 'file', name: root.label, size: undefined }]
  const index = listing?.index()
  const known = index?.root.listing
  const isOpen = siblings === 1 || isRootOpen
  const own: FileRow[] =
    siblings === 1
      ? []
      : [
          {
            ...base,
            kind: 'folder',
            name: root.label,
            isOpen,
            fileCount: known?.state === 'listed' && known.isDeep ? index?.root.fileCount : undefined,
            isModel: index?.root.files.has('MLmodel') ?? false,
          },
        ]
  if (!isOpen) return own
  if (!index) return [...own, { ...base, id: `${base.id}…`, kind: 'refusal', level: 2, text: root.whyNot ?? '' }]
  return [...own, ...fileRows(index, root.id, siblings === 1 ? 1 : 2, options)]
}
