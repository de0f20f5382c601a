import { describe, expect, test, vi } from 'vitest'
import { ArmError, NetworkError } from '../api/arm-error.ts'
import type { BlobUpload } from '../api/blob-upload.ts'
import { localFile, localFolder, sizeOf, withLeftOut, withText } from '../domain/local-files.ts'
import { ChangedOnDiskError, UploadIncompleteError } from '../domain/upload-errors.ts'
import type { UploadProgress } from './upload-progress.ts'
import { uploadCode, uploadData, type UploadOptions } from './uploads.ts'

const workspace = { subscriptionId: '0b1f6471-1bf0-4dda-aec3-cb9272f09590', resourceGroup: 'rg', workspaceName: 'ws' }

const answer = (status: number, retryAfterMs?: number) =>
  new ArmError(`Answer ${status}`, { status, code: `E${status}`, requestId: 'request-1', retryAfterMs })

/**
 * A workspace with its storage, in memory. `fault` is asked about each request that puts a blob, and throws what goes
 * wrong with it.
 */
function aWorkspace(fault: (request: { count: number; blob: string; sas: string }) => void = () => undefined) {
  const blobs = new Map<string, Blob>()
  const marks = new Map<string, object>()
  const codes: { id: string; name: string; hash: string; codeUri: string }[] = []
  const requests: string[] = []
  let signatures = 0
  const services: UploadOptions['services'] = {
    codes: {
      // The service looks for a hash in the whole workspace.
      findByHash: async (_, __, hash) =>
        codes.filter((code) => code.hash === hash).map(({ id, name }) => ({ id, name, properties: {} })),
      startPendingUpload: async (_, __, ___, id) => {
        const blobUri = `https://store.example/code-${id}`
        const sasUri = `${blobUri}?sig=${(signatures += 1)}`
        return { blobReferenceForConsumption: { blobUri, credential: { credentialType: 'SAS', sasUri } } }
      },
      putVersion: async (_, name, version, body) => {
        const hash = String(body.properties.properties?.['hash_sha256'])
        const created = { id: `/codes/${name}/versions/${version}`, name: version }
        codes.push({ ...created, hash, codeUri: String(body.properties.codeUri) })
        return { ...created, ...body }
      },
    },
    datastores: {
      get: async (_, name) => ({
        id: name,
        name,
        properties: { datastoreType: 'AzureBlob', credentials: { credentialsType: 'None' } },
      }),
    },
    signDatastore: async () => `https://store.example/data?sig=${(signatures += 1)}`,
    uploadBlob: async ({ containerSasUri, blobName, file, onProgress, retry }: BlobUpload) => {
      const [container, sas = ''] = containerSasUri.split('?')
      await retry?.(async () => {
        requests.push(blobName)
        fault({ count: requests.length, blob: blobName, sas })
        blobs.set(`${container}/${blobName}`, file)
      })
      onProgress?.(file.size)
    },
    listBlobs: async (containerSasUri, prefix) => {
      const start = `${containerSasUri.split('?')[0]}/`
      const names = [...blobs].flatMap(([url, { size }]) =>
        url.startsWith(start + prefix) ? [[url.slice(start.length), size] as const] : [],
      )
      return new Map(names)
    },
    markBlob: async (_, blobName, metadata) => void marks.set(blobName, metadata),
  }
  return { services, blobs, marks, codes, requests }
}

const never = new AbortController().signal

const options = (services: UploadOptions['services'], changes: Partial<UploadOptions> = {}): UploadOptions => ({
  services,
  workspace,
  signal: never,
  onProgress: () => undefined,
  ...changes,
})

/** Lets an upload go through its pauses at once. */
async function withoutPauses<T>(upload: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const state = { isOver: false }
    const result = upload().finally(() => (state.isOver = true))
    result.catch(() => undefined)
    while (!state.isOver) {
      // oxlint-disable-next-line no-await-in-loop -- files are read in real time, pauses are not
      await new Promise(setImmediate)
      // oxlint-disable-next-line no-await-in-loop
      await vi.runAllTimersAsync()
    }
    return await result
  } finally {
    vi.useRealTimers()
  }
}

const aFolder = (count: number) =>
  localFolder(
    'src',
    Array.from({ length: count }, (_, index) => ({
      path: `${index % 7 ? `d${index % 7}/` : ''}f${index}.txt`,
      file: new Blob([`content of ${index}`]),
    })),
  )

const failure = (upload: Promise<unknown>) =>
  upload.then(
    () => expect.fail('should not have worked'),
    (error: unknown) => error,
  )

