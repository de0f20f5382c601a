import { describe, expect, test } from 'vitest'
import { createFileIndex, type FileIndex } from './file-index.ts'
import { fileRows, type RowOptions } from './file-rows.ts'

const anIndex = (...paths: string[]) => {
  const index = createFileIndex()
  index.add(paths.map((path) => ({ path })))
  index.root.listing = { state: 'listed', isDeep: true }
  return index
}

const draw = (index: FileIndex, options: Partial<RowOptions> = {}) =>
  fileRows(index, 'artifacts', 1, { isOpen: () => true, sort: 'name', words: [], ...options }).map((row) => {
    const indent = '  '.repeat(row.level - 1)
    if (row.kind === 'note') return `${indent}(${row.isEmpty ? 'empty ' : ''}${row.listing.state})`
    if (row.kind !== 'folder') return indent + (row.kind === 'file' ? row.name : row.text)
    return `${indent}${row.name}/ ${row.fileCount ?? '?'}${row.isModel ? ' model' : ''}`
  })

describe('the rows of a tree of files', () => {
  const paths = ['outputs/run10.json', 'outputs/run2.json', 'model/MLmodel', 'model/data/weights.bin', 'note.txt']

  test('have folders first, in people’s order, and know a model', () => {
    expect(draw(anIndex(...paths))).toEqual([
      'model/ 2 model',
      '  data/ 1',
      '    weights.bin',
      '  MLmodel',
      'outputs/ 2',
      '  run2.json',
      '  run10.json',
      'note.txt',
    ])
  })

  test('keep a file and a folder of the same name apart', () => {
    expect(draw(anIndex('a/b', 'a/b/c'))).toEqual(['a/ 2', '  b/ 1', '    c', '  b'])
  })

  test('show a closed folder without what is in it', () => {
    expect(draw(anIndex(...paths), { isOpen: () => false })).toEqual(['model/ 2 model', 'outputs/ 2', 'note.txt'])
  })

  test('begin at a folder, and leave out what only has a longer name', () => {
    const index = createFileIndex('model/')
    index.add([{ path: 'model/MLmodel' }, { path: 'model2/MLmodel' }])
    index.root.listing = { state: 'listed', isDeep: true }
    expect(draw(index)).toEqual(['MLmodel'])
  })

  test('of what turns out to be one file are that file', () => {
    const index = createFileIndex('weights.bin/')
    index.add([{ path: 'weights.bin' }, { path: 'weights.bin2' }])
    index.root.listing = { state: 'listed', isDeep: true }
    expect(draw(index)).toEqual(['weights.bin'])
  })

  test('that are searched show the way to what was found', () => {
    expect(draw(anIndex(...paths), { isOpen: () => false, words: ['run', '2'] })).toEqual(['outputs/ 2', '  run2.json'])
    expect(draw(anIndex(...paths), { words: ['nowhere'] })).toEqual([])
  })

  test('can go by size, the largest first and unknown ones last', () => {
    const index = createFileIndex()
    index.add([{ path: 'small', size: 1 }, { path: 'unknown' }, { path: 'large', size: 9 }])
    index.root.listing = { state: 'listed', isDeep: false }
    expect(draw(index, { sort: 'size' })).toEqual(['large', 'small', 'unknown'])
  })

  test('say of a folder how far it is listed', () => {
    const index = createFileIndex()
    index.add([{ path: 'a/' }, { path: 'b/' }, { path: 'c/' }, { path: 'c/1' }])
    index.root.listing = { state: 'listed', isDeep: false }
    index.folder('b/').listing = { state: 'failed', error: new Error('no') }
    index.folder('c/').listing = { state: 'cut', isDeep: false, next: 't', seen: 1 }
    expect(draw(index)).toEqual(['a/ ?', '  (empty unlisted)', 'b/ ?', '  (empty failed)', 'c/ ?', '  1', '  (cut)'])
  })

  test('of a folder that a list around it still brings are spoken of once', () => {
    const index = createFileIndex()
    index.add([{ path: 'a/1' }])
    index.root.listing = { state: 'loading', isDeep: true, seen: 1 }
    expect(draw(index)).toEqual(['a/ ?', '  1', '(loading)'])
  })
})
