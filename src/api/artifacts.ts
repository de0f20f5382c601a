import { workspaceId, type JobRef } from '../domain/refs.ts'
import { dataPlane } from './data-plane.ts'

/** A file that a job left behind. The service does not know sizes: ask the blob. */
export type Artifact = { artifactId?: string; path: string; etag?: string | null; createdTime?: string | null }

type Page<T> = { value: T[]; continuationToken?: string | null }

/** An artifact's path and an address that can be read for a while; it holds a signature, so never store or show it. */
export type SignedArtifact = { path: string; contentUri: string }

const containerPath = ({ workspace, jobName }: JobRef) =>
  `/artifact/v2.0${workspaceId(workspace)}/artifacts/ExperimentRun/dcid.${encodeURIComponent(jobName)}`

type PageOptions = Readonly<{
  path?: string
  continuationToken?: string | undefined
  signal?: AbortSignal | undefined
}>

const queryOf = (path: string | undefined, continuationToken: string | undefined) => ({
  path: path || undefined,
  continuationToken,
})

export const artifacts = {
  /** All artifacts of a job. */
  async list(ref: JobRef): Promise<Artifact[]> {
    const found: Artifact[] = []
    let continuationToken: string | undefined
    do {
      // Each page names the next one, so they cannot be fetched side by side.
      // oxlint-disable-next-line no-await-in-loop
      const page: Page<Artifact> = await artifacts.page(ref, { continuationToken })
      found.push(...page.value)
      continuationToken = page.continuationToken || undefined
    } while (continuationToken)
    return found
  },
  /**
   * One page of the artifacts whose paths begin so, however deep they lie.
   * @param options.path with a slash at its end for what is in a folder; empty for all
   * @param options.continuationToken of the page before
   */
  page: async (ref: JobRef, { path, continuationToken, signal }: PageOptions): Promise<Page<Artifact>> =>
    (await dataPlane(ref.workspace)).get(containerPath(ref), { query: queryOf(path, continuationToken), signal }),
  /** The same page, with an address for each artifact: one request instead of one a file. */
  signedPage: async (ref: JobRef, { path, continuationToken, signal }: PageOptions): Promise<Page<SignedArtifact>> =>
    (await dataPlane(ref.workspace)).get(`${containerPath(ref)}/prefix/contentinfo`, {
      query: queryOf(path, continuationToken),
      signal,
    }),
  /** Where one artifact can be read for a while: `contentUri` holds a signature, so never store or show it. */
  contentInfo: async (ref: JobRef, path: string) =>
    (await dataPlane(ref.workspace)).get<{ contentUri: string }>(`${containerPath(ref)}/contentinfo`, {
      query: { path },
    }),
}
