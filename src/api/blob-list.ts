import type {
  ContainerListBlobFlatSegmentResponse,
  ContainerListBlobHierarchySegmentResponse,
} from '@azure/storage-blob'
import { toOurError } from './blob-upload.ts'

type ListedPage = Pick<ContainerListBlobFlatSegmentResponse, 'continuationToken'> & {
  segment: Partial<ContainerListBlobHierarchySegmentResponse['segment']>
}

/** What lies directly in a folder of a container; names without the folder before them. */
export type BlobFolder = Readonly<{
  folders: readonly string[]
  files: readonly Readonly<{ name: string; size: number | undefined }>[]
  /** The folder holds more than was asked for. */
  isCut: boolean
}>

/** Some of what a container holds; names are paths from its root, those of folders with a slash at their end. */
export type BlobPage = Readonly<{
  folders: readonly string[]
  files: readonly Readonly<{ path: string; size: number | undefined; md5: string | undefined }>[]
  /** Gets the page after this one; undefined at the end. */
  next: string | undefined
}>

/**
 * One page of the blobs whose paths begin so.
 *
 * @param containerSasUri address of the container, with a signature that allows listing
 * @param prefix with a slash at its end for what is in a folder; empty for the whole container
 * @param options.isDeep however deep they lie; otherwise what lies further down counts as a folder
 * @param options.limit names to ask for at most; the service gives up to 5,000 at a time
 * @throws ArmError 403 when the signature has expired or does not allow listing; NetworkError for no answer, which is
 *   also what a page gets when the storage account's CORS rules do not name its origin
 */
export async function listBlobPage(
  containerSasUri: string,
  prefix: string,
  options: { isDeep?: boolean; token?: string | undefined; limit?: number; signal?: AbortSignal | undefined } = {},
): Promise<BlobPage> {
  const { isDeep = false, token, limit = 5_000, signal } = options
  // 88 kB that only those who browse need.
  const { ContainerClient } = await import('@azure/storage-blob')
  const container = new ContainerClient(containerSasUri)
  const listing = { prefix, ...(signal && { abortSignal: signal }) }
  const page = { maxPageSize: limit, ...(token !== undefined && { continuationToken: token }) }
  try {
    const answer: ListedPage | undefined = isDeep
      ? (await container.listBlobsFlat(listing).byPage(page).next()).value
      : (await container.listBlobsByHierarchy('/', listing).byPage(page).next()).value
    const { blobPrefixes = [], blobItems = [] } = answer?.segment ?? {}
    return {
      folders: blobPrefixes.map(({ name }) => name),
      files: blobItems.map(({ name, properties: { contentLength, contentMD5 } }) => ({
        path: name,
        size: contentLength,
        md5: contentMD5 && btoa(String.fromCharCode(...contentMD5)),
      })),
      next: answer?.continuationToken || undefined,
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw toOurError(error, new URL(containerSasUri).host)
  }
}

/**
 * The first of one folder of a container, folders and files by name.
 *
 * @param path of the folder, with a slash at its end; empty for the root
 * @throws as `listBlobPage`
 */
export async function listBlobFolder(
  containerSasUri: string,
  path: string,
  { limit = 1_000, signal }: { limit?: number; signal?: AbortSignal } = {},
): Promise<BlobFolder> {
  const page = await listBlobPage(containerSasUri, path, { limit, signal })
  const nameOf = (name: string) => name.slice(path.length)
  return {
    folders: page.folders.map((name) => nameOf(name).replace(/\/$/, '')),
    files: page.files
      .map((file) => ({ name: nameOf(file.path), size: file.size }))
      // A blob with the folder's own name marks an empty folder.
      .filter(({ name }) => name !== ''),
    isCut: page.next !== undefined,
  }
}
