import { BlockBlobClient, ContainerClient, type RestError } from '@azure/storage-blob'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync, writeFileSync, appendFileSync } from 'node:fs'
import { request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClock } from '../clock.ts'
import { openDatabase } from '../store.ts'
import { createBlobServer } from './blob-server.ts'
import { createBlobStore, type BlobAccount } from './blob-store.ts'

const studio = 'http://localhost:5999'
const hour = 3600

const dataDir = mkdtempSync(join(tmpdir(), 'trainyard-blob-'))
const db = openDatabase(join(dataDir, 'test.sqlite'))
const clock = createClock()
let server: Server
let blobs: BlobAccount
let origin: string

beforeAll(async () => {
  const origins = { studio, cloud: 'http://localhost:5998', blob: '' }
  const settings = { dataDir, origins, loopback: origins, storageAccount: 'trainyard', accessTokenSeconds: hour }
  blobs = createBlobStore({ db, clock, dataDir, settings })
  blobs.ensureContainer('code')
  server = createBlobServer({ settings, clock, blobs }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  origins.blob = origin
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await blobs.close()
  db.close()
  rmSync(dataDir, { recursive: true })
})

const containerClient = (permissions = 'racwdl') =>
  new ContainerClient(blobs.sasUrl({ container: 'code' }, permissions, hour), undefined, {
    retryOptions: { maxTries: 1 },
  })

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('should have been refused'),
    (error: RestError) => ({ status: error.statusCode, code: error.code }),
  )

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

/** A request as it is written, without the client's own ideas about hosts and paths. */
async function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
  const { port } = server.address() as AddressInfo
  const sent = request({ host: '127.0.0.1', port, method, path, headers: { host: `localhost:${port}`, ...headers } })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

const sasPath = (name: string, permissions: string) =>
  blobs.sasUrl({ container: 'code', name }, permissions, hour).slice(origin.length)

