import { expect, test } from 'vitest'
import { filesOf } from './first-load.ts'

const manifest = {
  'index.html': { file: 'index.js', imports: ['_shared.js'], dynamicImports: ['page.tsx', 'editor.tsx'] },
  'page.tsx': { file: 'page.js', imports: ['_shared.js', '_table.js'] },
  'editor.tsx': { file: 'editor.js', imports: ['_monaco.js'] },
  '_shared.js': { file: 'shared.js', imports: ['_deep.js'] },
  '_deep.js': { file: 'deep.js', imports: ['_shared.js'] },
  '_table.js': { file: 'table.js' },
  '_monaco.js': { file: 'monaco.js' },
}

test('a first load is the entries and what they import, each file once, without what is loaded later', () => {
  expect(filesOf(manifest, ['index.html', 'page.tsx'])).toEqual([
    'index.js',
    'shared.js',
    'deep.js',
    'page.js',
    'table.js',
  ])
})

test('an entry that the build does not have is an error, not zero bytes', () => {
  expect(() => filesOf(manifest, ['index.html', 'gone.tsx'])).toThrow('gone.tsx')
})
