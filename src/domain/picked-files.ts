import type { LocalFile } from './content-hash.ts'
import { localFile, localFolder, type LocalAsset } from './local-files.ts'

/** What `<input type="file">` gave: with `webkitdirectory` every file tells its path from the picked folder on. */
export async function assetFromInput(list: Iterable<File>): Promise<LocalAsset | undefined> {
  const files = [...list]
  const first = files[0]
  if (!first) return undefined
  const [folder] = first.webkitRelativePath.split('/')
  if (!folder) return localFile(first)
  return localFolder(
    folder,
    files.map((file) => ({ path: file.webkitRelativePath.slice(folder.length + 1), file })),
  )
}

/**
 * What was dropped: one folder or one file. Call it in the event's handler; the items are gone afterwards.
 * @throws Error when there is none or more than one
 */
export async function assetFromDrop(items: Iterable<DataTransferItem>): Promise<LocalAsset> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  const [entry, ...others] = entries
  if (!entry || others.length > 0) throw new Error('Drop one folder or one file.')
  if (isFile(entry)) return localFile(await fileOf(entry))
  if (!isDirectory(entry)) throw new Error('Drop one folder or one file.')
  return localFolder(entry.name, await filesBelow(entry, ''))
}

/** Everything that was dropped, by paths that begin with what was dropped. Call it in the event's handler. */
export async function filesFromDrop(items: Iterable<DataTransferItem>): Promise<LocalFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)
  return filesOf(entries, '')
}

/** What `<input type="file">` gave, by the same kind of paths. */
export const filesFromInput = (list: Iterable<File>): LocalFile[] =>
  Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }))

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

const filesBelow = async (folder: FileSystemDirectoryEntry, prefix: string) => filesOf(await entriesOf(folder), prefix)

async function filesOf(entries: readonly FileSystemEntry[], prefix: string): Promise<LocalFile[]> {
  // Side by side: one after the other a folder of thousands takes seconds.
  const found = await Promise.all(
    entries.map(async (entry): Promise<LocalFile[]> => {
      if (isFile(entry)) return [{ path: prefix + entry.name, file: await fileOf(entry) }]
      return isDirectory(entry) ? filesBelow(entry, `${prefix}${entry.name}/`) : []
    }),
  )
  return found.flat()
}

/** A reader hands out a folder in pieces (100 at a time in Chromium) and an empty piece at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- a reader knows only the next piece
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (piece.length === 0) return entries
    entries.push(...piece)
  }
}