describe('with the unmodified client library', () => {
  test('a small file is uploaded in one request and read back', async () => {
    const blob = containerClient().getBlockBlobClient('src/train.py')
    await blob.uploadData(Buffer.from('print(1)\n'), { blobHTTPHeaders: { blobContentType: 'text/x-python' } })

    expect((await blob.downloadToBuffer()).toString()).toBe('print(1)\n')
    const properties = await blob.getProperties()
    expect(properties).toMatchObject({ contentLength: 9, contentType: 'text/x-python', blobType: 'BlockBlob' })
  })

  test('a large file goes up in blocks with progress, and comes back byte for byte', async () => {
    const bytes = Buffer.alloc(9 * 1024 * 1024 + 17, 'trainyard ')
    const blob = containerClient().getBlockBlobClient('big.bin')
    const progress: number[] = []
    await blob.uploadData(bytes, {
      blockSize: 4 * 1024 * 1024,
      maxSingleShotSize: 1024,
      concurrency: 2,
      onProgress: ({ loadedBytes }) => progress.push(loadedBytes),
    })

    expect(progress.at(-1)).toBe(bytes.length)
    expect((await blob.downloadToBuffer()).equals(bytes)).toBe(true)
    expect((await blob.downloadToBuffer(5_000_000, 1000)).equals(bytes.subarray(5_000_000, 5_001_000))).toBe(true)
  })

  test('names may hold spaces, accents, percent signs and backslashes, and be folder and blob at once', async () => {
    const container = containerClient()
    const names = ['odd/file 1 é%.bin', 'odd/back\\slash', 'odd/100%25', 'odd/a', 'odd/a/b', 'odd/日本/😀+&<>"']
    for (const name of names) await container.getBlockBlobClient(name).uploadData(Buffer.from(name))

    const listed = await all(container.listBlobsFlat({ prefix: 'odd/' }))
    expect(listed.map((blob) => blob.name)).toEqual([...names].sort())
    for (const name of names) {
      expect((await container.getBlockBlobClient(name).downloadToBuffer()).toString()).toBe(name)
    }
  })

  test('lists come in pages, flat and by folder', async () => {
    const container = containerClient()
    const names = ['tree/a.txt', 'tree/b/1', 'tree/b/2', 'tree/c/3', 'tree/d.txt']
    for (const name of names) await container.getBlockBlobClient(name).uploadData(Buffer.from('x'))

    const pages = await all(container.listBlobsFlat({ prefix: 'tree/' }).byPage({ maxPageSize: 2 }))
    expect(pages.map((page) => page.segment.blobItems.map((item) => item.name))).toEqual([
      ['tree/a.txt', 'tree/b/1'],
      ['tree/b/2', 'tree/c/3'],
      ['tree/d.txt'],
    ])
    const folders = container.listBlobsByHierarchy('/', { prefix: 'tree/' }).byPage({ maxPageSize: 2 })
    const items = (await all(folders)).flatMap(({ segment }) => [
      [...(segment.blobPrefixes ?? []), ...segment.blobItems].map((item) => item.name).sort(),
    ])
    expect(items).toEqual([
      ['tree/a.txt', 'tree/b/'],
      ['tree/c/', 'tree/d.txt'],
    ])
  })

  test('metadata can be set and listed', async () => {
    const container = containerClient()
    const blob = container.getBlockBlobClient('marked')
    await blob.uploadData(Buffer.from('x'), { metadata: { stage: 'new' } })
    await blob.setMetadata({ upload_status: 'completed' })

    expect((await blob.getProperties()).metadata).toEqual({ upload_status: 'completed' })
    const [listed] = await all(container.listBlobsFlat({ prefix: 'marked', includeMetadata: true }))
    expect(listed?.metadata).toEqual({ upload_status: 'completed' })
  })

  test('an append blob grows by blocks', async () => {
    const blob = containerClient().getAppendBlobClient('log.txt')
    await blob.create()
    await blob.appendBlock('one\n', 4)
    const appended = await blob.appendBlock('two\n', 4, { conditions: { appendPosition: 4 } })

    expect(appended.blobAppendOffset).toBe('4')
    expect((await blob.downloadToBuffer()).toString()).toBe('one\ntwo\n')
    expect(await failure(blob.appendBlock('x', 1, { conditions: { appendPosition: 4 } }))).toEqual({
      status: 412,
      code: 'AppendPositionConditionNotMet',
    })
  })

  test('an upload that must not overwrite is refused, and a deleted blob is gone', async () => {
    const blob = containerClient().getBlockBlobClient('once')
    await blob.uploadData(Buffer.from('first'), { conditions: { ifNoneMatch: '*' } })
    expect(await failure(blob.uploadData(Buffer.from('2'), { conditions: { ifNoneMatch: '*' } }))).toEqual({
      status: 409,
      code: 'BlobAlreadyExists',
    })

    await blob.delete()
    expect(await blob.exists()).toBe(false)
    expect(await failure(blob.delete())).toEqual({ status: 404, code: 'BlobNotFound' })
  })

  test('an upload that broke off is resumed, and a blob is changed by some of its blocks', async () => {
    const blob = containerClient().getBlockBlobClient('resumed')
    const id = (word: string) => Buffer.from(word).toString('base64')
    await blob.stageBlock(id('a'), 'one ', 4)
    const left = await blob.getBlockList('uncommitted')
    expect(left.uncommittedBlocks).toEqual([{ name: id('a'), size: 4 }])
    await blob.stageBlock(id('b'), 'two ', 4)
    await blob.stageBlock(id('c'), 'three', 5)
    await blob.commitBlockList([id('a'), id('b'), id('c')])
    expect((await blob.getBlockList('all')).uncommittedBlocks).toEqual([])

    await blob.stageBlock(id('b'), 'zwei ', 5)
    await blob.commitBlockList([id('c'), id('b')])
    expect((await blob.downloadToBuffer()).toString()).toBe('threezwei ')
    const { committedBlocks, blobContentLength } = await blob.getBlockList('committed')
    expect(committedBlocks).toEqual([
      { name: id('c'), size: 5 },
      { name: id('b'), size: 5 },
    ])
    expect(blobContentLength).toBe(10)

    await blob.upload('whole', 5)
    expect((await blob.getBlockList('committed')).committedBlocks).toEqual([])
    const nobody = containerClient().getBlockBlobClient('nobody')
    await expect(nobody.getBlockList('all')).rejects.toMatchObject({ code: 'BlobNotFound' })
  })

  test('a block list that names an unknown block is refused', async () => {
    const blob = containerClient().getBlockBlobClient('blocks')
    await blob.stageBlock('AAAA', 'x', 1)
    expect(await failure(blob.commitBlockList(['AAAA', 'BBBB']))).toEqual({ status: 400, code: 'InvalidBlockList' })
    expect(await blob.exists()).toBe(false)
  })
})

