import { fileContentQueries } from '../../queries/file-content.ts'
import type { FileEntry, FileStore } from '../../queries/file-store.ts'
import type { QueryClient } from '@tanstack/react-query'

export type CodeChange = Readonly<{
  path: string
  kind: 'added' | 'removed' | 'changed'
  /** Bytes; undefined where there is no such file. */
  sizeBefore: number | undefined
  sizeAfter: number | undefined
}>

type CodeComparison = Readonly<{
  changes: readonly CodeChange[]
  /** Files that are the same on both sides. */
  same: number
  /** Paths of the same size that are too large to be compared, and that no list tells a hash of. */
  unknown: readonly string[]
}>

/** Code is small; a folder beyond these is data that somebody has uploaded with it. */
const mostFiles = 5_000
const mostBytes = 1_000_000

/**
 * Compares two folders of code: by their names, by hashes and sizes where lists tell them, else by the bytes.
 *
 * @throws as listing and reading do; Error for a folder with too many files
 */
export async function compareCode(
  client: QueryClient,
  before: FileStore,
  after: FileStore,
  signal: AbortSignal,
): Promise<CodeComparison> {
  const [old, now] = await Promise.all([allFiles(before, signal), allFiles(after, signal)])
  const paths = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => a.localeCompare(b, 'en'))
  const changes: CodeChange[] = []
  const unknown: string[] = []
  let same = 0
  const isSameContent = async (path: string, size: number) => {
    const [a, b] = await Promise.all(
      [before, after].map((store) => client.query(fileContentQueries.whole(store, path, size))),
    )
    return a !== undefined && b !== undefined && isEqual(a.bytes, b.bytes)
  }
  for (const path of paths) {
    const [a, b] = [old.get(path), now.get(path)]
    const change = { path, sizeBefore: a?.size, sizeAfter: b?.size }
    if (!a || !b) changes.push({ ...change, kind: a ? 'removed' : 'added' })
    else if (a.size !== b.size) changes.push({ ...change, kind: 'changed' })
    else if (a.md5 !== undefined && b.md5 !== undefined)
      if (a.md5 === b.md5) same += 1
      else changes.push({ ...change, kind: 'changed' })
    else if ((a.size ?? Infinity) > mostBytes) unknown.push(path)
    // oxlint-disable-next-line no-await-in-loop -- a few small files; all at once would hold all of them
    else if (a.size === 0 || (await isSameContent(path, a.size ?? 0))) same += 1
    else changes.push({ ...change, kind: 'changed' })
  }
  return { changes, same, unknown }
}

async function allFiles(store: FileStore, signal: AbortSignal): Promise<Map<string, FileEntry>> {
  const files = new Map<string, FileEntry>()
  for await (const file of store.walk('', signal)) {
    files.set(file.path, file)
    if (files.size > mostFiles) throw new Error(`There are more than ${mostFiles} files, too many to compare here.`)
  }
  return files
}

const isEqual = (a: Uint8Array, b: Uint8Array) => a.length === b.length && a.every((byte, index) => byte === b[index])
