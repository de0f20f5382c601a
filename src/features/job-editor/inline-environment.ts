import type { InlineEnvironment } from '../../domain/job-spec/command-job-spec.ts'
import { anonymousEnvironmentName, inlineEnvironmentToRest } from '../../domain/job-spec/environment-to-rest.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'

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
  const { build, condaFile } = environment
  if (build && !/^https?:/.test(build.path)) throw new Error(localBuildMessage)
  const body = inlineEnvironmentToRest(environment, {
    ...(typeof condaFile === 'string' && { condaFile: await textAt(condaFile) }),
    ...(build && { buildContextUri: build.path }),
  })
  const { description: _, tags: __, properties: ___, ...content } = body.properties
  const version = await hashOf(JSON.stringify(content))
  return services.environments.putVersion(workspace, anonymousEnvironmentName, version, body)
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
