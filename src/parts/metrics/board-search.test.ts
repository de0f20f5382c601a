import { describe, expect, test } from 'vitest'
import { LogQueryError } from '../../lib/log/log-types.ts'
import { createScanHost, type ScanHost } from '../../lib/log/scan-host.ts'
import { namesByPattern, namesWithWords, patternIn } from './board-search.ts'

const names = ['train/loss', 'train/accuracy', 'val/loss', 'lr']

describe('a search for charts', () => {
  test('by words finds names that have them all, in any order and case', () => {
    expect(namesWithWords(names, 'LOSS tr')).toEqual(['train/loss'])
    expect(namesWithWords(names, '  ')).toEqual(names)
    expect(namesWithWords(names, 'train/loss')).toEqual(['train/loss'])
  })

  test('is by a regular expression when it begins with a slash, also while it is being typed', () => {
    expect(patternIn('/val.*loss/')).toBe('val.*loss')
    expect(patternIn('/val')).toBe('val')
    expect(patternIn('/')).toBe('')
    expect(patternIn('train/loss')).toBeUndefined()
    expect(patternIn('/a/b/')).toBe('a/b')
  })

  test('by a regular expression finds names in which it matches something', async () => {
    const host = createScanHost()
    expect(await namesByPattern(names, '^(train|val).LOSS$', host)).toEqual({
      names: new Set(['train/loss', 'val/loss']),
    })
    expect(await namesByPattern(names, 'nothing', host)).toEqual({ names: new Set() })
    host.close()
  })

  test('that is broken says what is wrong with it', async () => {
    const host = createScanHost()
    const found = await namesByPattern(names, '(loss', host)
    expect(found).toEqual({ problem: expect.stringMatching(/^No regular expression: .*\(loss/) })
    host.close()
  })

  test('that runs away is given up, and says so', async () => {
    const problem = 'The search took too long and was stopped.'
    const host: ScanHost = { ...createScanHost(), marks: () => Promise.reject(new LogQueryError('slow', problem)) }
    expect(await namesByPattern(names, '(a+)+$', host)).toEqual({ problem })
  })
})
