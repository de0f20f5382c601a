import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import {
  LogQueryError,
  type FindOptions,
  type LogBook,
  type LogFound,
  type LogQuery,
} from '../../../lib/log/log-types.ts'
import { useSearch } from './use-search.ts'

afterEach(cleanup)

const aFound = (count: number, isDone: boolean): LogFound => ({
  count,
  kept: count,
  scanned: 1,
  total: 2,
  isDone,
  failures: [],
  at: () => undefined,
  lines: () => Promise.resolve([]),
})

/** A book whose searches end when the test says so. */
function aBook() {
  const finds: { query: LogQuery; options: FindOptions; end: (found: LogFound | Error) => void }[] = []
  const book = {
    find: (query: LogQuery, options: FindOptions) =>
      new Promise<LogFound>((resolve, reject) => {
        const end = (found: LogFound | Error) => (found instanceof Error ? reject(found) : resolve(found))
        finds.push({ query, options, end })
      }),
  } as Partial<LogBook> as LogBook // only `find` is called
  return { book, finds }
}

const files = ['a.txt', 'b.txt']
const query = (text: string): LogQuery => ({ text, kind: 'text', matchCase: false })
const search = (book: LogBook, text: string) =>
  renderHook((wanted: string) => useSearch(book, query(wanted), files, []), { initialProps: text })

describe('a search of whole files', () => {
  test('is not begun for nothing', () => {
    const { book, finds } = aBook()
    expect(search(book, '').result.current.state).toBe('none')
    expect(finds).toEqual([])
  })

  test('tells what it finds while it goes on, and when it is done', async () => {
    const { book, finds } = aBook()
    const { result } = search(book, 'loss')
    expect(result.current.state).toBe('running')
    expect(finds[0]?.options.files).toEqual(files)
    act(() => finds[0]?.options.onProgress?.(aFound(3, false)))
    expect(result.current).toMatchObject({ state: 'running', found: { count: 3 } })
    finds[0]?.end(aFound(5, true))
    await waitFor(() => expect(result.current).toMatchObject({ state: 'done', found: { count: 5 } }))
  })

  test('is not begun again when nothing about it changed', () => {
    const { book, finds } = aBook()
    const { rerender } = search(book, 'loss')
    rerender('loss')
    expect(finds).toHaveLength(1)
  })

  test('is given up for another, and says no more', async () => {
    const { book, finds } = aBook()
    const { result, rerender } = search(book, 'los')
    rerender('loss')
    expect(finds.map(({ options }) => options.signal?.aborted)).toEqual([true, false])
    act(() => finds[0]?.options.onProgress?.(aFound(99, false)))
    expect(result.current.found).toBeUndefined()
    finds[1]?.end(aFound(1, true))
    await waitFor(() => expect(result.current.found?.count).toBe(1))
  })

  test('can be stopped, keeps what it found, and can be begun again', () => {
    const { book, finds } = aBook()
    const { result } = search(book, 'loss')
    act(() => finds[0]?.options.onProgress?.(aFound(3, false)))
    act(() => result.current.stop())
    expect(result.current).toMatchObject({ state: 'stopped', found: { count: 3 } })
    expect(finds[0]?.options.signal?.aborted).toBe(true)
    act(() => result.current.again())
    expect(result.current.state).toBe('running')
    expect(finds).toHaveLength(2)
  })

  test('tells a query that cannot be one from a failure', async () => {
    const { book, finds } = aBook()
    const { result, rerender } = search(book, '(')
    finds[0]?.end(new LogQueryError('syntax', 'Unterminated group'))
    await waitFor(() => expect(result.current).toMatchObject({ state: 'failed', problem: 'Unterminated group' }))
    rerender('x')
    finds[1]?.end(new Error('offline'))
    await waitFor(() => expect(result.current).toMatchObject({ state: 'failed', problem: undefined }))
    expect(result.current.error).toEqual(new Error('offline'))
  })
})
