import { workspaceId, type JobRef } from '../domain/refs.ts'
import { dataPlane } from './data-plane.ts'

/** A file that a job left behind. The service does not know sizes: ask the blob. */
export type Artifact = { artifactId?: string; path: string; etag?: string | null; createdTime?: string | null }

type ArtifactPage = { value: Artifact[]; continuationToken?: string | null }

const containerPath = ({ workspace, jobName }: JobRef) =>
  `/artifact/v2.0${workspaceId(workspace)}/artifacts/ExperimentRun/dcid.${encodeURIComponent(jobName)}`

export const artifacts = {
  /** All artifacts of a job. */
  async list(ref: JobRef): Promise<Artifact[]> {
    const client = await dataPlane(ref.workspace)
    const found: Artifact[] = []
    let continuationToken: string | undefined
    do {
      // Each page names the next one, so they cannot be fetched side by side.
      // oxlint-disable-next-line no-await-in-loop
      const page: ArtifactPage = await client.get<ArtifactPage>(containerPath(ref), {
        query: { continuationToken },
      })
      found.push(...page.value)
      continuationToken = page.continuationToken || undefined
    } while (continuationToken)
    return found
  },
  /** Where one artifact can be read for a while: `contentUri` holds a signature, so never store or show it. */
  contentInfo: async (ref: JobRef, path: string) =>
    (await dataPlane(ref.workspace)).get<{ contentUri: string }>(`${containerPath(ref)}/contentinfo`, {
      query: { path },
    }),
}
