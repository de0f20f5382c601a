import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { unresolvedReferences, type UnresolvedReference } from '../../domain/job-spec/command-job-to-rest.ts'
import { dataPathReference } from '../../domain/job-spec/references.ts'
import { localKey, type LocalAsset, type LocalAssets } from './local-files.ts'

/**
 * What to say about local paths of a job whose files are not at hand, by their place in the YAML. A browser cannot open
 * a path by itself, and keeps no hold of picked files when the page is left.
 */
export function missingFiles(
  spec: Partial<CommandJobSpec>,
  assets: LocalAssets,
): { path: string[]; message: string }[] {
  return unresolvedReferences({ command: '', environment: '', ...spec })
    .map(localPathOf)
    .filter((local) => local !== undefined)
    .filter(({ localPath }) => !assets.has(localKey(localPath)))
    .map(({ path, localPath }) => ({
      path,
      message: `Choose ${localPath} from your disk, so that it can be uploaded.`,
    }))
}

function localPathOf(reference: UnresolvedReference): { path: string[]; localPath: string } | undefined {
  if (reference.kind === 'local') {
    const path = reference.at === 'code' ? ['code'] : ['inputs', reference.key, 'path']
    return { path, localPath: reference.path }
  }
  const condaFile = reference.kind === 'inline' ? reference.environment.condaFile : undefined
  return typeof condaFile === 'string' ? { path: ['environment', 'conda_file'], localPath: condaFile } : undefined
}

/** The local path to write for something picked: the one that is there where it names the same thing, else `./name`. */
export function pathForPick(current: string, asset: LocalAsset): string {
  const isLocal = current !== '' && dataPathReference(current).kind === 'local'
  return isLocal && localKey(current).split('/').at(-1) === asset.name ? current : `./${asset.name}`
}
