import type { LocalFile } from './content-hash.ts'
import { parseIgnoreFile } from '../lib/ignore-file.ts'

/** A folder or file on the user's disk that the YAML names by a local path. */
export type LocalAsset = Readonly<{
  name: string
  kind: 'folder' | 'file'
  /** What is uploaded; never empty. */
  files: readonly LocalFile[]
  /** How many files the ignore file keeps at home, and that file's name. */
  ignored: number
  ignoreFileName?: string | undefined
}>

/** What was picked so far, by the local path that stands in the YAML (see `localKey`). */
export type LocalAssets = ReadonlyMap<string, LocalAsset>

/** `./src/`, `src/` and `src` are one path. */
export const localKey = (path: string) =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment, index) => segment !== '.' && (segment !== '' || index === 0))
    .join('/')

export const sizeOf = (asset: LocalAsset) => asset.files.reduce((bytes, { file }) => bytes + file.size, 0)

/** A folder without the files that its `.amlignore`, or else its `.gitignore`, keeps at home. @throws Error if empty */
export async function localFolder(name: string, all: readonly LocalFile[]): Promise<LocalAsset> {
  const ignoreFile = all.find(({ path }) => path === '.amlignore') ?? all.find(({ path }) => path === '.gitignore')
  const ignores = parseIgnoreFile(ignoreFile ? await ignoreFile.file.text() : '')
  const files = all.filter(({ path }) => !ignores(path))
  if (files.length === 0)
    throw new Error(`The folder ${name} holds no files${all.length > 0 ? ' but ignored ones' : ''}.`)
  return { name, kind: 'folder', files, ignored: all.length - files.length, ignoreFileName: ignoreFile?.path }
}

export const localFile = (file: File): LocalAsset => ({
  name: file.name,
  kind: 'file',
  files: [{ path: file.name, file }],
  ignored: 0,
})

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

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

async function filesBelow(folder: FileSystemDirectoryEntry, prefix: string): Promise<LocalFile[]> {
  const files: LocalFile[] = []
  for (const entry of await entriesOf(folder)) {
    if (isFile(entry)) files.push({ path: prefix + entry.name, file: await fileOf(entry) })
    else if (isDirectory(entry)) files.push(...(await filesBelow(entry, `${prefix}${entry.name}/`)))
  }
  return files
}

/** A reader hands out a folder in pieces (100 at a time in Chromium) and an empty piece at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const entries: FileSystemEntry[] = []
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (piece.length === 0) return entries
    entries.push(...piece)
  }
}
