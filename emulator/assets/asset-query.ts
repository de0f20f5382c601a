import { z } from 'zod'
import type { ArmResource } from '../store.ts'
import { parseBody } from '../validate.ts'

const count = z.coerce.number().int().min(1).max(1000).optional()

/** Query of the lists of containers and versions; each list knows a part of it, and unknown names are passed over. */
const assetQuery = z.object({
  $skip: z.string().optional(),
  $top: count,
  count,
  $orderBy: z.string().optional(),
  listViewType: z.enum(['ActiveOnly', 'ArchivedOnly', 'All']).default('ActiveOnly'),
  hash: z.string().optional(),
  hashVersion: z.string().optional(),
  version: z.string().optional(),
  description: z.string().optional(),
  tags: z.string().optional(),
  $tags: z.string().optional(),
  properties: z.string().optional(),
  offset: z.coerce.number().int().min(0).default(0),
})
export type AssetQuery = z.infer<typeof assetQuery>

/** @throws ServiceError 400 for a value that a known name cannot have */
export const parseAssetQuery = (query: unknown): AssetQuery => parseBody(assetQuery, query)

const defaultPageSize = 100
export const pageSizeOf = (query: AssetQuery): number => query.$top ?? query.count ?? defaultPageSize

/** Applies filters and order. @param items newest first, which is the order when none is asked for */
export function selectAssets(items: readonly ArmResource[], query: AssetQuery): ArmResource[] {
  const found = items.filter((item) => matchesQuery(item, query))
  return orderAssets(found, query.$orderBy).slice(query.offset)
}

function matchesQuery({ name, properties }: ArmResource, query: AssetQuery): boolean {
  const tags = textsOf(properties['tags'])
  const own = textsOf(properties['properties'])
  const isArchived = properties['isArchived'] === true
  return (
    (query.listViewType === 'All' || isArchived === (query.listViewType === 'ArchivedOnly')) &&
    (!query.version || name === query.version) &&
    (!query.description || contains(properties['description'], query.description)) &&
    // The names under which Microsoft's tools keep the hash of a code folder.
    (!query.hash || own['hash_sha256'] === query.hash) &&
    (!query.hashVersion || own['hash_version'] === query.hashVersion) &&
    hasAll(tags, query.tags ?? query.$tags) &&
    hasAll(own, query.properties)
  )
}

const contains = (text: unknown, part: string) => typeof text === 'string' && text.includes(part)

const textsOf = (value: unknown) => (value ?? {}) as Record<string, string | null> // validated when it was stored

/** `a,b=2`: has a member `a`, and a member `b` that is 2. */
function hasAll(values: Record<string, string | null>, wanted: string | undefined): boolean {
  return (wanted ?? '')
    .split(',')
    .filter(Boolean)
    .every((term) => {
      const [key = '', value] = term.split('=', 2)
      return Object.hasOwn(values, key) && (value === undefined || values[key] === value)
    })
}

/** `createdtime desc`, `lastmodified asc`, and the enum's `CreatedAtDesc`, `UpdatedAtAsc` and the like. */
function orderAssets(newestFirst: ArmResource[], orderBy: string | undefined): ArmResource[] {
  const isOldestFirst = /asc$/i.test(orderBy ?? '')
  if (!/^(last|updated)/i.test(orderBy ?? '')) return isOldestFirst ? newestFirst.toReversed() : newestFirst
  const time = ({ systemData }: ArmResource) => Date.parse(systemData?.lastModifiedAt ?? '') || 0
  return newestFirst.toSorted((a, b) => (isOldestFirst ? time(a) - time(b) : time(b) - time(a)))
}
