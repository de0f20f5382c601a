import { DatabaseSync, type SQLInputValue } from 'node:sqlite'

/** A resource as ARM answers it. What a client sent and the emulator does not know is kept as it came. */
export type ArmResource = {
  id: string
  name: string
  type: string
  location?: string
  tags?: Record<string, string>
  identity?: unknown
  sku?: unknown
  kind?: string
  systemData?: SystemData
  properties: Record<string, unknown>
}

export type SystemData = {
  createdBy: string
  createdByType: string
  createdAt: string
  lastModifiedBy: string
  lastModifiedByType: string
  lastModifiedAt: string
}

/** Opens the one database file. Every acknowledged write is on disk before the answer leaves (`synchronous=FULL`). */
export function openDatabase(file: string): DatabaseSync {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;')
  return db
}

/** Runs `work` in one transaction; a throw rolls back. Calls may nest: the inner one joins the outer. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  if (db.isTransaction) return work()
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // A full disk ends the transaction by itself.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Name segments that the service compares without case; all other names (jobs, assets, versions) keep theirs. */
const caselessNames = new Set(['subscriptions', 'resourcegroups', 'providers', 'workspaces', 'computes', 'datastores'])

/** What two spellings of the same resource id have in common: the key of the store. */
export function resourceKey(id: string): string {
  const segments = id.split('/').filter(Boolean)
  return (
    '/' +
    segments
      .map((segment, i) => {
        const isName = i % 2 === 1
        const type = (isName ? segments[i - 1] : segment)?.toLowerCase() ?? ''
        return !isName || caselessNames.has(type) ? segment.toLowerCase() : segment
      })
      .join('/')
  )
}

/** `/…/workspaces/w/models/m/versions/1` → `/…/workspaces/w/models/m/versions` (the collection it is listed in). */
const collectionOf = (key: string) => key.slice(0, key.lastIndexOf('/'))

export type ResourcePage = { items: ArmResource[]; next: string | undefined }

/** Whole ARM resources by id. Lists come newest first unless asked otherwise. */
export type ResourceStore = {
  /** Frozen: put a changed copy to change it. */
  get(id: string): ArmResource | undefined
  /**
   * Inserts or replaces; a replaced resource keeps its place in lists.
   * @param collectionId of a new resource: where it is listed, when that is not where its id says
   */
  put(resource: ArmResource, collectionId?: string): void
  delete(id: string): boolean
  /**
   * One page of a collection.
   * @param collectionId id of the collection, e.g. `{workspaceId}/jobs`
   * @param page `limit` items after the opaque token `after`
   */
  list(collectionId: string, page?: { after?: string; limit?: number; order?: 'newest' | 'oldest' }): ResourcePage
  /** Every resource of an ARM type below an id prefix, oldest first: subscriptions' workspaces and the like. */
  below(prefixId: string, type: string): ArmResource[]
  /** Removes a resource and everything below it. */
  deleteTree(id: string): void
}

/** Resources kept in memory; the cache starts afresh before it grows past this. */
const cacheLimit = 1000

/** All readers of a resource share one object, so none of them may change it. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const member of Object.values(value)) frozen(member)
  return Object.freeze(value)
}

export function createResourceStore(db: DatabaseSync): ResourceStore {
  db.exec(`create table if not exists resource(
    seq integer primary key, key text not null unique, collection text not null, type text not null, body text not null
  ) strict;
  create index if not exists resource_collection on resource(collection, seq);
  create index if not exists resource_type on resource(type, key);`)
  const get = db.prepare('select body from resource where key = ?')
  const put = db.prepare(`insert into resource(key, collection, type, body) values(?, ?, ?, ?)
    on conflict(key) do update set body = excluded.body, type = excluded.type`)
  const remove = db.prepare('delete from resource where key = ?')
  const removeTree = db.prepare("delete from resource where key = ? or substr(key, 1, ?) = ? || '/'")
  const below = db.prepare(
    "select body from resource where type = ? and substr(key, 1, cast(? as integer)) = ? || '/' order by seq",
  )
  const newest = db.prepare('select seq, body from resource where collection = ? and seq < ? order by seq desc limit ?')
  const oldest = db.prepare('select seq, body from resource where collection = ? and seq > ? order by seq limit ?')
  // Bodies were written by put() below, so their shape is known.
  const parse = (row: Record<string, unknown>) => JSON.parse(row['body'] as string) as ArmResource
  /** Every request reads its workspace, and a page follows a job for minutes. */
  const cache = new Map<string, ArmResource>()

  return {
    get(id) {
      const key = resourceKey(id)
      const known = cache.get(key)
      if (known) return known
      const row = get.get(key)
      if (!row) return undefined
      const resource = frozen(parse(row))
      // What a transaction reads of its own writes may be rolled back.
      if (db.isTransaction) return resource
      if (cache.size >= cacheLimit) cache.clear()
      cache.set(key, resource)
      return resource
    },
    put(resource, collectionId) {
      const key = resourceKey(resource.id)
      cache.delete(key)
      const collection = collectionId === undefined ? collectionOf(key) : resourceKey(`${collectionId}/x`).slice(0, -2)
      put.run(key, collection, resource.type.toLowerCase(), JSON.stringify(resource))
    },
    delete(id) {
      const key = resourceKey(id)
      cache.delete(key)
      return remove.run(key).changes > 0
    },
    list(collectionId, { after, limit = 100, order = 'newest' } = {}) {
      const collection = resourceKey(`${collectionId}/x`).slice(0, -2)
      const from: SQLInputValue = BigInt(after ?? (order === 'newest' ? Number.MAX_SAFE_INTEGER : 0))
      const rows = (order === 'newest' ? newest : oldest).all(collection, from, BigInt(limit + 1))
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return { items: page.map(parse), next: rows.length > limit && last ? String(last['seq']) : undefined }
    },
    below(prefixId, type) {
      const key = resourceKey(prefixId)
      return below.all(type.toLowerCase(), BigInt(key.length + 1), key).map(parse)
    },
    deleteTree(id) {
      const key = resourceKey(id)
      cache.clear()
      removeTree.run(key, BigInt(key.length + 1), key)
    },
  }
}
