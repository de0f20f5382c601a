import { inNameOrder } from '../../lib/name-order.ts'
import type { FileIndex, FileNode, FolderNode, Listing } from './file-index.ts'

export type FileSort = 'name' | 'size'

/** One line of the tree on screen. `id` is the root's id and the path below it, and tells the rows apart. */
export type FileRow = Readonly<
  { id: string; rootId: string; path: string; level: number } & (
    | {
        kind: 'folder'
        name: string
        isOpen: boolean
        /** Files below it, where all of them are known. */
        fileCount: number | undefined
        /** It holds a file named MLmodel, so it can be registered as an MLflow model. */
        isModel: boolean
        /** Its place among its siblings, from 1, and how many they are: a row knows neither by its neighbours. */
        position: number
        siblings: number
      }
    | { kind: 'file'; name: string; size: number | undefined; position: number; siblings: number }
    /** What there is to say of a folder in place of its content, or after it. */
    | { kind: 'note'; listing: Listing; isEmpty: boolean }
    /** Why this page cannot list a root. */
    | { kind: 'refusal'; text: string }
  )
>

export type RowOptions = Readonly<{
  isOpen: (id: string, folder: FolderNode, listing: Listing) => boolean
  sort: FileSort
  /** Words in lower case that a path has to have; none shows everything. */
  words: readonly string[]
}>

/** The rows of what lies in a root, its own row aside. @param level of the outermost ones, from 1 */
export function fileRows(index: FileIndex, rootId: string, level: number, options: RowOptions): FileRow[] {
  const rows: FileRow[] = []
  const idOf = (path: string) => `${rootId}/${path}`
  const { words, sort } = options
  const shown = words.length > 0 ? matching(index.root, words) : undefined

  function visit(folder: FolderNode, depth: number) {
    const folders = [...folder.folders.values()].filter((each) => !shown || shown.has(each)).sort(byName)
    const files = [...folder.files.values()].filter((file) => !shown || matches(file.path, words)).sort(orderOf[sort])
    const siblings = folders.length + files.length
    folders.forEach((each, at) => {
      const id = idOf(each.path)
      const listing = index.listingOf(each.path)
      // What was searched for is shown.
      const isOpen = shown !== undefined || options.isOpen(id, each, listing)
      rows.push({
        kind: 'folder',
        id,
        rootId,
        path: each.path,
        name: each.name,
        level: depth,
        isOpen,
        fileCount: listing.state === 'listed' && listing.isDeep ? each.fileCount : undefined,
        isModel: each.files.has('MLmodel'),
        position: at + 1,
        siblings,
      })
      if (isOpen) visit(each, depth + 1)
    })
    files.forEach(({ name, path, size }, at) =>
      rows.push({
        kind: 'file',
        id: idOf(path),
        rootId,
        path,
        name,
        size,
        level: depth,
        position: folders.length + at + 1,
        siblings,
      }),
    )
    const listing = index.listingOf(folder.path)
    // One list tells of all folders in it: it is spoken of once, where it was asked for.
    const isOwn = folder === index.root || folder.listing.state !== 'unlisted' || listing.state === 'unlisted'
    const isEmpty = siblings === 0
    const isAsked = !shown || listing.state !== 'unlisted'
    if (isAsked && ((isOwn && listing.state !== 'listed') || (isEmpty && !shown)))
      rows.push({
        kind: 'note',
        id: `${idOf(folder.path)}…`,
        rootId,
        path: folder.path,
        level: depth,
        listing,
        isEmpty,
      })
  }
  visit(index.root, level)
  return rows
}

const matches = (path: string, words: readonly string[]) => {
  const text = path.toLowerCase()
  return words.every((word) => text.includes(word))
}

/** The folders that hold a file whose path has all words. */
function matching(root: FolderNode, words: readonly string[]): Set<FolderNode> {
  const found = new Set<FolderNode>()
  function visit(folder: FolderNode): boolean {
    // All are visited, not only up to the first that holds one.
    const inFolders = [...folder.folders.values()].map(visit).some(Boolean)
    const holds = inFolders || [...folder.files.values()].some(({ path }) => matches(path, words))
    if (holds) found.add(folder)
    return holds
  }
  visit(root)
  return found
}

const byName = (a: { name: string }, b: { name: string }) => inNameOrder(a.name, b.name)
const orderOf: Record<FileSort, (a: FileNode, b: FileNode) => number> = {
  name: byName,
  // What has no known size comes last.
  size: (a, b) => (b.size ?? -1) - (a.size ?? -1) || byName(a, b),
}

/** Files on show. */
export const countFiles = (rows: readonly FileRow[]) =>
  rows.reduce((sum, row) => sum + (row.kind === 'file' ? 1 : 0), 0)
