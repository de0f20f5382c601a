import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { zipNames } from './zip-names.ts'

describe('names in an archive', () => {
  test('stay what they are where they can', () => {
    expect(zipNames(['user_logs/std_log.txt', 'system_logs/a b.log', '.amlignore'])).toEqual([
      'user_logs/std_log.txt',
      'system_logs/a b.log',
      '.amlignore',
    ])
  })

  test('never lead out of the folder', () => {
    expect(zipNames(['../../etc/passwd', '/etc/hosts', 'a/../../b', '..', 'C:\\Windows\\x', './c'])).toEqual([
      'etc/passwd',
      'etc/hosts',
      'a/b',
      'file',
      'C__Windows_x',
      'c',
    ])
  })

  test('can be unpacked on Windows', () => {
    expect(zipNames(['con.txt', 'logs/NUL', 'what?.txt', 'ends with dots...', 'a\u202etxt.exe'])).toEqual([
      '_con.txt',
      'logs/_NUL',
      'what_.txt',
      'ends with dots',
      'a_txt.exe',
    ])
  })

  test('are told apart, also where letter case is not', () => {
    expect(zipNames(['a/log.txt', 'a/LOG.txt', 'a//log.txt', 'x', 'x'])).toEqual([
      'a/log.txt',
      'a/LOG (2).txt',
      'a/log (3).txt',
      'x',
      'x (2)',
    ])
  })

  test('are safe and unique whatever the service sends', () => {
    const hostile = fc.string({ unit: fc.constantFrom('a', 'B', '.', '/', '\\', ' ', ':', '\u0000', '\u202e', '(') })
    fc.assert(
      fc.property(fc.array(hostile), (paths) => {
        const names = zipNames(paths)
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(paths.length)
        for (const name of names) {
          expect(name).not.toMatch(/^\/|[\\:\u202e]|(^|\/)\.{1,2}(\/|$)/)
          expect(name).not.toContain('\0')
          expect(name).not.toBe('')
        }
      }),
    )
  })
})
