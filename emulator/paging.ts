import { ServiceError } from './errors.ts'

/** A page of a sorted list, and the token of the page after it. */
export type Page<T> = { items: T[]; next: string | undefined }

/**
 * A page as ARM answers it. The address of the next one is the request's own, with another continuation token.
 * @param origin the cloud's
 * @param url path and query as they came
 */
export function armPage(origin: string, url: string, { items, next }: Page<object>) {
  if (next === undefined) return { value: items }
  const nextUrl = new URL(url, origin)
  nextUrl.searchParams.set('$skip', next)
  return { value: items, nextLink: nextUrl.href }
}

const invalidToken = (token: string) =>
  new ServiceError(400, 'InvalidContinuationToken', `The continuation token '${token}' is invalid.`)

/**
 * The `after` of a page of the resource store, whose tokens are handed out as they are.
 * @throws ServiceError 400 for a token that is none of its
 */
export function pageAfter(skip: string | undefined): { after?: string } {
  if (skip === undefined) return {}
  if (/^\d{1,15}$/.test(skip)) return { after: skip }
  throw invalidToken(skip)
}

/**
 * Cuts a page out of a list that is in memory. The token names the last item shown, so that items which come or go
 * between two pages neither repeat nor hide others.
 * @param skip the token of the page before
 * @param keyOf what makes an item unique
 * @throws ServiceError 400 for a token that is none of ours
 */
export function pageOf<T>(
  items: readonly T[],
  { skip, size, keyOf }: { skip: string | undefined; size: number; keyOf: (item: T) => string },
): Page<T> {
  const start = skip === undefined ? 0 : startAfter(items, skip, keyOf)
  const page = items.slice(start, start + size)
  const last = page.at(-1)
  const hasMore = start + page.length < items.length
  const next = hasMore && last ? Buffer.from(`${start + page.length}:${keyOf(last)}`).toString('base64url') : undefined
  return { items: page, next }
}

/** The item after the one that the token names; its old place where that one is gone. */
function startAfter<T>(items: readonly T[], skip: string, keyOf: (item: T) => string): number {
  const token = /^(\d+):(.*)$/s.exec(Buffer.from(skip, 'base64url').toString())
  if (!token) throw invalidToken(skip)
  const index = items.findIndex((item) => keyOf(item) === token[2])
  return index < 0 ? Number(token[1]) - 1 : index + 1
}
