import type { BlockBlobClient } from '@azure/storage-blob'
import { mapConcurrent } from '../lib/concurrency.ts'
import { ArmError, NetworkError, retryAfterMs } from './arm-error.ts'

export type BlobUpload = Readonly<{
  /** Address of the container, with a signature that allows writing. */
  containerSasUri: string
  /** Path of the blob in the container, unescaped. */
  blobName: string
  file: Blob
  signal?: AbortSignal | undefined
  /** Called with how many bytes of this file have arrived. */
  onProgress?: (bytes: number) => void
  /** Carries out each request, once or several times: a request of its own has a small part of the file at most. */
  retry?: <T>(request: () => Promise<T>) => Promise<T>
}>

const mebibyte = 1024 * 1024

/** Files up to this size go in one request; progress comes per request. */
const largestWhole = 4 * mebibyte
const blockSize = 4 * mebibyte
/** The service takes 50,000 blocks a blob. */
const mostBlocks = 50_000
/** Each is read into memory, so that a file that has changed on the disk is told from a line that was cut. */
const parallelBlocks = 2

/**
 * Puts one blob, replacing what is there. Of a large one, blocks that an earlier attempt has left are not sent again:
 * give a name only to one content.
 *
 * @throws ArmError 403 when the signature has expired; NetworkError for no answer, which is also what a page gets when
 *   the storage account's CORS rules do not name its origin; DOMException `NotReadableError` for a file that was
 *   changed after it was picked; the signal's reason once it is aborted
 */
export async function uploadBlob(upload: BlobUpload): Promise<void> {
  const { containerSasUri, blobName, file, signal, onProgress, retry = once } = upload
  const blob = (await containerClient(containerSasUri)).getBlockBlobClient(blobName)
  const request = <T>(send: () => Promise<T>) => retry(() => send().catch(rethrow(containerSasUri, signal)))
  const blobHTTPHeaders = { blobContentType: file.type || 'application/octet-stream' }
  const abort = signal && { abortSignal: signal }

  if (file.size <= largestWhole) {
    await request(async () => blob.upload(await file.arrayBuffer(), file.size, { blobHTTPHeaders, ...abort }))
    onProgress?.(file.size)
    return
  }
  const blocks = blocksOf(file)
  const there = await request(() => stagedBlocks(blob, signal))
  let arrived = 0
  const arrive = (bytes: number) => onProgress?.((arrived += bytes))
  // The first failure ends the others: a half of a file is of no use.
  const failure = new AbortController()
  await mapConcurrent(blocks, parallelBlocks, async ({ id, part }) => {
    failure.signal.throwIfAborted()
    if (there.get(id) !== part.size)
      await request(async () => blob.stageBlock(id, await part.arrayBuffer(), part.size, { ...abort })).catch(
        (error: unknown) => {
          failure.abort(error)
          throw error
        },
      )
    arrive(part.size)
  })
  const ids = blocks.map(({ id }) => id)
  await request(() => blob.commitBlockList(ids, { blobHTTPHeaders, ...abort }))
}

/** A large file in pieces of equal length, by ids that are the same each time. */
function blocksOf(file: Blob): { id: string; part: Blob }[] {
  const size = Math.max(blockSize, Math.ceil(file.size / mostBlocks))
  return Array.from({ length: Math.ceil(file.size / size) }, (_, index) => ({
    id: btoa(String(index).padStart(6, '0')),
    part: file.slice(index * size, (index + 1) * size),
  }))
}

/** What lies there of a blob that was not finished, by block id. */
async function stagedBlocks(blob: BlockBlobClient, signal: AbortSignal | undefined): Promise<Map<string, number>> {
  try {
    const { uncommittedBlocks = [] } = await blob.getBlockList('uncommitted', {
      ...(signal && { abortSignal: signal }),
    })
    return new Map(uncommittedBlocks.map(({ name, size }) => [name, size]))
  } catch (error) {
    // Nothing was begun, or the signature allows writing alone: then all of it is sent.
    if (isRestError(error) && (error.statusCode === 404 || error.statusCode === 403)) return new Map()
    throw error
  }
}

/**
 * The blobs below a path, by name, with their sizes in bytes.
 * @param prefix with a slash at its end
 * @throws ArmError 403 when the signature does not allow listing; NetworkError
 */
export async function listBlobs(
  containerSasUri: string,
  prefix: string,
  signal?: AbortSignal,
): Promise<Map<string, number>> {
  const container = await containerClient(containerSasUri)
  const sizes = new Map<string, number>()
  try {
    for await (const blob of container.listBlobsFlat({ prefix, ...(signal && { abortSignal: signal }) }))
      sizes.set(blob.name, blob.properties.contentLength ?? 0)
  } catch (error) {
    rethrow(containerSasUri, signal)(error)
  }
  return sizes
}

/** Replaces the metadata of a blob. @throws ArmError, NetworkError */
export async function markBlob(
  containerSasUri: string,
  blobName: string,
  metadata: Readonly<Record<string, string>>,
): Promise<void> {
  const container = await containerClient(containerSasUri)
  await container.getBlobClient(blobName).setMetadata(metadata).catch(rethrow(containerSasUri, undefined))
}

async function containerClient(containerSasUri: string) {
  // 88 kB that only an upload needs.
  const { ContainerClient } = await import('@azure/storage-blob')
  // Whoever asks decides on retries, since only there is known what may be repeated and who waits for it.
  return new ContainerClient(containerSasUri, undefined, { retryOptions: { maxTries: 1 } })
}

const once = <T>(request: () => Promise<T>) => request()

/** @returns a handler that throws in our terms what storage's client threw in its own */
const rethrow =
  (containerSasUri: string, signal: AbortSignal | undefined) =>
  (error: unknown): never => {
    signal?.throwIfAborted()
    throw toOurError(error, new URL(containerSasUri).host)
  }

/** Storage's client has an error type of its own; the rest of the studio knows two kinds of failure. */
export function toOurError(error: unknown, host: string): unknown {
  if (!isRestError(error)) return error
  const { statusCode, code, details, response } = error
  if (statusCode === undefined) return new NetworkError(host, { cause: error })
  return new ArmError(error.message.split('\n')[0] ?? error.message, {
    status: statusCode,
    code: details?.errorCode ?? code ?? `HTTP ${statusCode}`,
    requestId: details?.requestId ?? '',
    retryAfterMs: retryAfterMs(response?.headers.get('retry-after') ?? null),
  })
}

type RestError = Error & {
  statusCode?: number
  code?: string
  details?: { errorCode?: string; requestId?: string }
  response?: { headers: { get: (name: string) => string | undefined } }
}

/** As @azure/core-rest-pipeline declares it; importing the class would load the library for nothing. */
const isRestError = (error: unknown): error is RestError => error instanceof Error && error.name === 'RestError'
