import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { ServiceError } from '../errors.ts'
import {
  contentHeaders,
  contentOf,
  headerText,
  metadataHeaders,
  metadataOf,
  readBody,
  requireLength,
  versionHeaders,
} from './blob-headers.ts'
import { checkWrite, isUnchanged, requestedRange, type ByteRange } from './blob-rules.ts'
import type { BlobAccount, StoredBlob } from './blob-store.ts'
import { blockListXml, decodeMarker, listXml, parseBlockList } from './blob-xml.ts'

/** One request to a container or blob of the account, after its signature was checked. */
export type BlobCall = Readonly<{
  blobs: BlobAccount
  request: IncomingMessage
  query: URLSearchParams
  container: string
  /** Empty for operations on the container. */
  name: string
  /** Letters of the signature. */
  permissions: string
}>

export type BlobAnswer = Readonly<{ status: number; headers?: Record<string, string>; body?: string | Readable }>

type Operation = Readonly<{
  /** One of these letters must be in the signature. */
  permissions: string
  run: (call: BlobCall) => BlobAnswer | Promise<BlobAnswer>
}>

/**
 * What is served, by method, kind of resource and `comp`.
 * Permissions: https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-permissions
 */
const operations: Readonly<Record<string, Operation>> = {
  'GET container': { permissions: 'rl', run: getContainer },
  'HEAD container': { permissions: 'rl', run: getContainer },
  'GET container list': { permissions: 'l', run: listBlobs },
  'GET blob': { permissions: 'r', run: getBlob },
  'HEAD blob': { permissions: 'r', run: getBlob },
  'GET blob metadata': { permissions: 'r', run: getMetadata },
  'HEAD blob metadata': { permissions: 'r', run: getMetadata },
  'PUT blob': { permissions: 'cw', run: putBlob },
  'PUT blob block': { permissions: 'cw', run: putBlock },
  'GET blob blocklist': { permissions: 'r', run: getBlockList },
  'PUT blob blocklist': { permissions: 'cw', run: putBlockList },
  'PUT blob appendblock': { permissions: 'aw', run: appendBlock },
  'PUT blob metadata': { permissions: 'w', run: setMetadata },
  'DELETE blob': { permissions: 'd', run: deleteBlob },
}

/**
 * Runs the operation a request asks for.
 * @throws ServiceError with the code and status of the service; 501 for an operation that is not part of the subset
 */
export async function runBlobOperation(call: BlobCall): Promise<BlobAnswer> {
  const { request, query, name } = call
  const resource = name === '' ? 'container' : 'blob'
  const key = [request.method, resource, query.get('comp') ?? ''].join(' ').trimEnd()
  const operation = operations[key]
  if (!operation || request.headers['x-ms-copy-source'] !== undefined) {
    throw new ServiceError(501, 'NotImplemented', `The local blob storage does not serve '${key}'.`)
  }
  if (!operation.permissions.split('').some((letter) => call.permissions.includes(letter))) {
    throw permissionMismatch()
  }
  if (call.blobs.containerModified(call.container) === undefined) {
    throw new ServiceError(404, 'ContainerNotFound', 'The specified container does not exist.')
  }
  return operation.run(call)
}

const permissionMismatch = () =>
  new ServiceError(
    403,
    'AuthorizationPermissionMismatch',
    'This request is not authorized to perform this operation using this permission.',
  )

function getContainer({ blobs, container }: BlobCall): BlobAnswer {
  const modified = blobs.containerModified(container) ?? 0
  return {
    status: 200,
    headers: { etag: `"0x${modified.toString(16).toUpperCase()}"`, 'last-modified': new Date(modified).toUTCString() },
  }
}

function listBlobs({ blobs, container, query }: BlobCall): BlobAnswer {
  const [prefix = '', delimiter = '', marker = ''] = ['prefix', 'delimiter', 'marker'].map(
    (key) => query.get(key) ?? '',
  )
  const asked = Number(query.get('maxresults') ?? 5000)
  if (!Number.isInteger(asked) || asked < 1) {
    throw new ServiceError(400, 'OutOfRangeQueryParameterValue', 'maxresults must be a whole number above 0.')
  }
  const limit = Math.min(asked, 5000)
  const page = blobs.list(container, { prefix, delimiter, limit, ...(marker && { after: decodeMarker(marker) }) })
  const withMetadata = (query.get('include') ?? '').split(',').includes('metadata')
  const endpoint = blobs.url('').slice(0, -1)
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: listXml({ endpoint, container, prefix, delimiter, marker, limit, ...page }, withMetadata),
  }
}

function getBlob({ blobs, request, query, container, name }: BlobCall): BlobAnswer {
  const blob = existing(blobs, container, name)
  const answer = readAnswer(request, blob, (range) => blobs.read(container, name, range))
  // A signature may rename a download or change its type: https://learn.microsoft.com/rest/api/storageservices/create-service-sas#specify-query-parameters-to-override-response-headers
  const overrides = [
    ['cache-control', 'rscc'],
    ['content-disposition', 'rscd'],
    ['content-encoding', 'rsce'],
    ['content-language', 'rscl'],
    ['content-type', 'rsct'],
  ] as const
  const signed = overrides.flatMap(([header, key]) => (query.get(key) ? [[header, query.get(key) ?? '']] : []))
  return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(signed) } }
}

