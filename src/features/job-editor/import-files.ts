import type { LocalFile } from '../../domain/content-hash.ts'
import { detectKind, type YamlKind } from '../../domain/job-spec/detect-kind.ts'
import { localFile, localFolder, localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'

/** A YAML file among others. */
export type FoundYaml = Readonly<{ path: string; text: string; kind: YamlKind | undefined }>

/** No job's YAML comes near it; what is larger is data. */
const largestYaml = 100_000
const mostYaml = 200

/**
 * The YAML files among the files of a folder, jobs that can be submitted first, then those nearest to its top.
 * @param files by their paths below one folder
 */
export async function findYaml(files: readonly LocalFile[]): Promise<FoundYaml[]> {
  const candidates = files.filter(({ path, file }) => /\.ya?ml$/i.test(path) && file.size <= largestYaml)
  const depth = ({ path }: { path: string }) => path.split('/').length
  const nearest = candidates.toSorted((a, b) => depth(a) - depth(b) || (a.path < b.path ? -1 : 1)).slice(0, mostYaml)
  const found = await Promise.all(
    nearest.map(async ({ path, file }) => {
      const text = await file.text()
      return { path, text, kind: detectKind(text, path) }
    }),
  )
  const isJob = ({ kind }: FoundYaml) => kind === 'command' || kind === 'sweep'
  return [...found.filter(isJob), ...found.filter((yaml) => !isJob(yaml))]
}

/**
 * What a YAML file names by local paths, taken from the files that came with it; paths are relative to the YAML file.
 * @returns the assets that are there, by `localKey`
 */
export async function assetsBeside(
  yamlPath: string,
  localPaths: readonly string[],
  files: readonly LocalFile[],
): Promise<LocalAssets> {
  const folder = yamlPath.split('/').slice(0, -1)
  const found = await Promise.all(
    localPaths.map(async (localPath) => {
      const asset = await assetAt(resolve(folder, localPath), files)
      return asset ? ([[localKey(localPath), asset]] as const) : []
    }),
  )
  return new Map(found.flat())
}

async function assetAt(path: string | undefined, files: readonly LocalFile[]): Promise<LocalAsset | undefined> {
  if (path === undefined) return undefined
  const name = path.split('/').at(-1) || 'code'
  const same = files.find((file) => file.path === path)
  if (same) return localFile(new File([same.file], name))
  const start = path === '' ? '' : `${path}/`
  const below = files
    .filter((file) => file.path.startsWith(start))
    .map(({ path: full, file }) => ({ path: full.slice(start.length), file }))
  return below.length > 0 ? localFolder(name, below) : undefined
}

/** Undefined when the path leads out of what came. */
function resolve(folder: readonly string[], localPath: string): string | undefined {
  const parts = [...folder]
  for (const part of localKey(localPath).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '') parts.push(part)
  }
  return localPath.startsWith('/') ? undefined : parts.join('/')
}
