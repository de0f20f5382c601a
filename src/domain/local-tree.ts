import { inNameOrder } from '../lib/name-order.ts'
import type { LocalEntry } from './local-files.ts'

/** A folder of a local folder. Numbers are about all files in it, however deep. */
export type LocalFolder = Readonly<{
  name: string
  /** From the top, without a slash at its end; empty for the top itself. */
  path: string
  folders: readonly LocalFolder[]
  files: readonly LocalEntry[]
  /** What is uploaded. */
  sentFiles: number
  sentBytes: number
  ignoredFiles: number
  leftOutFiles: number
}>

/** The folders that the paths of files make, each by name. */
export const localTree = (entries: readonly LocalEntry[]): LocalFolder => folderOf('', '', entries)

function folderOf(name: string, path: string, entries: readonly LocalEntry[]): LocalFolder {
  const start = path === '' ? 0 : path.length + 1
  const byChild = Map.groupBy(entries, (entry) => {
    const end = entry.path.indexOf('/', start)
    return end === -1 ? '' : entry.path.slice(start, end)
  })
  const files = (byChild.get('') ?? []).toSorted((a, b) => inNameOrder(a.path, b.path))
  const folders = [...byChild]
    .filter(([child]) => child !== '')
    .map(([child, below]) => folderOf(child, path === '' ? child : `${path}/${child}`, below))
    .sort((a, b) => inNameOrder(a.name, b.name))
  const sum = (of: (folder: LocalFolder) => number) => folders.reduce((total, folder) => total + of(folder), 0)
  const sent = files.filter(({ leftOut }) => leftOut === undefined)
  const leftOutFiles = files.filter(({ leftOut }) => leftOut === 'user').length
  return {
    name,
    path,
    folders,
    files,
    sentFiles: sent.length + sum(({ sentFiles }) => sentFiles),
    sentBytes: sent.reduce((bytes, { file }) => bytes + file.size, 0) + sum(({ sentBytes }) => sentBytes),
    leftOutFiles: leftOutFiles + sum((folder) => folder.leftOutFiles),
    ignoredFiles: files.length - sent.length - leftOutFiles + sum(({ ignoredFiles }) => ignoredFiles),
  }
}

/** Files below a folder that a user may leave out or take in: all but ignored ones. */
export const tickablePaths = ({ files, folders }: LocalFolder): string[] => [
  ...files.flatMap(({ path, leftOut }) => (leftOut === undefined || leftOut === 'user' ? [path] : [])),
  ...folders.flatMap(tickablePaths),
]

/** The folders at the top that make up much of an upload, a tenth at least, largest first. */
export const heaviestFolders = (top: LocalFolder, by: 'sentBytes' | 'sentFiles'): LocalFolder[] =>
  top.folders.filter((folder) => folder[by] >= top[by] / 10).toSorted((a, b) => b[by] - a[by])
