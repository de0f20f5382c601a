import type { InlineEnvironment } from '../../domain/job-spec/command-job-spec.ts'
import { yamlText } from '../../domain/job-spec/yaml-text.ts'
import type { YamlValue } from '../../domain/job-spec/fields.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'

/** The name that Azure ML's clients file environments under that were given inside of a job. */
const anonymousName = 'CliV2AnonymousEnvironment'

/** Images are built from a context that the service can reach. */
export const localBuildMessage =
  'Building from a local folder is not possible here. Register the environment first, then name it.'

type Context = Readonly<{
  services: Pick<SubmitServices, 'environments'>
  workspace: WorkspaceRef
  /** The text of a local file that was picked. @throws Error when it was not */
  textAt: (path: string) => Promise<string>
}>

/**
 * Registers an environment that a job brings along. Its version is a hash of its content, so the same one is
 * registered once however often it is used.
 *
 * @returns the registered version
 * @throws Error for a build from a local folder, which is not uploaded from here
 */
export async function registerEnvironment(environment: InlineEnvironment, { services, workspace, textAt }: Context) {
  const { image, build, condaFile, osType, inferenceConfig, description, tags, properties } = environment
  if (build && !/^https?:/.test(build.path)) {
    throw new Error(localBuildMessage)
  }
  const content = {
    ...(image && { image }),
    ...(condaFile && { condaFile: await condaText(condaFile, textAt) }),
    ...(build && { build: { contextUri: build.path, dockerfilePath: build.dockerfilePath ?? 'Dockerfile' } }),
    osType: osType === 'windows' ? 'Windows' : 'Linux',
    ...(inferenceConfig && { inferenceConfig }),
  }
  const version = await hashOf(JSON.stringify(content))
  return services.environments.putVersion(workspace, anonymousName, version, {
    properties: {
      ...content,
      isAnonymous: true,
      ...(description !== undefined && { description }),
      ...(tags && { tags }),
      ...(properties && { properties }),
    },
  })
}

const condaText = (condaFile: NonNullable<InlineEnvironment['condaFile']>, textAt: Context['textAt']) =>
  // A conda file written in place came out of YAML.
  typeof condaFile === 'string' ? textAt(condaFile) : yamlText(condaFile as Record<string, YamlValue>)

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