describe('500 files, every 20th request of which is killed', () => {
  const everyTwentieth = ({ count }: { count: number }) => {
    if (count % 20 === 0) throw new NetworkError('store.example')
  }

  test('all arrive, byte for byte', async () => {
    const folder = await aFolder(500)
    const { services, blobs, requests, codes } = aWorkspace(everyTwentieth)
    await withoutPauses(() => uploadCode(folder, options(services)))
    expect(requests.length).toBeGreaterThan(520)
    const [code] = codes
    const contents = await Promise.all(
      folder.files.map(async ({ path }) => blobs.get(`${code?.codeUri}/${path}`)?.text()),
    )
    expect(contents).toEqual(await Promise.all(folder.files.map(({ file }) => file.text())))
  })

  test('progress ends with everything, and says when something is tried again', async () => {
    const { services } = aWorkspace(everyTwentieth)
    const seen: UploadProgress[] = []
    const folder = await aFolder(500)
    await withoutPauses(() => uploadCode(folder, options(services, { onProgress: (each) => seen.push(each) })))
    const totalBytes = sizeOf(folder)
    expect(seen[0]).toMatchObject({ phase: 'comparing' })
    expect(seen.at(-1)).toMatchObject({ phase: 'sending', sentBytes: totalBytes, sentFiles: 500, totalFiles: 500 })
    expect(seen.at(-1)).toMatchObject({ retrying: 0, failed: [] })
  })
})

describe('what fails for a while', () => {
  test.each([408, 429, 500, 503])('%i is tried again', async (status) => {
    const { services, codes } = aWorkspace(({ count }) => {
      if (count <= 3) throw answer(status)
    })
    await withoutPauses(async () => uploadCode(await aFolder(3), options(services)))
    expect(codes).toHaveLength(1)
  })

  test('a pause that the service asks for is kept', async () => {
    const pauses: number[] = []
    const { services } = aWorkspace(({ count }) => {
      if (count === 1) throw answer(429, 7_000)
    })
    const folder = await aFolder(1)
    await withoutPauses(() => {
      const timers = vi.spyOn(globalThis, 'setTimeout')
      return uploadCode(folder, options(services)).finally(() =>
        pauses.push(...timers.mock.calls.map(([, ms]) => ms ?? 0)),
      )
    })
    expect(pauses).toContain(7_000)
  })
})

describe('what fails for good', () => {
  test('keeps only its own file back; the others arrive, and a retry sends the one alone', async () => {
    let isBroken = true
    const { services, blobs, requests, codes } = aWorkspace(({ blob }) => {
      if (isBroken && blob.endsWith('/f3.txt')) throw answer(400)
    })
    const folder = await aFolder(20)
    const error = await failure(withoutPauses(() => uploadCode(folder, options(services))))
    expect(error).toBeInstanceOf(UploadIncompleteError)
    expect(error).toMatchObject({
      message: '1 of 20 files did not arrive.',
      failed: [{ path: 'd3/f3.txt' }],
      untried: 0,
    })
    expect([blobs.size, codes.length]).toEqual([19, 0])

    isBroken = false
    requests.length = 0
    await uploadCode(folder, options(services))
    expect(requests).toEqual(['src/d3/f3.txt'])
    expect(codes).toHaveLength(1)
  })

  test('a line that is dead is not tried for each of a thousand files', async () => {
    const { services, requests } = aWorkspace(() => {
      throw new NetworkError('store.example')
    })
    const folder = await aFolder(1000)
    const error = await failure(withoutPauses(() => uploadCode(folder, options(services))))
    if (!(error instanceof UploadIncompleteError)) throw error
    expect(error.failed.length + error.untried).toBe(1000)
    expect(error.failed.length).toBeLessThan(12)
    expect(requests.length).toBe(error.failed.length * 6)
  })

  test('a file that was changed on the disk meanwhile is named, and not tried again', async () => {
    const { services, requests } = aWorkspace(({ blob }) => {
      if (blob.endsWith('gone.py')) throw new DOMException('', 'NotReadableError')
    })
    const folder = await localFolder(
      'src',
      ['a.py', 'gone.py'].map((path) => ({ path, file: new Blob([path]) })),
    )
    const error = await failure(withoutPauses(() => uploadCode(folder, options(services))))
    expect(error).toMatchObject({ failed: [{ path: 'gone.py', error: expect.any(ChangedOnDiskError) }] })
    expect(requests.filter((blob) => blob.endsWith('gone.py'))).toHaveLength(1)
  })
})

