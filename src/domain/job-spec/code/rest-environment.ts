import { isAddress } from '../assets/asset-fields.ts'
import type { InlineEnvironment } from '../assets/asset-specs.ts'
import type { EnvironmentFiles } from '../assets/environment-to-rest.ts'
import { pathSegment, step } from './rest-script.ts'
import type { Filling, Step } from './rest-script.ts'
import { shellQuote } from './shell.ts'

/** What a script reads and uploads before it can register an environment. */
export type EnvironmentParts = Readonly<{
  steps: readonly Step[]
  fillings: readonly Filling[]
  /** What stands in the body until the script fills it in. */
  files: EnvironmentFiles
}>

export function environmentParts({ build, condaFile, datastore }: InlineEnvironment): EnvironmentParts {
  if (typeof condaFile === 'string') {
    return {
      // What is printed into a variable loses the line breaks at its end; the dot keeps them.
      steps: [step(`conda_file=$(cat ${shellQuote(condaFile)} && printf .)\nconda_file=\${conda_file%.}`)],
      fillings: [{ path: 'properties.condaFile', variable: 'conda_file' }],
      files: { condaFile: '(read above)' },
    }
  }
  if (!build) return { steps: [], fillings: [], files: {} }
  if (isAddress(build.path)) return { steps: [], fillings: [], files: { buildContextUri: build.path } }
  const upload = `upload_context ${shellQuote(build.path)} ${pathSegment(datastore ?? 'workspaceblobstore')}`
  return {
    steps: [step(`build_context=$(${upload})`, 'upload_context')],
    fillings: [{ path: 'properties.build.contextUri', variable: 'build_context' }],
    files: { buildContextUri: '(uploaded above)' },
  }
}
