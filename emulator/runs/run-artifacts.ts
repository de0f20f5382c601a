import { artifactContainer, artifactPrefix, type EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import type { BlobAccount, StoredBlob } from '../blob/blob-store.ts'

/** Life of the addresses that run history and the artifact service hand out, as the service's are. */
export const sasSeconds = 8 * 3600

/** Logs are the runner's: whoever may write artifacts must not replace them. */
const reservedFolders = ['user_logs', 'system_logs']

const badPath = (path: string) => new ServiceError(400, 'InvalidArtifactPath', `'${path}' is no path within a run.`)

/**
 * Checks a path below a run's artifacts; slashes at its ends do not count.
 * @returns segments joined by `/`; empty for the run's own folder
 * @throws ServiceError 400 when it would leave the folder or is not in its shortest form
 */
export function artifactPath(path: string): string {
  const plain = path.replace(/^\/|\/$/g, '')
  const segments = plain.split(/[/\\]/)
  if (plain !== '' && segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw badPath(path)
  }
  if (path.includes('\0')) throw badPath(path)
  return plain
}

/** As `artifactPath`, for a file to be written. @throws ServiceError 400 */
export function writablePath(path: string): string {
  const plain = artifactPath(path)
  if (plain === '') throw badPath(path)
  const [folder = ''] = plain.split('/')
  if (!reservedFolders.includes(folder)) return plain
  throw new ServiceError(400, 'InvalidArtifactPath', `The folder '${folder}' is kept for the logs of the job.`)
}

export const blobNameOf = (runId: string, path: string) => `${artifactPrefix(runId)}${path}`

/** @throws ServiceError 404 */
export function artifactBlob(blobs: BlobAccount, runId: string, path: string): StoredBlob {
  const blob = blobs.get(artifactContainer, blobNameOf(runId, artifactPath(path)))
  if (!blob) throw new ServiceError(404, 'ResourceNotFound', `Run '${runId}' has no artifact '${path}'.`)
  return blob
}

export type ArtifactPage = { blobs: StoredBlob[]; continuationToken: string | null }

/** Files of a run whose path begins with `prefix`, in the order of their names. @param token of the page before */
export function listArtifacts(
  blobs: BlobAccount,
  runId: string,
  prefix: string,
  token: string | undefined,
): ArtifactPage {
  const after = token ? Buffer.from(token, 'base64url').toString('utf8') : undefined
  const page = blobs.list(artifactContainer, {
    prefix: blobNameOf(runId, prefix),
    limit: 500,
    ...(after !== undefined && { after }),
  })
  const next = page.next === undefined ? null : Buffer.from(page.next, 'utf8').toString('base64url')
  return { blobs: page.blobs, continuationToken: next }
}

const pathIn = (runId: string, blob: { name: string }) => blob.name.slice(artifactPrefix(runId).length)

/** Where an artifact is, in the words of the artifact service. */
const placeOf = (runId: string, path: string) => ({ origin: 'ExperimentRun', container: `dcid.${runId}`, path })

export const artifactToWire = (runId: string, blob: StoredBlob) => ({
  artifactId: blob.name,
  ...placeOf(runId, pathIn(runId, blob)),
  etag: blob.etag,
  createdTime: new Date(blob.lastModified).toISOString(),
  dataPath: { dataStoreName: 'workspaceartifactstore', relativePath: blob.name },
  tags: {},
})

/** An artifact with an address that opens this one blob. @param permissions SAS letters */
export const contentInfo = ({ blobs }: EmulatorContext, runId: string, path: string, permissions: string) => ({
  contentUri: blobs.sasUrl({ container: artifactContainer, name: blobNameOf(runId, path) }, permissions, sasSeconds),
  ...placeOf(runId, path),
  tags: {},
})

export const readInfo = (ctx: EmulatorContext, runId: string, blob: StoredBlob) =>
  contentInfo(ctx, runId, pathIn(runId, blob), 'r')
