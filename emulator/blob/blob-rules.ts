import type { IncomingHttpHeaders } from 'node:http'
import { ServiceError } from '../errors.ts'

export type ByteRange = { start: number; end: number }

/**
 * The range a client asks for; `x-ms-range` wins over `range`.
 * @returns both ends included; undefined for the whole blob, also when the header is in no form the service reads
 * @throws ServiceError 416 InvalidRange, with the size, when the range begins behind the last byte
 */
export function requestedRange(headers: IncomingHttpHeaders, size: number): ByteRange | undefined {
  const value = headers['x-ms-range'] ?? headers.range
  const match = /^bytes=(\d+)-(\d*)$/.exec(typeof value === 'string' ? value.trim() : '')
  if (!match) return undefined
  const start = Number(match[1])
  const end = match[2] ? Number(match[2]) : size - 1
  if (match[2] && end < start) return undefined
  if (start >= size) {
    throw new ServiceError(
      416,
      'InvalidRange',
      'The range specified is invalid for the current size of the resource.',
      {
        headers: { 'content-range': `bytes */${size}` },
      },
    )
  }
  return { start, end: Math.min(end, size - 1) }
}

type Version = { etag: string; lastModified: number }

/** `*` matches whatever is there; otherwise one of the listed ETags must be the blob's. */
const namesVersion = (header: string, { etag }: Version) =>
  header.trim() === '*' || header.split(',').some((item) => item.trim().replace(/^W\//, '') === etag)

/** HTTP dates have whole seconds. */
const isNewerThan = (date: string, { lastModified }: Version) =>
  Math.floor(lastModified / 1000) * 1000 > Date.parse(date)

/**
 * Whether a conditional read finds its blob unchanged, so that the answer is 304.
 * @throws ServiceError 412 ConditionNotMet
 */
export function isUnchanged(headers: IncomingHttpHeaders, blob: Version): boolean {
  requireUnmodified(headers, blob)
  const unlessMatch = headers['if-none-match']
  if (unlessMatch !== undefined) return namesVersion(unlessMatch, blob)
  const since = headers['if-modified-since']
  return since !== undefined && !isNewerThan(since, blob)
}

/**
 * Checks the conditions of a write against the blob that is there, if any.
 * @throws ServiceError 412 ConditionNotMet, 409 BlobAlreadyExists for `If-None-Match: *`
 */
export function checkWrite(headers: IncomingHttpHeaders, blob: Version | undefined): void {
  if (!blob) {
    if (headers['if-match'] !== undefined) throw conditionNotMet()
    return
  }
  requireUnmodified(headers, blob)
  const unlessMatch = headers['if-none-match']
  if (unlessMatch?.trim() === '*')
    throw new ServiceError(409, 'BlobAlreadyExists', 'The specified blob already exists.')
  if (unlessMatch !== undefined && namesVersion(unlessMatch, blob)) throw conditionNotMet()
  const since = headers['if-modified-since']
  if (since !== undefined && !isNewerThan(since, blob)) throw conditionNotMet()
}

function requireUnmodified(headers: IncomingHttpHeaders, blob: Version): void {
  const match = headers['if-match']
  const since = headers['if-unmodified-since']
  if (match !== undefined && !namesVersion(match, blob)) throw conditionNotMet()
  if (since !== undefined && isNewerThan(since, blob)) throw conditionNotMet()
}

const conditionNotMet = () =>
  new ServiceError(412, 'ConditionNotMet', 'The condition specified using HTTP conditional header(s) is not met.')
