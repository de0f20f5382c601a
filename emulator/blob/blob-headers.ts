import type { IncomingMessage } from 'node:http'
import { ServiceError } from '../errors.ts'
import type { BlobHeaders } from './blob-index.ts'
import type { StoredBlob } from './blob-store.ts'

export const headerText = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}

/** The headers and metadata that a write gives its blob. @throws ServiceError 400 InvalidMetadata */
export function contentOf(request: IncomingMessage): {
  headers: Partial<BlobHeaders>
  metadata: Record<string, string>
} {
  const sent = {
    contentType: headerText(request, 'x-ms-blob-content-type') ?? headerText(request, 'content-type'),
    contentEncoding: headerText(request, 'x-ms-blob-content-encoding'),
    contentLanguage: headerText(request, 'x-ms-blob-content-language'),
    contentDisposition: headerText(request, 'x-ms-blob-content-disposition'),
    cacheControl: headerText(request, 'x-ms-blob-cache-control'),
  }
  const headers = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined))
  return { headers, metadata: metadataOf(request) }
}

/** @throws ServiceError 400 InvalidMetadata: names must be identifiers, as they become XML elements in lists */
export function metadataOf(request: IncomingMessage): Record<string, string> {
  const metadata: Record<string, string> = {}
  const raw = request.rawHeaders
  for (let i = 0; i + 1 < raw.length; i += 2) {
    // The raw headers, because names keep their case.
    const name = /^x-ms-meta-(.*)$/i.exec(raw[i] ?? '')?.[1]
    if (name === undefined) continue
    if (!/^[a-z_]\w*$/i.test(name)) throw new ServiceError(400, 'InvalidMetadata', 'A metadata name is invalid.')
    metadata[name] = raw[i + 1] ?? ''
  }
  return metadata
}

export const versionHeaders = (blob: StoredBlob) => ({
  etag: blob.etag,
  'last-modified': new Date(blob.lastModified).toUTCString(),
})

export const metadataHeaders = (blob: StoredBlob) =>
  Object.fromEntries(Object.entries(blob.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value]))

export function contentHeaders(blob: StoredBlob): Record<string, string> {
  const { contentType, contentEncoding, contentLanguage, contentDisposition, cacheControl } = blob.headers
  return {
    ...metadataHeaders(blob),
    'x-ms-blob-type': blob.kind,
    'content-type': contentType,
    ...(contentEncoding && { 'content-encoding': contentEncoding }),
    ...(contentLanguage && { 'content-language': contentLanguage }),
    ...(contentDisposition && { 'content-disposition': contentDisposition }),
    ...(cacheControl && { 'cache-control': cacheControl }),
  }
}

/** @throws ServiceError 411 for a chunked body, whose size nobody promised */
export function requireLength(request: IncomingMessage): void {
  if (request.headers['content-length'] === undefined) {
    throw new ServiceError(411, 'MissingContentLengthHeader', 'Content-Length HTTP header is not specified.')
  }
}

/** A body that has to be held in memory. @throws ServiceError 411, 413 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  requireLength(request)
  if (Number(request.headers['content-length']) > limit) {
    throw new ServiceError(413, 'RequestBodyTooLarge', 'The request body is too large.')
  }
  // A request without an encoding yields Buffers.
  return Buffer.concat((await request.toArray()) as Buffer[])
}
