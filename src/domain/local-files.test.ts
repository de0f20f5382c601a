import { expect, test } from 'vitest'
import {
  leftOutCounts,
  localFile,
  localFolder,
  localKey,
  newPathProblem,
  sizeOf,
  sizeWarning,
  withLeftOut,
  withText,
  type LocalAsset,
} from './local-files.ts'

/** A folder of files that hold `content`, or what is given for them. */
const aFolder = (...files: (string | [path: string, content: string])[]) =>
  localFolder(
    'src',
    files.map((file) => {
      const [path, content] = typeof file === 'string' ? [file, 'content'] : file
      return { path, file: new File([content], path.split('/').at(-1) ?? '') }
    }),
  )

const sent = ({ files }: LocalAsset) => files.map(({ path }) => path)

test('the .amlignore at the top decides, and the .gitignore only without it', async () => {
  const files: [string, string][] = [
    ['.gitignore', '*.csv'],
    ['a.py', ''],
    ['b.csv', ''],
    ['c.log', ''],
  ]
  const withGitIgnore = await aFolder(...files)
  expect(sent(withGitIgnore)).toEqual(['.gitignore', 'a.py', 'c.log'])
  expect(withGitIgnore.ignoreFile?.name).toBe('.gitignore')
  expect(withGitIgnore.entries.find(({ path }) => path === 'b.csv')?.leftOut).toMatchObject({
    pattern: '*.csv',
    line: 1,
  })

  expect(sent(await aFolder(...files, ['.amlignore', '*.log']))).toEqual(['.gitignore', 'a.py', 'b.csv', '.amlignore'])
  expect(sent(await aFolder('a.py', 'b.csv', ['lib/.gitignore', '*']))).toEqual(['a.py', 'b.csv', 'lib/.gitignore'])
})

test('files that the user leaves out stay at home until they are taken back in', async () => {
  const folder = await aFolder('a.py', 'data/b.csv', 'data/c.csv', ['.amlignore', 'c.csv'])
  const less = withLeftOut(folder, ['data/b.csv'], true)
  expect(sent(less)).toEqual(['a.py', '.amlignore'])
  expect(leftOutCounts(less)).toEqual({ ignored: 1, byUser: 1 })
  expect(sent(withLeftOut(less, ['data/b.csv'], false))).toEqual(sent(folder))
  expect(sent(withLeftOut(folder, sent(folder), true))).toEqual([])
})

test('an edited file is uploaded as edited, and can be what it was again', async () => {
  const folder = await aFolder(['train.py', 'print(1)'])
  const edited = withText(folder, 'train.py', 'print("two")')
  expect(edited.entries[0]).toMatchObject({ origin: 'edited' })
  expect(await edited.files[0]?.file.text()).toBe('print("two")')
  expect(sizeOf(edited)).toBe(12)
  const reverted = withText(edited, 'train.py', undefined)
  expect(reverted.entries[0]?.origin).toBe('picked')
  expect(await reverted.files[0]?.file.text()).toBe('print(1)')
})

test('a new file goes along, and goes again', async () => {
  const folder = await aFolder('train.py')
  const more = withText(folder, 'lib/new.py', 'x = 1')
  expect(sent(more)).toEqual(['train.py', 'lib/new.py'])
  expect(more.entries[1]?.origin).toBe('new')
  expect(sent(withText(more, 'lib/new.py', undefined))).toEqual(['train.py'])
})

test('an edited or new ignore file counts at once', async () => {
  const folder = await aFolder('train.py', 'big.csv', ['.gitignore', '*.py'])
  expect(sent(withText(folder, '.amlignore', '*.csv\n'))).toEqual(['train.py', '.gitignore', '.amlignore'])
  expect(sent(withText(folder, '.gitignore', ''))).toEqual(['train.py', 'big.csv', '.gitignore'])
})

test('a folder without files is refused; one from which nothing is left is not, so that it can be seen why', async () => {
  await expect(aFolder()).rejects.toThrow('The folder src holds no files.')
  const none = await aFolder(['.amlignore', '*'])
  expect(none.files).toEqual([])
  expect(leftOutCounts(none)).toEqual({ ignored: 1, byUser: 0 })
})

test('nothing is ignored of a single file', () => {
  expect(sent(localFile(new File(['*'], '.gitignore')))).toEqual(['.gitignore'])
})

test('what is much is warned about, and only what is uploaded counts', async () => {
  const many = await aFolder(...Array.from({ length: 2001 }, (_, index) => `f${index}`))
  expect(sizeWarning(many)).toEqual({ tooManyFiles: true, tooManyBytes: false })
  expect(sizeWarning(withLeftOut(many, ['f1'], true))).toBeUndefined()
  const large = localFile(Object.defineProperty(new File([], 'large.bin'), 'size', { value: 100_000_001 }))
  expect(sizeWarning(large)).toEqual({ tooManyFiles: false, tooManyBytes: true })
})

test('a new file needs a name that is free and lies below the folder', async () => {
  const folder = await aFolder('train.py', 'lib/model.py')
  expect(newPathProblem(folder, 'lib/data.py')).toBeUndefined()
  expect(
    ['', '../x', '/x', 'a//b', 'a/', String.raw`a\b`].map((path) => newPathProblem(folder, path) !== undefined),
  ).toEqual(Array.from({ length: 6 }, () => true))
  expect(newPathProblem(folder, 'lib')).toBe('There is a lib already.')
  expect(newPathProblem(folder, 'train.py/x')).toBe('train.py is a file, not a folder.')
})

test('spellings of one local path are one key', () => {
  expect(['./src/', 'src', 'src/', String.raw`.\src`].map(localKey)).toEqual(['src', 'src', 'src', 'src'])
  expect(localKey('../shared//lib/')).toBe('../shared/lib')
  expect(localKey('/data/iris')).toBe('/data/iris')
})
