import type { ArtifactFolder } from '../artifact-folder.ts'
import type { EmulatorContext } from '../context.ts'
import { ServiceError } from '../errors.ts'
import type { BlobAccount, StoredBlob } from '../blob/blob-store.ts'

/** Logs are the runners', those of image builds and sweeps too: whoever may write artifacts must not replace them. */
const reservedFolders = ['user_logs', 'system_logs', 'azureml-logs']

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

/** @throws ServiceError 404 */
export function artifactBlob(blobs: BlobAccount, folder: ArtifactFolder, path: string): StoredBlob {
  const blob = blobs.get(folder.container, folder.prefix + artifactPath(path))
  if (!blob) throw new ServiceError(404, 'ResourceNotFound', `Run '${folder.runId}' has no artifact '${path}'.`)
  return blob
}

/** Artifacts on a page: some 200 kB of JSON. How many Azure sends is not known; its clients follow its tokens. */
const artifactPage = 500

/** Tokens are opaque, and base64 keeps any name out of trouble in an address. */
const tokenOf = (last: string | undefined) =>
  last === undefined ? null : Buffer.from(last, 'utf8').toString('base64url')
const lastOf = (token: string | undefined) => (token ? { after: Buffer.from(token, 'base64url').toString('utf8') } : {})

export type ArtifactPage = { blobs: StoredBlob[]; continuationToken: string | null }

/** Files of a run whose path begins with `prefix`, in the order of their names. @param token of the page before */
export function listArtifacts(
  blobs: BlobAccount,
  folder: ArtifactFolder,
  prefix: string,
  token: string | undefined,
): ArtifactPage {
  const page = blobs.list(folder.container, {
    prefix: folder.prefix + prefix,
    limit: artifactPage,
    ...lastOf(token),
  })
  return { blobs: page.blobs, continuationToken: tokenOf(page.next) }
}

/** Files and folders right in a folder of a run, in the order of their names. @param token of the page before */
export function listFolder(blobs: BlobAccount, folder: ArtifactFolder, path: string, token?: string) {
  const prefix = folder.prefix + (path === '' ? '' : `${path}/`)
  const page = blobs.list(folder.container, { prefix, delimiter: '/', limit: artifactPage, ...lastOf(token) })
  return { ...page, next: tokenOf(page.next) }
}

const pathIn = (folder: ArtifactFolder, blob: StoredBlob) => blob.name.slice(folder.prefix.length)

/** Where an artifact is, in the words of the artifact service. */
const placeOf = ({ runId }: ArtifactFolder, path: string) => ({
  origin: 'ExperimentRun',
  container: `dcid.${runId}`,
  path,
})

export const artifactToWire = (folder: ArtifactFolder, blob: StoredBlob) => ({
  artifactId: blob.name,
  ...placeOf(folder, pathIn(folder, blob)),
  etag: blob.etag,
  createdTime: new Date(blob.lastModified).toISOString(),
  dataPath: { dataStoreName: 'workspaceartifactstore', relativePath: blob.name },
  tags: {},
})

/** An artifact with an address that opens this one blob. @param permissions SAS letters */
export const contentInfo = (
  { blobs, switches }: EmulatorContext,
  folder: ArtifactFolder,
  path: string,
  permissions: string,
) => ({
  contentUri: blobs.sasUrl(
    { container: folder.container, name: folder.prefix + path },
    permissions,
    switches.sasSeconds,
  ),
  ...placeOf(folder, path),
  tags: {},
})

export const readInfo = (ctx: EmulatorContext, folder: ArtifactFolder, blob: StoredBlob) =>
  contentInfo(ctx, folder, pathIn(folder, blob), 'r')
