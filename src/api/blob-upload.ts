import { ArmError, NetworkError } from './arm-error.ts'

export type BlobUpload = Readonly<{
  /** Address of the container, with a signature that allows writing. */
  containerSasUri: string
  /** Path of the blob in the container, unescaped. */
  blobName: string
  file: Blob
  metadata?: Record<string, string>
  signal?: AbortSignal | undefined
  /** Called with how many bytes of this file have arrived. */
  onProgress?: (bytes: number) => void
}>

const mebibyte = 1024 * 1024

/**
 * Puts one blob, replacing what is there.
 *
 * @throws ArmError 403 when the signature has expired; NetworkError for no answer, which is also what a page gets when
 *   the storage account's CORS rules do not name its origin; the signal's reason once it is aborted
 */
export async function uploadBlob({ containerSasUri, blobName, file, metadata, signal, onProgress }: BlobUpload) {
  // 88 kB that only an upload needs.
  const { ContainerClient } = await import('@azure/storage-blob')
  const blob = new ContainerClient(containerSasUri).getBlockBlobClient(blobName)
  try {
    await blob.uploadData(file, {
      // Progress comes per request, so large files go in blocks.
      blockSize: 4 * mebibyte,
      maxSingleShotSize: 4 * mebibyte,
      concurrency: 4,
      blobHTTPHeaders: { blobContentType: file.type || 'application/octet-stream' },
      ...(metadata && { metadata }),
      ...(signal && { abortSignal: signal }),
      onProgress: ({ loadedBytes }) => onProgress?.(loadedBytes),
    })
  } catch (error) {
    signal?.throwIfAborted()
    throw toOurError(error, new URL(containerSasUri).host)
  }
}

/** Storage's client has an error type of its own; the rest of the studio knows two kinds of failure. */
export function toOurError(error: unknown, host: string): unknown {
  if (!(error instanceof Error) || error.name !== 'RestError') return error
  // RestError as @azure/core-rest-pipeline declares it; importing the class would load the library for nothing.
  const { statusCode, code, details } = error as Error & {
    statusCode?: number
    code?: string
    details?: { errorCode?: string; requestId?: string }
  }
  if (statusCode === undefined) return new NetworkError(host, { cause: error })
  return new ArmError(error.message.split('\n')[0] ?? error.message, {
    status: statusCode,
    code: details?.errorCode ?? code ?? `HTTP ${statusCode}`,
    requestId: details?.requestId ?? '',
  })
}