/** Answer of Get Blob and Get Blob Properties: conditions first, then the range. */
export function readAnswer(
  request: IncomingMessage,
  blob: StoredBlob,
  open: (range: ByteRange) => Readable,
): BlobAnswer {
  if (isUnchanged(request.headers, blob)) return { status: 304, headers: versionHeaders(blob) }
  const range = request.method === 'HEAD' ? undefined : requestedRange(request.headers, blob.size)
  const { start, end } = range ?? { start: 0, end: blob.size - 1 }
  const headers: Record<string, string> = {
    ...versionHeaders(blob),
    ...contentHeaders(blob),
    'accept-ranges': 'bytes',
    'content-length': String(end - start + 1),
    ...(range && { 'content-range': `bytes ${start}-${end}/${blob.size}` }),
  }
  return {
    status: range ? 206 : 200,
    headers,
    ...(request.method !== 'HEAD' && blob.size > 0 && { body: open({ start, end }) }),
  }
}

function getMetadata({ blobs, container, name }: BlobCall): BlobAnswer {
  const blob = existing(blobs, container, name)
  return { status: 200, headers: { ...versionHeaders(blob), ...metadataHeaders(blob) } }
}

async function putBlob(call: BlobCall): Promise<BlobAnswer> {
  const { blobs, request, container, name } = call
  const kind = request.headers['x-ms-blob-type']
  if (kind !== 'BlockBlob' && kind !== 'AppendBlob') {
    throw new ServiceError(400, 'InvalidHeaderValue', "The header 'x-ms-blob-type' must be BlockBlob or AppendBlob.")
  }
  requireLength(request)
  checkOverwrite(call)
  const content = { ...contentOf(request), md5: headerText(request, 'content-md5') }
  const blob =
    kind === 'BlockBlob'
      ? await blobs.putContent(container, name, request, content)
      : await blobs.createAppend(container, name, content)
  return { status: 201, headers: versionHeaders(blob) }
}

async function putBlock({ blobs, request, query, container, name }: BlobCall): Promise<BlobAnswer> {
  const blockId = query.get('blockid')
  if (!blockId) throw new ServiceError(400, 'InvalidQueryParameterValue', "The query parameter 'blockid' is missing.")
  requireLength(request)
  await blobs.putBlock(container, name, blockId, request, headerText(request, 'content-md5'))
  return { status: 201 }
}

async function putBlockList(call: BlobCall): Promise<BlobAnswer> {
  const { blobs, request, container, name } = call
  checkOverwrite(call)
  // At most 50,000 blocks with ids of at most 88 characters.
  const xml = await readBody(request, 8 * 1024 * 1024)
  const blob = await blobs.commitBlocks(container, name, parseBlockList(xml.toString('utf8')), contentOf(request))
  return { status: 201, headers: versionHeaders(blob) }
}

/** https://learn.microsoft.com/rest/api/storageservices/get-block-list */
function getBlockList({ blobs, query, container, name }: BlobCall): BlobAnswer {
  const asked = query.get('blocklisttype') ?? 'committed'
  if (!['committed', 'uncommitted', 'all'].includes(asked)) {
    throw new ServiceError(400, 'InvalidQueryParameterValue', 'blocklisttype is committed, uncommitted or all.')
  }
  const { committed, uncommitted } = blobs.blockLists(container, name)
  // Blocks can be there before their blob is.
  const blob = uncommitted.length > 0 ? blobs.get(container, name) : existing(blobs, container, name)
  return {
    status: 200,
    headers: {
      'content-type': 'application/xml',
      'x-ms-blob-content-length': String(blob?.size ?? 0),
      ...(blob && versionHeaders(blob)),
    },
    body: blockListXml({
      ...(asked !== 'uncommitted' && { committed }),
      ...(asked !== 'committed' && { uncommitted }),
    }),
  }
}

async function appendBlock({ blobs, request, container, name }: BlobCall): Promise<BlobAnswer> {
  const bytes = await readBody(request, 100 * 1024 * 1024)
  const before = existing(blobs, container, name)
  checkWrite(request.headers, before)
  const position = headerText(request, 'x-ms-blob-condition-appendpos')
  if (position !== undefined && Number(position) !== before.size) {
    throw new ServiceError(412, 'AppendPositionConditionNotMet', 'The append position condition is not met.')
  }
  const { offset, blob } = blobs.append(container, name, bytes)
  return { status: 201, headers: { ...versionHeaders(blob), 'x-ms-blob-append-offset': String(offset) } }
}

function setMetadata({ blobs, request, container, name }: BlobCall): BlobAnswer {
  checkWrite(request.headers, existing(blobs, container, name))
  return { status: 200, headers: versionHeaders(blobs.setMetadata(container, name, metadataOf(request))) }
}

async function deleteBlob({ blobs, request, container, name }: BlobCall): Promise<BlobAnswer> {
  checkWrite(request.headers, existing(blobs, container, name))
  await blobs.delete(container, name)
  return { status: 202 }
}

function existing(blobs: BlobAccount, container: string, name: string): StoredBlob {
  const blob = blobs.get(container, name)
  if (!blob) throw new ServiceError(404, 'BlobNotFound', 'The specified blob does not exist.')
  return blob
}

/** Conditions of a write; and who may only create (`c`) may not replace. */
function checkOverwrite({ blobs, request, container, name, permissions }: BlobCall): void {
  if (name.length > 1024) throw new ServiceError(400, 'InvalidUri', 'A blob name has at most 1,024 characters.')
  const before = blobs.get(container, name)
  checkWrite(request.headers, before)
  if (before && !permissions.includes('w')) throw permissionMismatch()
}
