import { expect, test } from 'vitest'
import { sizeOf } from './local-files.ts'
import { assetFromDrop, assetFromInput } from './picked-files.ts'

/** A file as a picker gives it; `path` is empty where a file and not a folder was picked. */
const picked = (path: string, text = 'x', name = path.split('/').at(-1) ?? '') =>
  Object.defineProperty(new File([text], name), 'webkitRelativePath', { value: path })

test('a picked folder keeps its structure below its own name', async () => {
  const asset = await assetFromInput([picked('src/train.py'), picked('src/lib/model.py', 'abc')])
  expect(asset).toMatchObject({ name: 'src', kind: 'folder' })
  expect(asset?.files.map(({ path }) => path)).toEqual(['train.py', 'lib/model.py'])
  expect(asset && sizeOf(asset)).toBe(4)
})

test('a single file is a file of its own', async () => {
  const asset = await assetFromInput([picked('', '1,2', 'iris.csv')])
  expect(asset).toMatchObject({ name: 'iris.csv', kind: 'file', files: [{ path: 'iris.csv' }] })
})

test('a cancelled picker gives nothing', async () => {
  expect(await assetFromInput([])).toBeUndefined()
})

test('a dropped folder is read to its depth, in as many pieces as the browser hands out', async () => {
  const file = (name: string) => ({
    isFile: true,
    isDirectory: false,
    name,
    file: (done: (file: File) => void) => done(new File(['x'], name)),
  })
  const folder = (name: string, pieces: unknown[][]) => ({
    isFile: false,
    isDirectory: true,
    name,
    createReader: () => {
      const left = [...pieces, []]
      return { readEntries: (done: (entries: unknown) => void) => done(left.shift()) }
    },
  })
  const entry = folder('src', [[file('a.py')], [file('b.py'), folder('lib', [[file('c.py')]])]])
  // Only what a page can see of a dropped folder; the browser's own types are classes that cannot be made by hand.
  const item = { webkitGetAsEntry: () => entry } as unknown as DataTransferItem
  const asset = await assetFromDrop([item])
  expect(asset.files.map(({ path }) => path)).toEqual(['a.py', 'b.py', 'lib/c.py'])
  await expect(assetFromDrop([item, item])).rejects.toThrow('one folder or one file')
})
