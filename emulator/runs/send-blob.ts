import type { FastifyReply } from 'fastify'
import type { BlobAccount, StoredBlob } from '../blob/blob-store.ts'

/** Sends a blob's bytes. Jobs wrote them, so a browser that opens the address must not run them on this origin. */
export function sendBlob(reply: FastifyReply, blobs: BlobAccount, blob: StoredBlob): FastifyReply {
  reply.headers({
    'content-type': blob.contentType,
    'content-length': String(blob.size),
    etag: blob.etag,
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': 'attachment',
  })
  // A live blob may grow on the way; what was promised is what is sent.
  return reply.send(blob.size === 0 ? '' : blobs.read(blob.container, blob.name, { start: 0, end: blob.size - 1 }))
}
