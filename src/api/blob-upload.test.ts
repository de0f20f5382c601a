import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/test-emulator.ts'
import { listBlobs, markBlob, uploadBlob } from './blob-upload.ts'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
  emulator.ctx.blobs.ensureContainer('code')
})
afterAll(() => emulator.dispose())

const address = (permissions = 'racwl') => emulator.ctx.blobs.sasUrl({ container: 'code' }, permissions, 3600)
const urlOf = (blobName: string) => address().replace('?', `/${blobName}?`)

/** 10 MiB, three blocks, each of which can be told from the others. */
const large = new Blob([Uint8Array.from({ length: 10 * 1024 * 1024 }, (_, index) => (index >> 16) % 251)])
const read = async (blobName: string) => new Uint8Array(await (await fetch(urlOf(blobName))).arrayBuffer())
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer())

/** Counts requests, and lets the one with a number fail. */
function requests(failing?: number) {
  const seen = { count: 0 }
  const retry = <T>(request: () => Promise<T>): Promise<T> => {
    seen.count += 1
    return seen.count === failing ? Promise.reject(new Error('cut')) : request()
  }
  return { seen, retry }
}

test('a small file goes in one request, a name with spaces and signs included', async () => {
  const { seen, retry } = requests()
  const progress: number[] = []
  const onProgress = (bytes: number) => progress.push(bytes)
  await uploadBlob({
    containerSasUri: address(),
    blobName: 'src/größe #1.txt',
    file: new Blob(['abc']),
    retry,
    onProgress,
  })
  expect(seen.count).toBe(1)
  expect(progress).toEqual([3])
  expect(await listBlobs(address(), 'src/')).toEqual(new Map([['src/größe #1.txt', 3]]))
})

test('a large file goes in blocks, each with its progress', async () => {
  const progress: number[] = []
  const onProgress = (bytes: number) => progress.push(bytes / 1024 / 1024)
  await uploadBlob({ containerSasUri: address(), blobName: 'large.bin', file: large, onProgress })
  expect(progress).toHaveLength(3)
  expect(progress.at(-1)).toBe(10)
  expect(await read('large.bin')).toEqual(await bytesOf(large))
})

test('of a large file that broke off, only the missing blocks are sent', async () => {
  // The list of blocks, three blocks, of which the last fails.
  const first = requests(4)
  const upload = { containerSasUri: address(), blobName: 'broken.bin', file: large }
  await expect(uploadBlob({ ...upload, retry: first.retry })).rejects.toThrow('cut')
  expect(await listBlobs(address(), 'broken.bin')).toEqual(new Map())

  const second = requests()
  await uploadBlob({ ...upload, retry: second.retry })
  expect(second.seen.count, 'list, what was missing, commit').toBeLessThanOrEqual(4)
  expect(await read('broken.bin')).toEqual(await bytesOf(large))
})

test('a signature that allows writing alone is enough', async () => {
  const containerSasUri = address('w')
  await uploadBlob({ containerSasUri, blobName: 'write-only.bin', file: large })
  expect(await read('write-only.bin')).toHaveLength(large.size)
  await expect(listBlobs(containerSasUri, 'src/')).rejects.toMatchObject({ status: 403 })
})

test('a mark can be read where the CLI looks for it', async () => {
  await uploadBlob({ containerSasUri: address(), blobName: 'marked', file: new Blob(['x']) })
  await markBlob(address(), 'marked', { upload_status: 'completed', name: 'n', version: '1' })
  const { headers } = await fetch(urlOf('marked'), { method: 'HEAD' })
  expect(headers.get('x-ms-meta-upload_status')).toBe('completed')
})

test('a refusal and a pause that is asked for come in our own terms', async () => {
  const fault = { server: 'blob', path: '/busy', kind: 'status', code: 'ServerBusy', retryAfter: 7 }
  await emulator.call('POST', '/_trainyard/faults', { body: fault })
  const upload = uploadBlob({ containerSasUri: address(), blobName: 'busy', file: new Blob(['x']) })
  await expect(upload).rejects.toMatchObject({ status: 503, code: 'ServerBusy', retryAfterMs: 7000 })

  const expired = address().replace(/sig=[^&]+/, 'sig=AAAA')
  const refused = uploadBlob({ containerSasUri: expired, blobName: 'refused', file: new Blob(['x']) })
  await expect(refused).rejects.toMatchObject({ name: 'ArmError', status: 403 })
  const gone = uploadBlob({ containerSasUri: 'http://localhost:1/a/b?sig=a', blobName: 'x', file: new Blob(['x']) })
  await expect(gone).rejects.toMatchObject({ name: 'NetworkError', host: 'localhost:1' })
})

test('a stop ends the upload with its reason', async () => {
  const abort = new AbortController()
  const onProgress = () => abort.abort(new Error('stopped by hand'))
  const upload = uploadBlob({
    containerSasUri: address(),
    blobName: 'stopped',
    file: large,
    signal: abort.signal,
    onProgress,
  })
  await expect(upload).rejects.toThrow('stopped by hand')
})
