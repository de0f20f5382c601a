import { expect, test } from 'vitest'
import { openBlob, readBlob } from './blob.ts'

const url = 'https://stml.blob.core.windows.net/logs/std_log.txt?sig=secret'

/** Storage that gives one answer; `sent` are the headers it was asked with. */
function aStore(status: number, body: string | null, headers: Record<string, string> = {}) {
  const sent: Headers[] = []
  const fetch: typeof globalThis.fetch = (_, init) => {
    sent.push(new Headers(init?.headers))
    const response = new Response(body, { status, headers })
    Object.defineProperty(response, 'url', { value: url })
    return Promise.resolve(response)
  }
  return { fetch, sent }
}

test('a part of a blob tells where it lies and how long the blob is', async () => {
  const { fetch, sent } = aStore(206, 'tail', {
    'content-range': 'bytes 96-99/100',
    etag: '"1"',
    'last-modified': 'Wed, 21 Oct 2026 07:28:00 GMT',
  })
  const answer = await readBlob(url, { range: { from: 96 }, fetch })
  expect(answer).toMatchObject({ kind: 'bytes', start: 96, size: 100, etag: '"1"' })
  expect(answer).toHaveProperty('modifiedAt', Date.UTC(2026, 9, 21, 7, 28))
  expect(sent[0]?.get('range')).toBe('bytes=96-')
})

test('storage gets no token beside the signature', async () => {
  const { fetch, sent } = aStore(200, 'all')
  await readBlob(url, { fetch })
  expect(sent[0]?.has('authorization')).toBe(false)
})

test('a server that knows no ranges gives everything', async () => {
  const { fetch } = aStore(200, 'everything')
  expect(await readBlob(url, { range: { from: 3 }, fetch })).toMatchObject({ start: 0, size: 10 })
})

test('a part whose place is hidden is refused, not taken for the whole', async () => {
  const { fetch } = aStore(206, 'somewhere')
  await expect(readBlob(url, { range: { from: 96 }, fetch })).rejects.toMatchObject({
    code: 'HeaderNotExposed',
    target: 'stml.blob.core.windows.net',
  })
})

test('nothing new is no failure', async () => {
  expect(await readBlob(url, { etag: '"1"', fetch: aStore(304, null).fetch })).toEqual({ kind: 'unchanged' })
  const { fetch } = aStore(416, null, { 'content-range': 'bytes */100' })
  expect(await readBlob(url, { range: { from: 100 }, fetch })).toEqual({ kind: 'past-end', size: 100 })
})

test('a blob can be read as it arrives, and on from where it broke off', async () => {
  const whole = aStore(200, 'everything', { 'content-length': '10' })
  const { stream, size } = await openBlob(url, whole)
  expect([await new Response(stream).text(), size]).toEqual(['everything', 10])

  const rest = aStore(206, 'thing', { 'content-range': 'bytes 5-9/10' })
  expect((await openBlob(url, { ...rest, from: 5 })).size).toBe(10)
  expect(rest.sent[0]?.get('range')).toBe('bytes=5-')
})

test('a server that begins anew does not get to write a file twice', async () => {
  await expect(openBlob(url, { ...aStore(200, 'everything'), from: 5 })).rejects.toThrow('No answer')
})
