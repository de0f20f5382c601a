import { isAddress } from '../../domain/job-spec/assets/asset-fields.ts'
import type { InlineEnvironment } from '../../domain/job-spec/assets/asset-specs.ts'
import { anonymousEnvironmentName, inlineEnvironmentToRest } from '../../domain/job-spec/assets/environment-to-rest.ts'
import type { WorkspaceRef } from '../../domain/refs.ts'
import type { SubmitServices } from '../../queries/submit-services.ts'

type Context = Readonly<{
  services: Pick<SubmitServices, 'environments'>
  workspace: WorkspaceRef
  /** The text of a local file that was picked. @throws Error when it was not */
  textAt: (path: string) => Promise<string>
  /** Uploads a local folder that was picked. Gives its address in storage. @throws Error when it was not */
  uploadFolder: (path: string, datastoreName: string) => Promise<string>
}>

/**
 * Registers an environment that a job brings along. Its version is a hash of its content, so the same one is
 * registered once however often it is used.
 *
 * @returns the registered version
 */
export async function registerEnvironment(
  environment: InlineEnvironment,
  { services, workspace, textAt, uploadFolder }: Context,
) {
  const { build, condaFile, datastore = 'workspaceblobstore' } = environment
  const body = inlineEnvironmentToRest(environment, {
    ...(typeof condaFile === 'string' && { condaFile: await textAt(condaFile) }),
    ...(build && {
      buildContextUri: isAddress(build.path) ? build.path : await uploadFolder(build.path, datastore),
    }),
  })
  const { description: _, tags: __, properties: ___, ...content } = body.properties
  const version = await hashOf(JSON.stringify(content))
  return services.environments.putVersion(workspace, anonymousEnvironmentName, version, body)
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest).slice(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
