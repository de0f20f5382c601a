import { text } from 'node:stream/consumers'
import { artifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'

type Stores = Pick<EmulatorContext, 'blobs' | 'resources'>

/** What a file among a job's logs and artifacts holds so far; undefined when it is not there. */
export async function readArtifact({ blobs, resources }: Stores, workspaceId: string, jobName: string, path: string) {
  const { container, prefix } = artifactFolder(resources, workspaceId, jobName)
  return blobs.get(container, prefix + path) && text(blobs.read(container, prefix + path))
}
