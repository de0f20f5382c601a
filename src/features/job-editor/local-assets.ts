import type { CommandJobSpec } from '../../domain/job-spec/command-job-spec.ts'
import { unresolvedReferences } from '../../domain/job-spec/command-job-to-rest.ts'
import type { Problem } from '../../domain/job-spec/problems.ts'
import { createProblemLog } from '../../domain/job-spec/problems.ts'
import { dataPathReference } from '../../domain/job-spec/references.ts'
import { parseYaml, spanAt } from '../../domain/job-spec/yaml-tree.ts'
import { localKey, type LocalAsset, type LocalAssets } from './local-files.ts'

/**
 * Problems for the local paths of a job whose files are not at hand. A browser cannot open a path by itself, and keeps
 * no hold of picked files when the page is left.
 */
export function missingFiles(
  text: string,
  spec: Partial<CommandJobSpec> | undefined,
  assets: LocalAssets,
): readonly Problem[] {
  const yaml = parseYaml(text)
  if (!yaml.ok || !spec) return []
  const log = createProblemLog(text)
  const check = (path: readonly string[], localPath: string) => {
    if (assets.has(localKey(localPath))) return
    log.error(spanAt(yaml.root, path), path, `Choose ${localPath} from your disk, so that it can be uploaded.`)
  }
  const { code, inputs, environment = '' } = spec
  for (const reference of unresolvedReferences({
    command: '',
    environment,
    ...(code && { code }),
    ...(inputs && { inputs }),
  })) {
    if (reference.at === 'code' && reference.kind === 'local') check(['code'], reference.path)
    if (reference.at === 'input' && reference.kind === 'local') check(['inputs', reference.key, 'path'], reference.path)
    if (
      reference.at === 'environment' &&
      reference.kind === 'inline' &&
      typeof reference.environment.condaFile === 'string'
    ) {
      check(['environment', 'conda_file'], reference.environment.condaFile)
    }
  }
  return log.problems
}

/** The local path to write for something picked: the one that is there where it names the same thing, else `./name`. */
export function pathForPick(current: string, asset: LocalAsset): string {
  const isLocal = current !== '' && dataPathReference(current).kind === 'local'
  return isLocal && localKey(current).split('/').at(-1) === asset.name ? current : `./${asset.name}`
}
