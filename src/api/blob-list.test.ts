import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ArmError } from './arm-error.ts'
import { listBlobFolder, listBlobPage } from './blob-list.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** A storage account that gives one answer, and notes what it was asked. */
async function storage(status: number, body: string) {
  const asked: URLSearchParams[] = []
  server = createServer((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://storage').searchParams)
    response.writeHead(status, { 'content-type': 'application/xml' })
    response.end(body)
  })
  await new Promise<void>((resolve) => void server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // A server on a port has an address of this kind.
  return { address: `http://127.0.0.1:${port}/account/container?sig=abc`, asked }
}

const listOf = (blobs: string, next = '') =>
  `<?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="http://x/" ContainerName="container">` +
  `<Prefix>data/</Prefix><Delimiter>/</Delimiter><Blobs>${blobs}</Blobs><NextMarker>${next}</NextMarker></EnumerationResults>`
const blob = (name: string, size: number) =>
  `<Blob><Name>${name}</Name><Properties><Content-Length>${size}</Content-Length></Properties></Blob>`

test('a folder is listed by what lies directly in it', async () => {
  const { address, asked } = await storage(
    200,
    listOf(
      `<BlobPrefix><Name>data/2024/</Name></BlobPrefix>${blob('data/', 0)}${blob('data/iris &amp; more.csv', 12)}`,
      'more',
    ),
  )
  expect(await listBlobFolder(address, 'data/', { limit: 50 })).toEqual({
    folders: ['2024'],
    files: [{ name: 'iris & more.csv', size: 12 }],
    isCut: true,
  })
  expect(asked.map((query) => [query.get('prefix'), query.get('delimiter'), query.get('maxresults')])).toEqual([
    ['data/', '/', '50'],
  ])
})

test('an empty folder is no failure', async () => {
  const { address } = await storage(200, listOf(''))
  expect(await listBlobFolder(address, '')).toEqual({ folders: [], files: [], isCut: false })
})

test('an expired signature is told as storage tells it', async () => {
  const { address } = await storage(
    403,
    '<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code><Message>Signature expired.</Message></Error>',
  )
  const failure: unknown = await listBlobFolder(address, '').catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ArmError)
  expect(failure).toMatchObject({ status: 403, code: 'AuthenticationFailed' })
})

test('a list goes on where the page before ended, as deep as asked', async () => {
  const { address, asked } = await storage(200, listOf(blob('data/2024/a.csv', 3), 'more'))
  expect(await listBlobPage(address, 'data/', { isDeep: true, token: 'there' })).toEqual({
    folders: [],
    files: [{ path: 'data/2024/a.csv', size: 3, md5: undefined }],
    next: 'more',
  })
  expect(asked.map((query) => [query.get('marker'), query.get('delimiter')])).toEqual([['there', null]])
})