describe('signatures', () => {
  test('a signature for one blob opens neither another blob nor the container', async () => {
    await blobs.put('code', 'mine', 'secret')
    await blobs.put('code', 'other', 'secret')
    const url = blobs.sasUrl({ container: 'code', name: 'mine' }, 'rl', hour)

    expect(await new BlockBlobClient(url).downloadToBuffer()).toHaveLength(6)
    expect(await failure(new BlockBlobClient(url.replace('/mine', '/other')).getProperties())).toMatchObject({
      status: 403,
    })
    const query = url.slice(url.indexOf('?') + 1)
    const list = await raw('GET', `/trainyard/code?restype=container&comp=list&${query}`)
    expect(list).toMatchObject({ status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } })
  })

  test('letters of the signature decide what may be done', async () => {
    const reader = containerClient('rl').getBlockBlobClient('src/new.py')
    expect(await failure(reader.uploadData(Buffer.from('x')))).toEqual({
      status: 403,
      code: 'AuthorizationPermissionMismatch',
    })
    const creator = containerClient('c').getBlockBlobClient('created')
    await creator.uploadData(Buffer.from('x'))
    expect(await failure(creator.uploadData(Buffer.from('y')))).toMatchObject({ status: 403 })
  })

  test('an altered or expired signature is refused', async () => {
    const url = blobs.sasUrl({ container: 'code', name: 'src/train.py' }, 'r', 60)
    const widened = url.replace('sp=r&', 'sp=rw&')
    const opened = (address: string) => raw('GET', address.slice(origin.length))
    expect((await opened(widened)).status).toBe(403)

    clock.advance(61_000)
    const late = await opened(url)
    expect(late).toMatchObject({ status: 403, headers: { 'x-ms-error-code': 'AuthenticationFailed' } })
    expect(late.body).toContain('<Code>AuthenticationFailed</Code>')
  })

  test('nothing is public but the sample data', async () => {
    expect((await raw('GET', '/trainyard/code/src/train.py')).status).toBe(409)
    const sample = await raw('GET', '/azuremlexamples/datasets/iris.csv')
    expect(sample.status).toBe(200)
    expect(sample.body.trim().split('\n')).toHaveLength(151)
    expect((await raw('GET', '/azuremlexamples/datasets/../../etc/passwd')).status).toBe(404)
    expect((await raw('PUT', '/azuremlexamples/datasets/iris.csv', { 'content-length': '0' })).status).toBe(403)
  })

  test('the account key is for its owner only', () => {
    expect(statSync(join(dataDir, 'storage-account.key')).mode & 0o777).toBe(0o600)
  })
})

describe('a log that still grows', () => {
  test('is tailed by range and ETag, and keeps its ETag when the job ends', async () => {
    const file = join(dataDir, 'std_log.txt')
    writeFileSync(file, '')
    blobs.putLive('code', 'std_log.txt', file, 'text/plain')
    const path = sasPath('std_log.txt', 'r')
    const tail = (from: number, etag = '""') =>
      raw('GET', path, { 'x-ms-range': `bytes=${from}-`, 'if-none-match': etag })

    expect(await tail(0)).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */0' } })
    appendFileSync(file, 'epoch 1\n')
    const first = await tail(0)
    expect(first).toMatchObject({ status: 206, body: 'epoch 1\n', headers: { 'content-range': 'bytes 0-7/8' } })
    expect((await tail(8, first.headers.etag)).status).toBe(304)
    appendFileSync(file, 'epoch 2\n')
    const second = await tail(8, first.headers.etag)
    expect(second.body).toBe('epoch 2\n')

    await blobs.adopt('code', 'std_log.txt', file, 'text/plain')
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined()
    expect((await tail(16, second.headers.etag)).status).toBe(304)
    expect((await raw('GET', path)).body).toBe('epoch 1\nepoch 2\n')
  })
})

