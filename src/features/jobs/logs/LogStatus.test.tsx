import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogFileState } from '../../../lib/log/log-types.ts'
import { countWords, LogStatus } from './LogStatus.tsx'

const now = Date.UTC(2026, 10, 23, 10, 0, 0)
beforeEach(() => void vi.setSystemTime(now))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const aFile = (more: Partial<LogFileState> = {}): LogFileState => ({
  name: 'user_logs/std_log.txt',
  isLoaded: true,
  size: 14_000_000,
  lineCount: undefined,
  lastDataAt: now - 4_000,
  arrivedLines: 0,
  rewrites: 0,
  error: undefined,
  ...more,
})
const wordsFor = (files: LogFileState[], live: boolean) => {
  const { container } = render(<LogStatus states={files} live={live} />)
  return [...container.querySelectorAll(':scope > span')].map(({ textContent }) => textContent)
}

describe('the state of a log', () => {
  test('says when its last data came, and that more may come', () => {
    expect(wordsFor([aFile()], true)).toEqual(['14 MB', 'Last data 4 s ago, waiting for more'])
  })

  test('says that it has ended, with its lines where they are counted', () => {
    expect(wordsFor([aFile({ lineCount: 200_000 })], false)).toEqual(['200,000 lines, 14 MB', 'Ended'])
  })

  test('of an empty file tells a wait from an end', () => {
    const empty = aFile({ size: 0, lineCount: 0, lastDataAt: undefined })
    expect(wordsFor([empty], true)).toEqual(['0 lines, 0 B', 'Waiting for the first lines'])
    expect(wordsFor([empty], false)).toEqual(['0 lines, 0 B', 'Nothing was printed here'])
  })

  test('of several files is that of all of them', () => {
    const older = aFile({ name: 'b', size: 1_000_000, lastDataAt: now - 60_000 })
    expect(wordsFor([aFile(), older], true)).toEqual(['15 MB', 'Last data 4 s ago, waiting for more'])
  })

  test('says that a file was written anew', () => {
    const { container, rerender } = render(<LogStatus states={[aFile()]} live />)
    expect(container.textContent).not.toContain('anew')
    rerender(<LogStatus states={[aFile({ rewrites: 1, size: 10 })]} live />)
    expect(container.textContent).toMatch(/The file was written anew at \d\d:\d\d/)
  })

  test('is nothing before it was read', () => expect(wordsFor([aFile({ isLoaded: false })], true)).toEqual([]))
})

test('a filter says what it leaves, and how far it is', () => {
  const state = { version: 0, order: 'file', untimed: [], matched: 1_204, arrived: 0, rewrites: 0 } as const
  expect(countWords({ ...state, filtering: undefined })).toBe('1,204 lines')
  expect(countWords({ ...state, filtering: { scanned: 63_000_000, total: 200_000_000 } })).toBe(
    '1,204 lines, looked through 63 MB of 200 MB',
  )
})
