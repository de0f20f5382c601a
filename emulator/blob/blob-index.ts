import type { DatabaseSync } from 'node:sqlite'

/** HTTP headers that travel with a blob, by the names that BlobInfo and the wire give them. */
export type BlobHeaders = {
  contentType: string
  contentEncoding?: string
  contentLanguage?: string
  contentDisposition?: string
  cacheControl?: string
}

export type BlobKind = 'BlockBlob' | 'AppendBlob'

/** One row of the index. `file` is a name in the blob folder, or the absolute path of a file that still grows. */
export type BlobRow = {
  container: string
  name: string
  kind: BlobKind
  live: boolean
  file: string
  size: number
  etag: string
  modified: number
  headers: BlobHeaders
  metadata: Record<string, string>
}

/** A block that was put and is part of no blob yet. */
export type BlockRow = { blockId: string; file: string; size: number }

/** A block of a blob, in the order of its bytes. */
export type CommittedBlock = { blockId: string; size: number }

/** Uncommitted blocks are dropped a week after they were put, as in the service. */
const blockLifeMs = 7 * 24 * 3600 * 1000

/**
 * The first string that sorts behind every string with this prefix.
 * @returns undefined when there is none (an empty prefix)
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix)
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    // Lone surrogates are no text, so the code point behind U+D7FF is U+E000.
    if (point < 0x10ffff) return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
  }
  return undefined
}

export type BlobIndex = ReturnType<typeof openBlobIndex>

/**
 * What the account holds, without the bytes. Names are plain text here and never become paths: `a/b` and `a/b/c` may
 * both be blobs, and a name may hold `..`, `\` or `%`.
 */
export function openBlobIndex(db: DatabaseSync, now: number) {
  db.exec(`
    create table if not exists blob_container(name text primary key, modified int not null) strict, without rowid;
    create table if not exists blob(
      container text not null, name text not null, kind text not null, live int not null, file text not null,
      size int not null, etag text not null, modified int not null, headers text not null, metadata text not null,
      primary key(container, name)
    ) strict, without rowid;
    create table if not exists blob_block(
      container text not null, name text not null, block_id text not null, file text not null, size int not null,
      added int not null, primary key(container, name, block_id)
    ) strict, without rowid;
    create table if not exists blob_committed_block(
      container text not null, name text not null, position int not null, block_id text not null, size int not null,
      primary key(container, name, position)
    ) strict, without rowid;
  `)
  db.prepare('delete from blob_block where added < ?').run(now - blockLifeMs)

  const addContainer = db.prepare('insert or ignore into blob_container(name, modified) values(?, ?)')
  const getContainer = db.prepare('select modified from blob_container where name = ?')
  const get = db.prepare('select * from blob where container = ? and name = ?')
  const put = db.prepare(`insert or replace into blob
    (container, name, kind, live, file, size, etag, modified, headers, metadata) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const remove = db.prepare('delete from blob where container = ? and name = ?')
  const range = db.prepare(
    'select * from blob where container = ? and name >= ? and (name < ? or ? is null) order by name limit ?',
  )
  const putBlock = db.prepare(
    'insert or replace into blob_block(container, name, block_id, file, size, added) values(?, ?, ?, ?, ?, ?)',
  )
  const blocks = db.prepare(
    'select block_id as blockId, file, size from blob_block where container = ? and name = ? order by block_id',
  )
  const removeBlocks = db.prepare('delete from blob_block where container = ? and name = ?')
  const addCommitted = db.prepare(
    'insert into blob_committed_block(container, name, position, block_id, size) values(?, ?, ?, ?, ?)',
  )
  const committed = db.prepare(
    'select block_id as blockId, size from blob_committed_block where container = ? and name = ? order by position',
  )
  const removeCommitted = db.prepare('delete from blob_committed_block where container = ? and name = ?')
  const files = db.prepare('select file from blob where live = 0 union all select file from blob_block')

  return {
    ensureContainer: (name: string) => void addContainer.run(name, now),
    /** When the container was made, in milliseconds; undefined when it is not there. */
    containerModified: (name: string) => getContainer.get(name)?.['modified'] as number | undefined,
    get(container: string, name: string) {
      const row = get.get(container, name)
      return row && blobRow(row)
    },
    put: (row: BlobRow) =>
      void put.run(
        row.container,
        row.name,
        row.kind,
        row.live ? 1 : 0,
        row.file,
        row.size,
        row.etag,
        row.modified,
        JSON.stringify(row.headers),
        JSON.stringify(row.metadata),
      ),
    remove(container: string, name: string) {
      remove.run(container, name)
      removeCommitted.run(container, name)
    },
    /** At most `limit` rows with `from <= name < before`, in the order of their code points. */
    range: (container: string, from: string, before: string | undefined, limit: number) =>
      range.all(container, from, before ?? null, before ?? null, BigInt(limit)).map(blobRow),
    putBlock: (container: string, name: string, block: BlockRow, addedAt: number) =>
      void putBlock.run(container, name, block.blockId, block.file, block.size, addedAt),
    // The columns are those of BlockRow; putBlock above is the only writer.
    blocks: (container: string, name: string) => blocks.all(container, name) as unknown as BlockRow[],
    removeBlocks: (container: string, name: string) => void removeBlocks.run(container, name),
    // As above; setCommitted below is the only writer.
    committed: (container: string, name: string) => committed.all(container, name) as unknown as CommittedBlock[],
    setCommitted(container: string, name: string, list: readonly CommittedBlock[]) {
      removeCommitted.run(container, name)
      for (const [position, { blockId, size }] of list.entries()) {
        addCommitted.run(container, name, position, blockId, size)
      }
    },
    /** Every file in the blob folder that something refers to. */
    files: () => new Set(files.all().map((row) => row['file'] as string)),
  }
}

/** The columns were written by put() above, so their shapes are known. */
function blobRow(row: Record<string, unknown>): BlobRow {
  return {
    ...(row as Omit<BlobRow, 'live' | 'headers' | 'metadata'>),
    live: row['live'] === 1,
    headers: JSON.parse(row['headers'] as string) as BlobHeaders,
    metadata: JSON.parse(row['metadata'] as string) as Record<string, string>,
  }
}