test('a log that shrinks while it is read breaks the answer off, and has no bytes behind its end', async () => {
  const file = join(dataDir, 'rotated.txt')
  writeFileSync(file, Buffer.alloc(64 * 1024 * 1024, 'old line\n'))
  blobs.putLive('code', 'rotated.txt', file, 'text/plain')
  const path = sasPath('rotated.txt', 'r')
  const { port } = server.address() as AddressInfo
  const asked = request({ host: '127.0.0.1', port, path, headers: { host: `localhost:${port}` } }).end()
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  expect(answer.headers['content-length']).toBe(String(64 * 1024 * 1024))
  writeFileSync(file, 'new line\n')
  await expect(answer.toArray()).rejects.toThrow('aborted')

  const tail = (from: number) => raw('GET', path, { 'x-ms-range': `bytes=${from}-` })
  expect(await tail(100)).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */9' } })
  expect(await tail(4)).toMatchObject({ status: 206, body: 'line\n' })
})

describe('strangers', () => {
  test('a page of another origin, or behind another host name, is refused', async () => {
    const path = sasPath('src/train.py', 'r')
    expect((await raw('GET', path, { origin: 'http://evil.example' })).status).toBe(403)
    expect((await raw('GET', path, { origin: 'null' })).status).toBe(403)
    expect((await raw('GET', path, { host: 'evil.example' })).status).toBe(421)
  })

  test('the studio passes its preflight and may read what it needs', async () => {
    const path = sasPath('marked', 'r')
    const asked = {
      origin: studio,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-ms-range',
    }
    const preflight = await raw('OPTIONS', path, asked)
    expect(preflight.status).toBe(200)
    expect(preflight.headers['access-control-allow-headers']).toBe('x-ms-range')

    const read = await raw('GET', path, { origin: studio })
    expect(read.headers).toMatchObject({
      'access-control-allow-origin': studio,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(read.headers['access-control-allow-credentials']).toBeUndefined()
    expect(read.headers['access-control-expose-headers']).toContain('content-range')
    expect(read.headers['access-control-expose-headers']).toContain('x-ms-meta-upload_status')
  })

  test('a name of dots is a name, not a way out', async () => {
    const path = sasPath('../../escape', 'rcw')
    const put = await raw('PUT', path, { 'x-ms-blob-type': 'BlockBlob', 'content-length': '2' }, 'hi')
    expect(put.status).toBe(201)
    expect(blobs.get('code', '../../escape')?.size).toBe(2)
    expect((await raw('GET', path)).body).toBe('hi')
  })
})

test('an upload that breaks off leaves no blob', async () => {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `PUT ${sasPath('half', 'rcw')} HTTP/1.1\r\nhost: localhost:${port}\r\nx-ms-blob-type: BlockBlob\r\n` +
      'content-length: 100\r\n\r\nonly this',
  )
  socket.end()
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1.1 400 /)
  expect(blobs.get('code', 'half')).toBeUndefined()
})

test('a body without a length, with another MD5, or an operation we lack is refused by its code', async () => {
  const block = { 'x-ms-blob-type': 'BlockBlob' }
  const chunked = await raw('PUT', sasPath('x', 'w'), { ...block, 'transfer-encoding': 'chunked' }, 'x')
  expect(chunked).toMatchObject({ status: 411, headers: { 'x-ms-error-code': 'MissingContentLengthHeader' } })
  const wrongMd5 = { ...block, 'content-length': '1', 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }
  expect((await raw('PUT', sasPath('x', 'w'), wrongMd5, 'x')).headers['x-ms-error-code']).toBe('Md5Mismatch')
  expect((await raw('PUT', `${sasPath('x', 'w')}&comp=lease`, { 'content-length': '0' })).status).toBe(501)
  expect(blobs.get('code', 'x')).toBeUndefined()
})
