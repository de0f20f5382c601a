import { parseEnvironmentOfJob } from '../../domain/job-spec/assets/environment-asset.ts'
import type { Path } from '../../domain/job-spec/problems.ts'
import { dataPathReference, environmentReference } from '../../domain/job-spec/references.ts'
import { setBlock } from '../../domain/job-spec/yaml/edit-block.ts'
import { setValue } from '../../domain/job-spec/yaml/edit-yaml.ts'
import { parseYaml } from '../../domain/job-spec/yaml/yaml-tree.ts'
import { nodeAt, toRecord } from '../../domain/job-spec/yaml/yaml-values.ts'
import { localKey, type LocalAssets } from '../../domain/local-files.ts'
import { applyEdits, type TextEdit } from '../../lib/text-edit.ts'

/** An environment in a file of its own, as `environment: file:…` names it. */
export type EnvironmentFile = Readonly<{
  /** Where in the job the reference stands. */
  at: Path
  /** Relative to the job's own file. */
  path: string
}>

/** The file in which a job says its environment is; undefined where the job has its environment in another way. */
export function environmentFileOf(text: string): EnvironmentFile | undefined {
  const yaml = parseYaml(text)
  if (!yaml.ok) return undefined
  const isSweep = nodeAt(yaml.root, ['trial'])?.kind === 'map'
  const at = isSweep ? ['trial', 'environment'] : ['environment']
  const node = nodeAt(yaml.root, at)
  const reference = node?.kind === 'scalar' ? environmentReference(node.text) : undefined
  return reference?.kind === 'file' ? { at, path: reference.path } : undefined
}

/** The file among what was picked for other local paths, such as in the code folder. */
export function pickedFileAt(assets: LocalAssets, path: string): Blob | undefined {
  const wanted = localKey(path)
  for (const [key, { kind, entries }] of assets) {
    if (kind === 'file' && key === wanted) return entries[0]?.file
    const start = key === '' ? '' : `${key}/`
    const inside = kind === 'folder' && wanted.startsWith(start) ? wanted.slice(start.length) : undefined
    const found = entries.find((entry) => entry.path === inside)
    if (found) return found.file
  }
  return undefined
}

/**
 * The job with what the file holds in the place of its reference, comments included. Local paths in the file, which are
 * relative to it, become relative to the job.
 *
 * @throws Error when the file holds no environment, or it cannot be written there
 */
export function withEnvironment(text: string, { at, path }: EnvironmentFile, content: string): string {
  const parsed = parseEnvironmentOfJob(content)
  if (!parsed.ok) {
    const [first] = parsed.problems
    throw new Error(`${path} holds no environment for a job. ${first ? `Line ${first.line}: ${first.message}` : ''}`)
  }
  const { build, condaFile } = parsed.value
  const locals = [
    ...(typeof condaFile === 'string' ? [{ key: ['conda_file'], local: condaFile }] : []),
    ...(build ? [{ key: ['build', 'path'], local: build.path }] : []),
  ].filter(({ local }) => dataPathReference(local).kind === 'local')
  const block = locals.reduce((now, { key, local }) => edited(now, setValue(now, key, beside(path, local))), content)
  const yaml = parseYaml(block)
  if (!yaml.ok) throw new Error(cannotWrite)
  // Only in the place of a map can one be written with its comments.
  const withMap = edited(text, setValue(text, at, toRecord(yaml.root)))
  return edited(withMap, setBlock(withMap, at, block))
}

const cannotWrite = 'The environment cannot be written into this YAML. Paste its content under “environment:”.'

function edited(text: string, edits: TextEdit[] | null): string {
  if (!edits) throw new Error(cannotWrite)
  return applyEdits(text, edits)
}

/** A path that a file names, as one who stands where that file's own path begins would name it. */
const beside = (file: string, local: string) => {
  const folder = localKey(file).split('/').slice(0, -1)
  return folder.length === 0 ? local : `./${[...folder, localKey(local)].join('/')}`
}
