import { expect, test } from 'vitest'
import { parseIgnoreFile } from './ignore-file.ts'

function ignored(text: string, ...paths: string[]) {
  const { ruleFor } = parseIgnoreFile(text)
  return paths.filter((path) => ruleFor(path)?.ignores ?? false)
}

test('a plain name is ignored at any depth, as a file and as a folder', () => {
  expect(ignored('data', 'data', 'data/a.csv', 'src/data/b.csv', 'database.py')).toEqual([
    'data',
    'data/a.csv',
    'src/data/b.csv',
  ])
})

test('a slash in front or in the middle ties a pattern to the root', () => {
  expect(ignored('/build', 'build/a', 'src/build/a')).toEqual(['build/a'])
  expect(ignored('src/cache', 'src/cache/a', 'lib/src/cache/a')).toEqual(['src/cache/a'])
})

test('a slash at the end asks for a folder', () => {
  expect(ignored('logs/', 'logs/a.txt', 'src/logs/b.txt', 'logs')).toEqual(['logs/a.txt', 'src/logs/b.txt'])
})

test('stars stop at slashes, double stars do not', () => {
  expect(ignored('*.pyc', 'a.pyc', 'src/b.pyc', 'a.py')).toEqual(['a.pyc', 'src/b.pyc'])
  expect(ignored('src/*.txt', 'src/a.txt', 'src/deep/b.txt')).toEqual(['src/a.txt'])
  expect(ignored('src/**/*.txt', 'src/a.txt', 'src/deep/b.txt', 'c.txt')).toEqual(['src/a.txt', 'src/deep/b.txt'])
  expect(ignored('**/tmp', 'tmp/a', 'src/tmp/b', 'tmpfile')).toEqual(['tmp/a', 'src/tmp/b'])
  expect(ignored('out/**', 'out/a', 'out/b/c', 'outer')).toEqual(['out/a', 'out/b/c'])
})

test('question marks and character classes match one character', () => {
  expect(ignored('run?.log', 'run1.log', 'run12.log')).toEqual(['run1.log'])
  expect(ignored('[ab].py', 'a.py', 'c.py')).toEqual(['a.py'])
  expect(ignored('[!ab].py', 'a.py', 'c.py')).toEqual(['c.py'])
})

test('the last match decides, and an exclamation mark takes a file back in', () => {
  const text = '*.csv\n!keep.csv\n'
  expect(ignored(text, 'a.csv', 'keep.csv', 'deep/keep.csv')).toEqual(['a.csv'])
  expect(ignored('data/\n!data/small.csv', 'data/big.csv', 'data/small.csv')).toEqual(['data/big.csv'])
})

test('comments, empty lines and blanks at the end do not count, escaped marks do', () => {
  expect(ignored('# note\n\n  \nkeys.txt   \r\n', 'keys.txt', '# note')).toEqual(['keys.txt'])
  expect(ignored('\\#1.txt\n\\!x', '#1.txt', '!x')).toEqual(['#1.txt', '!x'])
})

test('characters with a meaning in regular expressions are plain text', () => {
  expect(ignored('a+b(1).txt', 'a+b(1).txt', 'aab1.txt')).toEqual(['a+b(1).txt'])
  expect(ignored('a.b', 'axb')).toEqual([])
})

test('brackets that hold nothing or do not close are plain text', () => {
  expect(ignored('[]a]x', ']x', 'ax', '[]a]x')).toEqual([']x', 'ax'])
  expect(ignored('a[', 'a[', 'a')).toEqual(['a['])
  expect(ignored('[^a]', '^', 'a', 'b')).toEqual(['^', 'a'])
})

test('a question mark is one character, also one of two code units', () => {
  expect(ignored('?.txt', '😀.txt', 'é.txt', 'ab.txt')).toEqual(['😀.txt', 'é.txt'])
})

test('stars alone: everything, what is in folders, what is in one', () => {
  const paths = ['a', 'b/c', 'b/d/e']
  expect(ignored('*', ...paths)).toEqual(paths)
  expect(ignored('**', ...paths)).toEqual(paths)
  expect(ignored('**/', ...paths)).toEqual(['b/c', 'b/d/e'])
  expect(ignored('b/**/', ...paths)).toEqual(['b/c', 'b/d/e'])
  expect(ignored('b/*/e', ...paths)).toEqual(['b/d/e'])
  expect(ignored('/', ...paths)).toEqual([])
})

test('the rule that decides is told with its line', () => {
  const { ruleFor } = parseIgnoreFile('# data\n*.csv\n\n!keep.csv\n')
  expect(ruleFor('a.csv')).toEqual({ pattern: '*.csv', line: 2, ignores: true })
  expect(ruleFor('keep.csv')).toEqual({ pattern: '!keep.csv', line: 4, ignores: false })
  expect(ruleFor('train.py')).toBeUndefined()
})

test('a line that is no pattern matches nothing and is named', () => {
  const { ruleFor, broken } = parseIgnoreFile('[z-a].txt\n!\nends\\\n*.log\n')
  expect(broken.map(({ pattern, line }) => `${line}: ${pattern}`)).toEqual(['1: [z-a].txt', '2: !', '3: ends\\'])
  expect([ruleFor('z.txt'), ruleFor('a.txt')]).toEqual([undefined, undefined])
  expect(ruleFor('a.log')?.line).toBe(4)
})
