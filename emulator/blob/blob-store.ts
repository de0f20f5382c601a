import { randomBytes } from 'node:crypto'
import { createReadStream, openSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import type { Clock } from '../clock.ts'
import type { BlobInfo, BlobStore, NamedFile, Settings } from '../contracts.ts'
import { ServiceError } from '../errors.ts'
import { inTransaction } from '../store.ts'
import { loadAccountKey } from './account-key.ts'
import { escapeBlobName, locateBlob, toAzureAddress, toLocalAddress } from './blob-address.ts'
import { forEach, openBlobFiles, statFile, type FilePart } from './blob-files.ts'
import { openBlobIndex, type BlobHeaders, type BlobKind, type BlobRow, type CommittedBlock } from './blob-index.ts'
import { listRows, type ListOptions, type RowRange } from './blob-list.ts'
import { signSas, verifySas, type SasResource } from './sas.ts'

export type StoredBlob = BlobInfo & { kind: BlobKind; headers: BlobHeaders }

type Content = { headers?: Partial<BlobHeaders>; metadata?: Record<string, string>; md5?: string | undefined }

/** A block that a blob is to be made of, and where to look for it; `Latest` prefers one that is uncommitted. */
export type BlockRef = Readonly<{ from: 'Latest' | 'Uncommitted' | 'Committed'; blockId: string }>

export type BlockLists = Readonly<{ committed: readonly CommittedBlock[]; uncommitted: readonly CommittedBlock[] }>

/** The storage account: what the emulator itself needs of it, and the writes that only its REST API makes. */
export type BlobAccount = Omit<BlobStore, 'get' | 'list' | 'adoptAll'> & {
  adoptAll(container: string, files: readonly NamedFile[]): Promise<StoredBlob[]>
  get(container: string, name: string): StoredBlob | undefined
  list(container: string, options?: ListOptions): { blobs: StoredBlob[]; prefixes: string[]; next: string | undefined }
  /** When the container was made, in milliseconds; undefined when it is not there. */
  containerModified(container: string): number | undefined
  /** As `put`, with all that the REST API knows. @throws ServiceError 400 Md5Mismatch */
  putContent(container: string, name: string, body: Readable, content: Content): Promise<StoredBlob>
  putBlock(container: string, name: string, blockId: string, body: Readable, md5?: string): Promise<void>
  /**
   * Makes the blob of uncommitted blocks and of those that it is made of now, and forgets the others.
   * @throws ServiceError 400 InvalidBlockList
   */
  commitBlocks(container: string, name: string, blocks: readonly BlockRef[], content: Content): Promise<StoredBlob>
  /** Blocks that the blob is made of, and blocks that were put since. */
  blockLists(container: string, name: string): BlockLists
  createAppend(container: string, name: string, content: Content): Promise<StoredBlob>
  /** Appends to a blob that is there and is an append blob. @returns where the bytes begin, and the blob after them */
  append(container: string, name: string, bytes: Buffer): { offset: number; blob: StoredBlob }
  setMetadata(container: string, name: string, metadata: Record<string, string>): StoredBlob
  /** Checks the SAS in a query. @returns its permission letters @throws ServiceError 403 AuthenticationFailed */
  verifySas(query: URLSearchParams, resource: Omit<SasResource, 'account'>): string
}

export type BlobStoreOptions = { db: DatabaseSync; clock: Clock; dataDir: string; settings: Settings }

/** Of a file at once: a log is read by ranges of megabytes, and each piece costs a turn of the event loop. */
const readAtOnce = 512 * 1024

const newETag = () => `"0x${randomBytes(8).toString('hex').toUpperCase()}"`

/** Keeps the bytes in `{dataDir}/blobs` and the index in `db`; every write is on disk before its promise resolves. */
export function createBlobStore({ db, clock, dataDir, settings }: BlobStoreOptions): BlobAccount {
  const account = settings.storageAccount
  const key = loadAccountKey(dataDir)
  const index = openBlobIndex(db, clock.now())
  const files = openBlobFiles(`${dataDir}/blobs`)
  let cleaning: Promise<unknown> = Promise.allSettled([files.sweep(index.files())])

  const pathOf = (row: BlobRow) => (row.live ? row.file : files.pathOf(row.file))

  function stored(row: BlobRow): StoredBlob {
    const { container, name, kind, size, etag, modified, headers, metadata } = row
    const version = row.live ? statFile(row.file) : { size, etag, modified }
    return {
      container,
      name,
      kind,
      size: version.size,
      etag: version.etag,
      lastModified: version.modified,
      contentType: headers.contentType,
      headers,
      metadata,
    }
  }

  /** What stays behind when this fails is swept away at the next start. */
  const discard = (file: string) => {
    cleaning = Promise.allSettled([cleaning, files.remove(file)])
  }

  /** Puts a row in the place of an older one; nothing reads the older file from here on. */
  function replace(row: BlobRow, blocks: readonly CommittedBlock[] = []): StoredBlob {
    const before = index.get(row.container, row.name)
    inTransaction(db, () => {
      index.put(row)
      index.setCommitted(row.container, row.name, blocks)
    })
    if (before && !before.live && before.file !== row.file) discard(before.file)
    return stored(row)
  }

  function insert(
    where: { container: string; name: string; kind: BlobKind },
    made: { file: string; size: number },
    { headers, metadata = {} }: Content,
    blocks?: readonly CommittedBlock[],
  ): StoredBlob {
    const contentType = headers?.contentType ?? 'application/octet-stream'
    const row = { ...where, ...made, live: false, etag: newETag(), modified: clock.now(), metadata }
    return replace({ ...row, headers: { ...headers, contentType } }, blocks)
  }

  function existing(container: string, name: string): BlobRow {
    const row = index.get(container, name)
    if (!row) throw new ServiceError(404, 'BlobNotFound', 'The specified blob does not exist.')
    return row
  }

  /** Where the bytes of a blob's blocks are, by block id. */
  function committedParts(container: string, name: string): Map<string, FilePart> {
    const file = index.get(container, name)?.file ?? ''
    const parts = new Map<string, FilePart>()
    let start = 0
    for (const { blockId, size } of index.committed(container, name)) {
      parts.set(blockId, { file, start, size })
      start += size
    }
    return parts
  }

  const putLiveAll = (container: string, named: readonly NamedFile[]) =>
    inTransaction(db, () => {
      for (const { name, file, contentType = 'application/octet-stream' } of named) {
        const row = { container, name, kind: 'AppendBlob', live: true, file, ...statFile(file) } as const
        replace({ ...row, headers: { contentType }, metadata: {} })
      }
    })

  async function adoptAll(container: string, named: readonly NamedFile[]): Promise<StoredBlob[]> {
    const made = await files.takeAll(named.map(({ file }) => file))
    const blobs = inTransaction(db, () =>
      named.map(({ name, contentType = 'application/octet-stream' }, i) => {
        const { file, size } = made[i]! // One for each.
        // The ETag of a live file is that of its bytes, so whoever followed it sees that nothing changed at the end.
        const kept = { file, ...statFile(files.pathOf(file)), size }
        const row = { container, name, kind: 'BlockBlob', live: false, ...kept } as const
        return replace({ ...row, headers: { contentType }, metadata: {} })
      }),
    )
    // Only now: until here a live blob may have been read by its old path.
    await forEach(named, ({ file }) => rm(file, { force: true }))
    return blobs
  }

  const ownOrigins = [settings.origins.blob, settings.loopback.blob]

  const url = (container: string, name?: string) =>
    `${settings.origins.blob}/${account}/${container}${name === undefined ? '' : `/${escapeBlobName(name)}`}`

  return {
    ensureContainer: index.ensureContainer,
    containerModified: index.containerModified,
    async put(container, name, body, { contentType, metadata = {} } = {}) {
      const headers = contentType === undefined ? {} : { contentType }
      return insert({ container, name, kind: 'BlockBlob' }, await files.write(body), { headers, metadata })
    },
    putContent: async (container, name, body, content) =>
      insert({ container, name, kind: 'BlockBlob' }, await files.write(body, content.md5), content),
    putLive: (container, name, file, contentType) => putLiveAll(container, [{ name, file, contentType }]),
    putLiveAll,
    async adopt(container, name, file, contentType) {
      const [blob] = await adoptAll(container, [{ name, file, contentType }])
      return blob! // One for each.
    },
    adoptAll,
    get(container, name) {
      const row = index.get(container, name)
      return row && stored(row)
    },
    read(container, name, range) {
      const row = existing(container, name)
      if (stored(row).size === 0) return Readable.from([])
      const path = pathOf(row)
      // Opened here and now: a later overwrite or delete unlinks the file, but not from under this reader.
      return createReadStream(path, { fd: openSync(path, 'r'), highWaterMark: readAtOnce, ...range })
    },
    list(container, options = {}) {
      const range: RowRange = (from, before, limit) => index.range(container, from, before, limit)
      const { rows, ...page } = listRows(range, options)
      return { blobs: rows.map(stored), ...page }
    },
    async delete(container, name) {
      const row = index.get(container, name)
      if (!row) return false
      inTransaction(db, () => index.remove(container, name))
      if (!row.live) discard(row.file)
      return true
    },
    async putBlock(container, name, blockId, body, md5) {
      const made = await files.write(body, md5)
      const before = index.blocks(container, name).find((block) => block.blockId === blockId)
      index.putBlock(container, name, { blockId, ...made }, clock.now())
      if (before) discard(before.file)
    },
    blockLists: (container, name) => ({
      committed: index.committed(container, name),
      uncommitted: index.blocks(container, name),
    }),
    async commitBlocks(container, name, refs, content) {
      const blocks = index.blocks(container, name)
      const uncommitted = new Map(blocks.map(({ blockId, file, size }) => [blockId, { file, start: 0, size }]))
      const committed = committedParts(container, name)
      const parts = refs.map(({ from, blockId }) => {
        const part =
          (from === 'Committed' ? undefined : uncommitted.get(blockId)) ??
          (from === 'Uncommitted' ? undefined : committed.get(blockId))
        if (!part) throw new ServiceError(400, 'InvalidBlockList', 'The specified block list is invalid.')
        return { blockId, ...part }
      })
      const made = await files.concat(parts)
      const blob = inTransaction(db, () => {
        index.removeBlocks(container, name)
        return insert({ container, name, kind: 'BlockBlob' }, made, content, parts)
      })
      for (const block of blocks) discard(block.file)
      return blob
    },
    createAppend: async (container, name, content) =>
      insert({ container, name, kind: 'AppendBlob' }, await files.write(''), content),
    append(container, name, bytes) {
      const row = existing(container, name)
      if (row.kind !== 'AppendBlob' || row.live) {
        throw new ServiceError(409, 'InvalidBlobType', 'The blob type is invalid for this operation.')
      }
      files.writeAt(row.file, row.size, bytes)
      const grown = { ...row, size: row.size + bytes.length, etag: newETag(), modified: clock.now() }
      index.put(grown)
      return { offset: row.size, blob: stored(grown) }
    },
    setMetadata(container, name, metadata) {
      const row = { ...existing(container, name), metadata, etag: newETag(), modified: clock.now() }
      index.put(row)
      return stored(row)
    },
    url,
    sasUrl: ({ container, name }, permissions, seconds) =>
      `${url(container, name)}?${signSas(key, { account, container, name }, { permissions, now: clock.now(), seconds })}`,
    locate: (address) => locateBlob(address, account, ownOrigins),
    durableUrl: (address) => toAzureAddress(address, account, ownOrigins),
    currentUrl: (address) => toLocalAddress(address, account, settings.origins.blob),
    verifySas: (query, resource) => verifySas(key, query, { account, ...resource }, clock.now()),
    close: async () => void (await cleaning),
  }
}
