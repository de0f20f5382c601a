import { expect, test } from 'vitest'
import { contentHash, inHashOrder, objectHash, type LocalFile } from './content-hash.ts'
import { localFolder } from './local-files.ts'
import { ChangedOnDiskError } from './upload-errors.ts'

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

/** As azure-ai-ml's own functions see it, the folder has the hashes below. */
const project = await localFolder(
  'src',
  Object.entries({
    'train.py': 'print("hello")\n',
    'B.txt': '',
    'Lib/Model.py': '# é\n',
    'Lib/sub/deep.py': 'x = 1\n',
    'lib2/z.py': 'z\n',
    'Ünïcode/größe.csv': 'ä,b\n',
    '日本語.txt': '日本\n',
    '😀.md': 'smile\n',
    'Ａwide.md': 'wide\n',
    '.amlignore': 'data/\n*.log\n!keep.log\n',
    'data/big.csv': '1,2,3\n',
    'run.log': 'no\n',
    'keep.log': 'yes\n',
    _under: 'u',
    Zeta: 'z',
  }).map(([path, text]) => ({ path, file: new Blob([text]) })),
)
const train = project.files.slice(0, 1)

test('the hash of code is the one of get_content_hash', async () => {
  expect(await contentHash(project.files)).toBe('34a63bfd8d2681a06d1ffb84421ef1636afb003bf8c6e785c6e599a9037aea53')
  expect(await contentHash(project.entries)).toBe('46e0ef659d6b86c979d9ffcbf1ffee9fbc0982fa045e34fc6bf4faec92f2d983')
  expect(await contentHash(train)).toBe('31189e9ecec4a68fe1c95c8d5cd207c1b91d90e6e9630302dc6e40e438d4d93a')
})

test('the hash of data is the one of get_object_hash', async () => {
  expect(await objectHash({ kind: 'folder', files: project.entries, ignoreText: project.ignoreFile?.text })).toBe(
    '00d6453634b58ad3bb927299255bfe16ff15bf01d7e264e9b86b2aee89f956be',
  )
  expect(await objectHash({ kind: 'folder', files: project.entries })).toBe(
    '87ee1ac30cbaa4a938490d075deca7c0cfb56cf11c7e2402e5853e7b347c0c88',
  )
  expect(await objectHash({ kind: 'file', files: train })).toBe(
    'e3cd9f15b659c82eba51cbe9ff50bd474823c44e365aba8ca329c4fd085f04ae',
  )
})

test('a file that was changed after it was picked is named', async () => {
  const gone = new File(['x'], 'gone.py')
  gone.slice = () =>
    Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) })
  const hash = contentHash([{ path: 'lib/gone.py', file: gone }])
  await expect(hash).rejects.toThrow(ChangedOnDiskError)
  await expect(hash).rejects.toThrow('lib/gone.py was changed or removed')
})

test('a hash under way tells how far it is, and can be stopped', async () => {
  const large = { path: 'large.bin', file: new Blob([new Uint8Array(9 * 1024 * 1024)]) }
  const read: number[] = []
  await contentHash([large], { onProgress: (bytes) => read.push(bytes / 1024 / 1024) })
  expect(read).toEqual([4, 8, 9])
  const abort = new AbortController()
  const stopped = contentHash([large], { signal: abort.signal, onProgress: () => abort.abort() })
  await expect(stopped).rejects.toThrow('aborted')
})
