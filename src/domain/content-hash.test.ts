import { expect, test } from 'vitest'
import { contentHash, inHashOrder, type LocalFile } from './content-hash.ts'

const folder: LocalFile[] = [
  { path: 'train.py', file: new Blob(['print("hello")\n']) },
  { path: 'lib/Model.py', file: new Blob(['# é\n']) },
  { path: 'B.txt', file: new Blob([]) },
  { path: 'a b.bin', file: new Blob([Uint8Array.from({ length: 256 }, (_, byte) => byte)]) },
]

test('a folder has the hash that the rule gives in Python', async () => {
  // hashlib.sha256 over '4', then '#a b.bin#256', '#B.txt#0', '#lib/Model.py#5', '#train.py#15', then the bytes.
  expect(await contentHash(folder)).toBe('91e9f7f8f92101c3f095d53d29ee3c01b7c56da7fef8f3155218ab6accce8ea3')
})

test('the order in which files were picked does not matter', async () => {
  expect(await contentHash(folder.toReversed())).toBe(await contentHash(folder))
  expect(inHashOrder(folder).map(({ path }) => path)).toEqual(['a b.bin', 'B.txt', 'lib/Model.py', 'train.py'])
})

test('moving bytes from one file into the next changes the hash', async () => {
  const hash = (a: string, b: string) =>
    contentHash([
      { path: 'a', file: new Blob([a]) },
      { path: 'b', file: new Blob([b]) },
    ])
  expect(await hash('xy', 'z')).not.toBe(await hash('x', 'yz'))
})
