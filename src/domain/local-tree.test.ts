import { expect, test } from 'vitest'
import { localFolder, withLeftOut } from './local-files.ts'
import { heaviestFolders, localTree, tickablePaths } from './local-tree.ts'

const folder = await localFolder(
  'src',
  Object.entries({
    'train.py': '12345',
    'lib/model10.py': '1',
    'lib/model2.py': '12',
    'lib/deep/er.py': '123',
    'data/a.csv': '1234567',
    'data/b.csv': '12',
    '.amlignore': 'b.csv',
  }).map(([path, text]) => ({ path, file: new Blob([text]) })),
)

test('paths become folders that know what is uploaded of them', () => {
  const top = localTree(withLeftOut(folder, ['lib/model2.py'], true).entries)
  expect(top).toMatchObject({ name: '', sentFiles: 5, sentBytes: 21, leftOutFiles: 1, ignoredFiles: 1 })
  expect(top.folders.map(({ path, sentFiles, sentBytes }) => [path, sentFiles, sentBytes])).toEqual([
    ['data', 1, 7],
    ['lib', 2, 4],
  ])
  const lib = top.folders[1]
  expect(lib?.files.map(({ path }) => path)).toEqual(['lib/model2.py', 'lib/model10.py'])
  expect(lib?.folders[0]).toMatchObject({ name: 'deep', path: 'lib/deep', sentFiles: 1 })
})

test('a folder is ticked by all of its files but ignored ones', () => {
  const [data, lib] = localTree(folder.entries).folders
  expect(data && tickablePaths(data)).toEqual(['data/a.csv'])
  expect(lib && tickablePaths(lib).toSorted()).toEqual(['lib/deep/er.py', 'lib/model10.py', 'lib/model2.py'])
})

test('the heaviest folders come first', () => {
  const top = localTree(folder.entries)
  expect(heaviestFolders(top, 'sentBytes').map(({ name }) => name)).toEqual(['data', 'lib'])
  expect(heaviestFolders(top, 'sentFiles').map(({ name }) => name)).toEqual(['lib', 'data'])
})

test('thousands of files are no trouble', async () => {
  const many = await localFolder(
    'src',
    Array.from({ length: 20_000 }, (_, index) => ({
      path: `d${index % 100}/e${index % 7}/f${index}`,
      file: new Blob(),
    })),
  )
  const start = performance.now()
  expect(localTree(many.entries).sentFiles).toBe(20_000)
  expect(performance.now() - start).toBeLessThan(2_000)
})
