import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { unresolvedReferences } from '../../domain/job-spec/job.ts'
import { dataPathReference } from '../../domain/job-spec/references.ts'
import { localBuildMessage } from './inline-environment.ts'
import { localKey, type LocalAsset, type LocalAssets } from '../../domain/local-files.ts'

/** `environment: file:env.yml` names a file that may name further ones. */
export const environmentFileMessage =
  'An environment in a file of its own cannot be read here: paste its content under “environment:”.'

export type PlacedMessage = { path: string[]; message: string }

/**
 * What stands in the way of uploading what a job names by local paths, by its place in the YAML. A browser cannot open a
 * path by itself.
 */
export function missingFiles(spec: Partial<CommandJobSpec>, assets: LocalAssets): PlacedMessage[] {
  function unlessPicked(path: string[], localPath: string): PlacedMessage[] {
    const asset = assets.get(localKey(localPath))
    if (!asset) return [{ path, message: `Choose ${localPath} from your disk, so that it can be uploaded.` }]
    if (asset.files.length > 0) return []
    return [{ path, message: `Nothing is left to upload of ${localPath}: all of its files are left out.` }]
  }

  return unresolvedReferences({ command: '', environment: '', ...spec }).flatMap((reference) => {
    if (reference.kind === 'file') return [{ path: ['environment'], message: environmentFileMessage }]
    if (reference.kind === 'local') {
      const path = reference.at === 'code' ? ['code'] : ['inputs', reference.key, 'path']
      return unlessPicked(path, reference.path)
    }
    if (reference.kind !== 'inline') return []
    const { build, condaFile } = reference.environment
    if (build && isLocal(build.path)) return [{ path: ['environment', 'build', 'path'], message: localBuildMessage }]
    return typeof condaFile === 'string' ? unlessPicked(['environment', 'conda_file'], condaFile) : []
  })
}

const isLocal = (path: string) => path !== '' && dataPathReference(path).kind === 'local'

/** The local path to write for something picked: the one that is there where it names the same thing, else `./name`. */
export function pathForPick(current: string, asset: LocalAsset): string {
  return isLocal(current) && localKey(current).split('/').at(-1) === asset.name ? current : `./${asset.name}`
}