describe('a signature that expires on the way', () => {
  test('is renewed once for all files', async () => {
    const { services, blobs, requests } = aWorkspace(({ sas, count }) => {
      if (sas === 'sig=1' && count > 10) throw answer(403)
    })
    await withoutPauses(async () => uploadCode(await aFolder(40), options(services)))
    expect(blobs.size).toBe(40)
    expect(requests.length).toBeLessThanOrEqual(40 + 6)
  })

  test('and cannot be renewed ends the upload', async () => {
    const { services, requests } = aWorkspace(() => {
      throw answer(403)
    })
    const error = await failure(withoutPauses(async () => uploadCode(await aFolder(40), options(services))))
    expect(error).toMatchObject({ status: 403 })
    expect(requests.length).toBeLessThanOrEqual(12)
  })
})

describe('what is there already is not sent', () => {
  test('after a stop half way, as after a reload', async () => {
    const abort = new AbortController()
    const { services, blobs, requests } = aWorkspace(({ count }) => {
      if (count === 10) abort.abort()
    })
    const folder = await aFolder(30)
    await failure(uploadCode(folder, options(services, { signal: abort.signal })))
    const there = blobs.size
    expect(there).toBeLessThan(30)
    requests.length = 0
    await uploadCode(await aFolder(30), options(services))
    expect(requests).toHaveLength(30 - there)
  })

  test('when another client has uploaded the same code', async () => {
    const { services, codes, requests } = aWorkspace()
    const folder = await localFolder('src', [{ path: 'train.py', file: new Blob(['print("hello")\n']) }])
    codes.push({
      id: '/codes/of-the-cli/versions/1',
      name: '1',
      hash: '31189e9ecec4a68fe1c95c8d5cd207c1b91d90e6e9630302dc6e40e438d4d93a',
      codeUri: '',
    })
    expect(await uploadCode(folder, options(services))).toEqual({
      codeId: '/codes/of-the-cli/versions/1',
      reused: true,
    })
    expect(requests).toEqual([])
  })

  test('of data, whoever uploaded it', async () => {
    const { services, requests } = aWorkspace()
    const data = () => localFile(new File(['1,2'], 'iris.csv'))
    const uri = await uploadData(data(), 'workspaceblobstore', options(services))
    expect(uri).toMatch(/^azureml:\/\/datastores\/workspaceblobstore\/paths\/LocalUpload\/[0-9a-f]{64}\/iris\.csv$/)
    expect(await uploadData(data(), 'workspaceblobstore', options(services))).toBe(uri)
    expect(requests).toHaveLength(1)
  })

  test('but what was edited is', async () => {
    const { services, codes, blobs } = aWorkspace()
    const folder = await aFolder(3)
    await uploadCode(folder, options(services))
    await uploadCode(withText(folder, 'd1/f1.txt', 'edited'), options(services))
    expect(codes).toHaveLength(2)
    expect(await blobs.get(`${codes[1]?.codeUri}/d1/f1.txt`)?.text()).toBe('edited')
  })
})

test('only what is neither ignored nor left out is sent', async () => {
  const { services, requests } = aWorkspace()
  const folder = await localFolder(
    'src',
    ['a.py', 'b.py', 'c.log', '.amlignore'].map((path) => ({ path, file: new Blob(['*.log']) })),
  )
  await uploadCode(withLeftOut(folder, ['b.py'], true), options(services))
  expect(requests.toSorted()).toEqual(['src/.amlignore', 'src/a.py'])
})

test('the first file carries the mark by which the CLI knows a whole upload', async () => {
  const { services, marks, codes } = aWorkspace()
  await uploadCode(await aFolder(3), options(services))
  const name = codes[0]?.id.split('/')[2]
  expect([...marks]).toEqual([['src/d1/f1.txt', { upload_status: 'completed', name, version: '1' }]])
})

test('a storage account that allows no listing and no mark takes uploads all the same', async () => {
  const { services, codes } = aWorkspace()
  const refuse = () => Promise.reject(answer(403))
  await uploadCode(await aFolder(3), options({ ...services, listBlobs: refuse, markBlob: refuse }))
  expect(codes).toHaveLength(1)
})

test('a service that takes an id for an upload only once gets another upload', async () => {
  const { services, codes } = aWorkspace()
  const { startPendingUpload } = services.codes
  const strict: typeof startPendingUpload = (ref, name, version, id) =>
    id === undefined ? startPendingUpload(ref, name, version) : Promise.reject(answer(409))
  await uploadCode(await aFolder(1), options({ ...services, codes: { ...services.codes, startPendingUpload: strict } }))
  expect(codes).toHaveLength(1)
})
