import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import type { ArtifactFolder } from '../artifact-folder.ts'
import type { BlobStore } from '../contracts.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
}
const contentType = (name: string) => contentTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'

/** Folders below the working folder that Azure keeps by itself. */
const keptFolders = ['outputs', 'logs']

/** What a path itself is; undefined when there is nothing. A link is a link: what is kept is moved away from its place. */
const lookAt = (path: string) => lstat(path).catch(() => undefined)

/** Regular files below a folder, as paths relative to it. Links are left out, the folder too: they may lead anywhere. */
async function filesBelow(folder: string): Promise<string[]> {
  if (!(await lookAt(folder))?.isDirectory()) return []
  const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
}

/**
 * Shows `./outputs` and `./logs` of a running job as its artifacts: the bytes stay where the job writes them.
 * @param works working folders, one on each node; of files that have one name the first is shown
 * @param shown blob names of earlier calls; new ones are added
 */
export async function showArtifacts(
  blobs: BlobStore,
  { container, prefix }: ArtifactFolder,
  works: readonly string[],
  shown: Set<string>,
) {
  for await (const { path, file } of keptFiles(works)) {
    const name = prefix + path
    if (shown.has(name)) continue
    blobs.putLive(container, name, file, contentType(file))
    shown.add(name)
  }
}

/**
 * Moves `./outputs` and `./logs` of a job that has ended into blob storage.
 * @param works working folders, one on each node; of files that have one name the first is kept
 * @param shown names that `showArtifacts` has put up; those whose files the job has removed go away
 * @returns the number of files
 */
export async function keepArtifacts(
  blobs: BlobStore,
  { container, prefix }: ArtifactFolder,
  works: readonly string[],
  shown: ReadonlySet<string>,
) {
  const kept = new Set<string>()
  for await (const { path, file } of keptFiles(works)) {
    const name = prefix + path
    if (kept.has(name)) continue
    await blobs.adopt(container, name, file, contentType(file))
    kept.add(name)
  }
  for (const name of shown) if (!kept.has(name)) await blobs.delete(container, name)
  return kept.size
}

/** Files below the kept folders of every node, with their paths among the artifacts. */
async function* keptFiles(works: readonly string[]) {
  for (const work of works) {
    for (const top of keptFolders) {
      for (const path of await filesBelow(`${work}/${top}`))
        yield { path: `${top}/${path}`, file: `${work}/${top}/${path}` }
    }
  }
}

/**
 * Moves what a job wrote to a named output into blob storage: a file becomes the blob, a folder what is below it.
 * @returns the number of files
 */
export async function keepOutput(blobs: BlobStore, path: string, to: { container: string; name: string }) {
  const root = to.name.replace(/\/$/, '')
  if ((await lookAt(path))?.isFile()) {
    await blobs.adopt(to.container, root, path, contentType(path))
    return 1
  }
  const files = await filesBelow(path)
  for (const file of files) await blobs.adopt(to.container, `${root}/${file}`, `${path}/${file}`, contentType(file))
  return files.length
}
