import { ServiceError } from '../errors.ts'
import type { BlockLists, BlockRef, StoredBlob } from './blob-store.ts'

const declaration = '<?xml version="1.0" encoding="utf-8"?>'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
}
const escapeXml = (text: string) => text.replace(/[&<>"\r]/g, (char) => escapes[char] ?? char)

/** Characters that XML 1.0 cannot hold, not even escaped. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

const element = (name: string, text: string | number) => `<${name}>${escapeXml(String(text))}</${name}>`

const nameElement = (name: string) =>
  notXml.test(name) ? `<Name Encoded="true">${encodeURIComponent(name)}</Name>` : element('Name', name)

/** @param details elements of the service's own beside the message, such as `AuthenticationErrorDetail` */
export function errorXml(
  { code, message, details }: Pick<ServiceError, 'code' | 'message' | 'details'>,
  requestId: string,
  now: number,
): string {
  const text = `${message}\nRequestId:${requestId}\nTime:${new Date(now).toISOString()}`
  const more = details.map((detail) => element(detail.code, detail.message))
  return `${declaration}<Error>${element('Code', code)}${element('Message', text)}${more.join('')}</Error>`
}

function blobXml(blob: StoredBlob): string {
  const properties = [
    element('Last-Modified', new Date(blob.lastModified).toUTCString()),
    element('Etag', blob.etag.replaceAll('"', '')),
    element('Content-Length', blob.size),
    element('Content-Type', blob.headers.contentType),
    element('Content-Encoding', blob.headers.contentEncoding ?? ''),
    element('Content-Language', blob.headers.contentLanguage ?? ''),
    element('Cache-Control', blob.headers.cacheControl ?? ''),
    element('Content-Disposition', blob.headers.contentDisposition ?? ''),
    element('BlobType', blob.kind),
  ]
  // Metadata names came as HTTP header names, which are XML names too, except for a digit at the front.
  const metadata = Object.entries(blob.metadata).map(([name, value]) => element(name, value))
  return (
    `<Blob>${nameElement(blob.name)}<Properties>${properties.join('')}</Properties>` +
    `<Metadata>${metadata.join('')}</Metadata></Blob>`
  )
}

export type ListedPage = {
  endpoint: string
  container: string
  prefix: string
  delimiter: string
  marker: string
  limit: number
  blobs: StoredBlob[]
  prefixes: string[]
  next: string | undefined
}

/** Answer of List Blobs. https://learn.microsoft.com/rest/api/storageservices/list-blobs */
export function listXml(page: ListedPage, withMetadata: boolean): string {
  const items = [
    ...page.blobs.map((blob) => ({ name: blob.name, xml: blobXml(withMetadata ? blob : { ...blob, metadata: {} }) })),
    ...page.prefixes.map((name) => ({ name, xml: `<BlobPrefix>${nameElement(name)}</BlobPrefix>` })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
  return [
    declaration,
    `<EnumerationResults ServiceEndpoint="${escapeXml(page.endpoint)}" ContainerName="${escapeXml(page.container)}">`,
    element('Prefix', page.prefix),
    element('Marker', page.marker),
    element('MaxResults', page.limit),
    element('Delimiter', page.delimiter),
    `<Blobs>${items.map((item) => item.xml).join('')}</Blobs>`,
    element('NextMarker', page.next === undefined ? '' : encodeMarker(page.next)),
    '</EnumerationResults>',
  ].join('')
}

/** Markers are opaque, and base64 keeps any name out of trouble with XML. */
const encodeMarker = (name: string) => Buffer.from(name, 'utf8').toString('base64url')
export const decodeMarker = (marker: string) => Buffer.from(marker, 'base64url').toString('utf8')

/**
 * The blocks of Put Block List in their order. Block ids are base64, so there is nothing to unescape.
 * @throws ServiceError 400 InvalidXmlDocument
 */
export function parseBlockList(xml: string): BlockRef[] {
  if (!/<BlockList\b/.test(xml)) throw new ServiceError(400, 'InvalidXmlDocument', 'The XML is not a block list.')
  return [...xml.matchAll(/<(Latest|Uncommitted|Committed)>([^<]*)<\/\1>/g)].map(([, from, blockId = '']) => ({
    from: from as BlockRef['from'], // The pattern has no others.
    blockId: blockId.trim(),
  }))
}

/** Answer of Get Block List; a list that was not asked for is left out. */
export function blockListXml(lists: Partial<BlockLists>): string {
  const list = (name: string, blocks: BlockLists['committed'] | undefined) =>
    blocks
      ? `<${name}>${blocks.map(({ blockId, size }) => `<Block>${element('Name', blockId)}${element('Size', size)}</Block>`).join('')}</${name}>`
      : ''
  const content = list('CommittedBlocks', lists.committed) + list('UncommittedBlocks', lists.uncommitted)
  return `${declaration}<BlockList>${content}</BlockList>`
}
