import { unresolvedReferences } from '../../domain/job-spec/jobs/job.ts'
import { dataPathReference } from '../../domain/job-spec/references.ts'
import type { JobSpec } from '../../domain/job-spec/jobs/sweep-job-spec.ts'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'
import { formatBytes } from '../../lib/numbers.ts'
import type { LocalAssetsDraft } from '../../parts/use-local-assets.ts'

/** `environment: file:env.yml` names a file that may name further ones. */
export const environmentFileMessage =
  'An environment in a file of its own cannot be sent as it is: choose the file in the form, and what it holds is put here.'

export type PlacedMessage = { path: string[]; message: string }

/**
 * What stands in the way of uploading what a job names by local paths, by its place in the YAML. A browser cannot open a
 * path by itself.
 *
 * @param lost what was picked once but could not be kept over a reload
 */
export function missingFiles(
  spec: Partial<JobSpec>,
  assets: LocalAssets,
  lost: LocalAssetsDraft['lost'] = new Map(),
): PlacedMessage[] {
  function unlessPicked(path: string[], localPath: string): PlacedMessage[] {
    if (localPath === '') return [{ path, message: 'Say where it is, or choose it from your disk.' }]
    const asset = assets.get(localKey(localPath))
    if (asset && asset.files.length > 0) return []
    const gone = lost.get(localKey(localPath))
    if (!asset && gone) {
      const message = `Choose ${localPath} once more: ${formatBytes(gone.bytes)} were too much to be kept when the page was left.`
      return [{ path, message }]
    }
    if (!asset) return [{ path, message: `Choose ${localPath} from your disk, so that it can be uploaded.` }]
    return [{ path, message: `Nothing is left to upload of ${localPath}: all of its files are left out.` }]
  }

  const run = 'trial' in spec ? ['trial'] : []
  const environment = [...run, 'environment']
  return unresolvedReferences(completed(spec)).flatMap((reference) => {
    if (reference.kind === 'file') return [{ path: environment, message: environmentFileMessage }]
    if (reference.kind === 'local') {
      const path = reference.at === 'code' ? [...run, 'code'] : ['inputs', reference.key, 'path']
      return unlessPicked(path, reference.path)
    }
    if (reference.kind !== 'inline') return []
    const { build, condaFile } = reference.environment
    if (build && isLocal(build.path)) return unlessPicked([...environment, 'build', 'path'], build.path)
    return typeof condaFile === 'string' ? unlessPicked([...environment, 'conda_file'], condaFile) : []
  })
}

/** Every local path that a job names. */
export const localPathsOf = (spec: Partial<JobSpec>): string[] =>
  unresolvedReferences(completed(spec)).flatMap((reference) => {
    if (reference.kind === 'local') return [reference.path]
    if (reference.kind !== 'inline') return []
    const { build, condaFile } = reference.environment
    return [build?.path, condaFile].filter((path): path is string => typeof path === 'string' && isLocal(path))
  })

/** A job that is still being typed, with nothing in the places that a whole one must fill. */
function completed(spec: Partial<JobSpec>): JobSpec {
  const run = { command: '', environment: '' }
  if (!('trial' in spec)) return { ...run, ...spec }
  const objective = { goal: 'minimize' as const, primaryMetric: '' }
  return { trial: run, objective, limits: { maxTotalTrials: 1 }, ...spec }
}

const isLocal = (path: string) => path !== '' && dataPathReference(path).kind === 'local'

/** The local path to write for something picked: the one that is there where it names the same thing, else `./name`. */
export function pathForPick(current: string, asset: LocalAsset): string {
  return isLocal(current) && localKey(current).split('/').at(-1) === asset.name ? current : `./${asset.name}`
}
