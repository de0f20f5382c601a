import { parseIgnoreFile, type IgnoreFile, type IgnoreRule } from '../lib/ignore-file.ts'
import type { LocalFile } from './content-hash.ts'

/** A folder or file as it was when it was picked. */
export type PickedAsset = Readonly<{
  name: string
  kind: 'folder' | 'file'
  /** Everything in it; what is ignored, too. */
  files: readonly LocalFile[]
  /** Content of the ignore files at its top, by name. */
  ignoreTexts: Readonly<Record<string, string>>
}>

/** What was decided about it since. */
export type LocalChanges = Readonly<{
  /** Paths of files that the user left out. */
  leftOut: ReadonlySet<string>
  /** New content by path: of files that were picked, and of new ones. */
  texts: ReadonlyMap<string, string>
}>

/** A file of a local folder, whether it is uploaded or not. */
export type LocalEntry = LocalFile &
  Readonly<{
    origin: 'picked' | 'edited' | 'new'
    /** Why it stays at home: the user's choice, or a line of the ignore file. */
    leftOut?: 'user' | IgnoreRule | undefined
  }>

/** A folder or file on the user's disk that the YAML names by a local path. Made by the functions below only. */
export type LocalAsset = Readonly<{
  name: string
  kind: 'folder' | 'file'
  /** What is uploaded. Empty when all of it was ignored or left out. */
  files: readonly LocalFile[]
  /** All there is, by path. */
  entries: readonly LocalEntry[]
  ignoreFile: (IgnoreFile & Readonly<{ name: string; text: string }>) | undefined
  picked: PickedAsset
  changes: LocalChanges
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

/** Bytes that are uploaded. */
export const sizeOf = ({ files }: Pick<LocalAsset, 'files'>) => files.reduce((bytes, { file }) => bytes + file.size, 0)

/** The one that is there first counts; they are never joined. */
const ignoreFileNames = ['.amlignore', '.gitignore']

/**
 * A folder. Only an ignore file at its top counts, as for Azure ML's other clients.
 * @throws Error if there is no file in it
 */
export async function localFolder(name: string, files: readonly LocalFile[]): Promise<LocalAsset> {
  if (files.length === 0) throw new Error(`The folder ${name} holds no files.`)
  const ignoreFiles = files.filter(({ path }) => ignoreFileNames.includes(path))
  const texts = await Promise.all(ignoreFiles.map(async ({ path, file }) => [path, await file.text()] as const))
  return localAsset({ name, kind: 'folder', files, ignoreTexts: Object.fromEntries(texts) })
}

export const localFile = (file: File): LocalAsset =>
  localAsset({ name: file.name, kind: 'file', files: [{ path: file.name, file }], ignoreTexts: {} })

const noChanges: LocalChanges = { leftOut: new Set(), texts: new Map() }

/** @param before the asset as it was, whose ignore rules need not be read again */
export function localAsset(picked: PickedAsset, changes: LocalChanges = noChanges, before?: LocalAsset): LocalAsset {
  const ignoreFile = ignoreFileOf(picked, changes, before)
  const pickedPaths = new Set(picked.files.map(({ path }) => path))
  const added = [...changes.texts].filter(([path]) => !pickedPaths.has(path))

  function entry(path: string, file: Blob, origin: LocalEntry['origin']): LocalEntry {
    const rule = ignoreFile?.ruleFor(path)
    const leftOut = rule?.ignores ? rule : changes.leftOut.has(path) ? 'user' : undefined
    return { path, file, origin, leftOut }
  }

  const entries = [
    ...picked.files.map(({ path, file }) => {
      const text = changes.texts.get(path)
      return text === undefined
        ? entry(path, file, 'picked')
        : entry(path, new Blob([text], { type: file.type }), 'edited')
    }),
    ...added.map(([path, text]) => entry(path, new Blob([text], { type: 'text/plain' }), 'new')),
  ]
  const files = entries.filter(({ leftOut }) => leftOut === undefined)
  return { name: picked.name, kind: picked.kind, files, entries, ignoreFile, picked, changes }
}

function ignoreFileOf(picked: PickedAsset, { texts }: LocalChanges, before: LocalAsset | undefined) {
  for (const name of ignoreFileNames) {
    const text = picked.kind === 'folder' ? (texts.get(name) ?? picked.ignoreTexts[name]) : undefined
    if (text === undefined) continue
    const known = before?.ignoreFile
    return known?.name === name && known.text === text ? known : { name, text, ...parseIgnoreFile(text) }
  }
  return undefined
}

/** The asset with other changes; what was picked stays. */
export const withChanges = (asset: LocalAsset, changes: Partial<LocalChanges>): LocalAsset =>
  localAsset(asset.picked, { ...asset.changes, ...changes }, asset)

/** Leaves files out, or takes them back in. */
export function withLeftOut(asset: LocalAsset, paths: readonly string[], isLeftOut: boolean): LocalAsset {
  const leftOut = new Set(asset.changes.leftOut)
  for (const path of paths) {
    if (isLeftOut) leftOut.add(path)
    else leftOut.delete(path)
  }
  return withChanges(asset, { leftOut })
}

/**
 * Gives a file another content, or makes a new one.
 * @param text undefined for the content it was picked with; a new file goes
 */
export function withText(asset: LocalAsset, path: string, text: string | undefined): LocalAsset {
  const texts = new Map(asset.changes.texts)
  if (text === undefined) texts.delete(path)
  else texts.set(path, text)
  return withChanges(asset, { texts })
}

/** How many files stay at home, by reason. */
export function leftOutCounts({ entries }: LocalAsset): { ignored: number; byUser: number } {
  const all = entries.filter(({ leftOut }) => leftOut !== undefined)
  const byUser = all.filter(({ leftOut }) => leftOut === 'user').length
  return { ignored: all.length - byUser, byUser }
}

/** Above these Azure ML's CLI (100 MB) and its documentation (2,000 files) warn: a snapshot is sent with each job. */
const manyBytes = 100_000_000
const manyFiles = 2_000

export type SizeWarning = Readonly<{ tooManyFiles: boolean; tooManyBytes: boolean }>

export function sizeWarning(asset: LocalAsset): SizeWarning | undefined {
  const warning = { tooManyFiles: asset.files.length > manyFiles, tooManyBytes: sizeOf(asset) > manyBytes }
  return warning.tooManyBytes || warning.tooManyFiles ? warning : undefined
}

/** What is wrong with the path of a new file, if anything. */
export function newPathProblem(asset: LocalAsset, path: string): string | undefined {
  if (path === '') return 'A name is needed.'
  const parts = path.split('/')
  if (path.includes('\\') || parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'Name a file below the folder, with / between folders: lib/model.py.'
  if (asset.entries.some((entry) => entry.path === path || entry.path.startsWith(`${path}/`)))
    return `There is a ${path} already.`
  const inFile = asset.entries.find((entry) => path.startsWith(`${entry.path}/`))
  return inFile && `${inFile.path} is a file, not a folder.`
}
