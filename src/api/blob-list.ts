import type { ContainerListBlobHierarchySegmentResponse as ListedPage } from '@azure/storage-blob'
import { toOurError } from './blob-upload.ts'

/** What lies directly in a folder of a container; names without the folder before them. */
export type BlobFolder = Readonly<{
  folders: readonly string[]
  files: readonly Readonly<{ name: string; size: number | undefined }>[]
  /** The folder holds more than was asked for. */
  isCut: boolean
}>

/**
 * One folder of a container, folders and files by name.
 *
 * @param containerSasUri address of the container, with a signature that allows listing
 * @param path of the folder, with a slash at its end; empty for the root
 * @param limit names to ask for at most; the service gives up to 5,000 at a time
 * @throws ArmError 403 when the signature has expired or does not allow listing; NetworkError for no answer, which is
 *   also what a page gets when the storage account's CORS rules do not name its origin
 */
export async function listBlobFolder(
  containerSasUri: string,
  path: string,
  { limit = 1_000, signal }: { limit?: number; signal?: AbortSignal } = {},
): Promise<BlobFolder> {
  // 88 kB that only those who browse need.
  const { ContainerClient } = await import('@azure/storage-blob')
  const pages = new ContainerClient(containerSasUri)
    .listBlobsByHierarchy('/', { prefix: path, ...(signal && { abortSignal: signal }) })
    .byPage({ maxPageSize: limit })
  try {
    const page: ListedPage | undefined = (await pages.next()).value
    const { blobPrefixes = [], blobItems = [] } = page?.segment ?? {}
    const nameOf = (name: string) => name.slice(path.length)
    return {
      folders: blobPrefixes.map(({ name }) => nameOf(name).replace(/\/$/, '')),
      files: blobItems
        .map(({ name, properties }) => ({ name: nameOf(name), size: properties.contentLength }))
        // A blob with the folder's own name marks an empty folder.
        .filter(({ name }) => name !== ''),
      isCut: Boolean(page?.continuationToken),
    }
  } catch (error) {
    signal?.throwIfAborted()
    throw toOurError(error, new URL(containerSasUri).host)
  }
}
