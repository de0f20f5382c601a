import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import type { FileEntry, FileStore } from '../../queries/file-store.ts'
import { compareCode } from './compare-code.ts'

/** Code whose files have these contents; a hash is told where one is given. */
function someCode(name: string, files: Readonly<Record<string, string | { text: string; md5: string }>>): FileStore {
  return {
    key: [name],
    page: () => Promise.reject(new Error('not asked for')),
    async *walk() {
      await Promise.resolve()
      for (const [path, file] of Object.entries(files)) {
        const entry: FileEntry =
          typeof file === 'string' ? { path, size: file.length } : { path, size: file.text.length, md5: file.md5 }
        yield entry
      }
    },
    urlOf: (path) => {
      const file = files[path] ?? ''
      return Promise.resolve(`data:,${typeof file === 'string' ? file : 'must not be read'}`)
    },
    uriOf: (path) => path,
  }
}

const compare = (before: FileStore, after: FileStore) =>
  compareCode(new QueryClient(), before, after, new AbortController().signal)

test('files are told apart by name, size, hash and content', async () => {
  const comparison = await compare(
    someCode('a', {
      'gone.py': '1',
      'grown.py': '1',
      'same.py': 'abc',
      'other.py': 'abc',
      'hashed.py': { text: 'x', md5: '1' },
    }),
    someCode('b', {
      'new.py': '1',
      'grown.py': '12',
      'same.py': 'abc',
      'other.py': 'abd',
      'hashed.py': { text: 'x', md5: '1' },
    }),
  )
  expect(comparison.changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
    'removed gone.py',
    'changed grown.py',
    'added new.py',
    'changed other.py',
  ])
  expect([comparison.same, comparison.unknown]).toEqual([2, []])
})

test('what is too large to be compared is not called the same', async () => {
  const large = 'x'.repeat(1_000_001)
  const fetched = vi.spyOn(globalThis, 'fetch')
  const { unknown } = await compare(someCode('a', { 'data.bin': large }), someCode('b', { 'data.bin': large }))
  expect(unknown).toEqual(['data.bin'])
  expect(fetched).not.toHaveBeenCalled()
  fetched.mockRestore()
})

test('a folder without end is refused', async () => {
  const many = someCode('a', Object.fromEntries(Array.from({ length: 5_001 }, (_, index) => [`f${index}`, ''])))
  await expect(compare(many, many)).rejects.toThrow('too many to compare')
})
