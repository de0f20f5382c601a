import { ServiceError } from './errors.ts'

/**
 * The `after` of a page of the resource store, whose tokens are handed out as they are.
 * @throws ServiceError 400 for a `$skip` that is none of its tokens
 */
export function pageAfter(query: Readonly<Record<string, string | undefined>>): { after?: string } {
  const token = query['$skip']
  if (token === undefined) return {}
  if (/^\d{1,15}$/.test(token)) return { after: token }
  throw new ServiceError(400, 'InvalidContinuationToken', `The continuation token '${token}' is invalid.`)
}
