import type { InlineEnvironment } from './asset-specs.ts'
import type { YamlValue } from '../yaml/yaml-values.ts'
import { defined } from '../format/rest-reader.ts'
import { yamlText } from '../yaml/yaml-text.ts'

/** The name under which the CLI registers environments that are given in a job; the version is a hash of the body. */
export const anonymousEnvironmentName = 'CliV2AnonymousEnvironment'

/** What only the caller can fetch: the text of a conda file named by its path, the address of an uploaded folder. */
export type EnvironmentFiles = Readonly<{ condaFile?: string; buildContextUri?: string }>

export type EnvironmentVersionBody = {
  isAnonymous: true
  image?: string | undefined
  /** The conda file as YAML text. */
  condaFile?: string | undefined
  build?: { contextUri: string; dockerfilePath?: string } | undefined
  osType?: 'Linux' | 'Windows' | undefined
  inferenceConfig?: Record<string, unknown> | undefined
  description?: string | undefined
  tags?: Record<string, string | null> | undefined
  properties?: Record<string, string | null> | undefined
}

/**
 * The body of `PUT environments/{anonymousEnvironmentName}/versions/{hash}` for an environment given in a job.
 * @throws Error when the environment names a file or a folder that `files` does not hold: a mistake of the caller
 */
export function inlineEnvironmentToRest(
  environment: InlineEnvironment,
  files: EnvironmentFiles = {},
): { properties: EnvironmentVersionBody } {
  const { build, condaFile, osType, inferenceConfig } = environment
  const body: EnvironmentVersionBody = {
    isAnonymous: true,
    image: environment.image,
    condaFile: condaFile === undefined ? undefined : condaText(condaFile, files),
    build: build && {
      contextUri: needed(files.buildContextUri, 'buildContextUri'),
      ...(build.dockerfilePath !== undefined && { dockerfilePath: build.dockerfilePath }),
    },
    osType: osType && (osType === 'windows' ? 'Windows' : 'Linux'),
    inferenceConfig: inferenceConfig && camelCaseKeys(inferenceConfig),
    description: environment.description,
    tags: environment.tags,
    properties: environment.properties,
  }
  return { properties: defined(body) }
}

/** Keys of content given in place are sorted, as the CLI does: the same packages get the same hash. */
function condaText(condaFile: string | Record<string, unknown>, files: EnvironmentFiles): string {
  if (typeof condaFile === 'string') return needed(files.condaFile, 'condaFile')
  const sorted = Object.entries(condaFile).toSorted(([a], [b]) => (a < b ? -1 : 1))
  // Content given in place came out of YAML.
  return yamlText(Object.fromEntries(sorted) as Record<string, YamlValue>)
}

/** `liveness_route` in YAML is `livenessRoute` in ARM; so are the names inside. */
function camelCaseKeys(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, item]) => {
    const isMap = typeof item === 'object' && item !== null && !Array.isArray(item)
    const camel = key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return [camel, isMap ? camelCaseKeys(item as Record<string, unknown>) : item] as const
  })
  return Object.fromEntries(entries)
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`The environment needs “${name}”`)
  return value
}
