import { afterEach, expect, test, vi } from 'vitest'
import type { ZipProgress } from '../../lib/zip-stream.ts'
import type { FileStore } from '../../queries/file-store.ts'
import { folderZip } from './download.ts'

afterEach(() => vi.restoreAllMocks())

/** Files by path; their addresses are answered by `answer`. */
function someFiles(paths: readonly string[], answer: (path: string, range: string | null) => Response): FileStore {
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    Promise.resolve(answer(new URL(input as string).pathname.slice(1), new Headers(init?.headers).get('range'))),
  )
  return {
    key: ['test'],
    page: () => Promise.reject(new Error('not asked for')),
    async *walk() {
      await Promise.resolve()
      for (const path of paths) yield { path }
    },
    urlOf: (path) => Promise.resolve(`https://storage.test/${path}`),
    uriOf: (path) => path,
  }
}

async function zip(store: FileStore) {
  let last: ZipProgress | undefined
  const stream = folderZip(store, '', {
    name: 'job',
    signal: new AbortController().signal,
    onProgress: (progress) => (last = progress),
  })
  return { text: Buffer.from(await new Response(stream).arrayBuffer()).toString('latin1'), last }
}

test('a file that cannot be read is told of, and the others are there', async () => {
  const { text, last } = await zip(
    someFiles(['a.txt', 'gone.txt', '../b.txt'], (path) =>
      path === 'gone.txt' ? new Response('', { status: 404 }) : new Response(`content of ${path}`),
    ),
  )
  expect(text).toContain('content of a.txt')
  expect(text).toContain('job/b.txt')
  expect(text).not.toContain('../')
  expect(text).toMatch(/job\/not-downloaded\.txt[^]*gone\.txt/)
  expect(last?.failed.map(({ path }) => path)).toEqual(['gone.txt'])
  expect(last?.files).toBe(2)
})

test('a file that breaks off goes on where it broke off', async () => {
  const half = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('first half, ')),
      pull: (controller) => controller.error(new TypeError('network')),
    })
  const asked: (string | null)[] = []
  const { text, last } = await zip(
    someFiles(['a.txt'], (_, range) => {
      asked.push(range)
      return range === null
        ? new Response(half())
        : new Response('second half', { status: 206, headers: { 'content-range': 'bytes 12-22/23' } })
    }),
  )
  expect(text).toContain('first half, second half')
  expect(asked).toEqual([null, 'bytes=12-'])
  expect(last?.failed).toEqual([])
})
