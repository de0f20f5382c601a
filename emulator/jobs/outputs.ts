import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ArtifactFolder } from '../artifact-folder.ts'
import type { BlobStore, NamedFile } from '../contracts.ts'

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

/** Files that go into blob storage at once: few enough that nobody waits for the database meanwhile. */
const filesAtOnce = 500

const inBatches = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / filesAtOnce) }, (_, i) =>
    items.slice(i * filesAtOnce, (i + 1) * filesAtOnce),
  )

/**
 * Shows `./outputs` and `./logs` of a running job as its artifacts: the bytes stay where the job writes them.
 * @param works working folders, one on each node; of files that have one name the first is shown
 * @param shown blob names of earlier calls; new ones are added
 */
export async function showArtifacts(
  blobs: BlobStore,
  folder: ArtifactFolder,
  works: readonly string[],
  shown: Set<string>,
) {
  const files = (await keptFiles(folder, works)).filter(({ name }) => !shown.has(name))
  for (const batch of inBatches(files)) {
    blobs.putLiveAll(folder.container, batch)
    for (const { name } of batch) shown.add(name)
    // oxlint-disable-next-line no-await-in-loop -- lets others in between
    await setImmediate()
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
  folder: ArtifactFolder,
  works: readonly string[],
  shown: ReadonlySet<string>,
) {
  const files = await keptFiles(folder, works)
  await adoptAll(blobs, folder.container, files)
  const kept = new Set(files.map(({ name }) => name))
  for (const name of shown) if (!kept.has(name)) await blobs.delete(folder.container, name)
  return files.length
}

/** Files below the kept folders of every node, under their names among the artifacts; the first of each name. */
async function keptFiles({ prefix }: ArtifactFolder, works: readonly string[]): Promise<NamedFile[]> {
  const found = new Map<string, NamedFile>()
  for (const work of works) {
    for (const top of keptFolders) {
      for (const path of await filesBelow(`${work}/${top}`)) {
        const [name, file] = [`${prefix}${top}/${path}`, `${work}/${top}/${path}`]
        if (!found.has(name)) found.set(name, { name, file, contentType: contentType(file) })
      }
    }
  }
  return Array.from(found.values())
}

async function adoptAll(blobs: BlobStore, container: string, files: readonly NamedFile[]) {
  // oxlint-disable-next-line no-await-in-loop -- a batch is as much as should be under way
  for (const batch of inBatches(files)) await blobs.adoptAll(container, batch)
}

/**
 * Moves what a job wrote to a named output into blob storage: a file becomes the blob, a folder what is below it.
 * @returns the number of files
 */
export async function keepOutput(blobs: BlobStore, path: string, to: { container: string; name: string }) {
  const root = to.name.replace(/\/$/, '')
  const isFile = (await lookAt(path))?.isFile()
  const files = isFile
    ? [{ name: root, file: path, contentType: contentType(path) }]
    : (await filesBelow(path)).map((file) => ({
        name: `${root}/${file}`,
        file: `${path}/${file}`,
        contentType: contentType(file),
      }))
  await adoptAll(blobs, to.container, files)
  return files.length
}
