import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LogBook, LogFound, LogLine } from '../../../lib/log/log-types.ts'
import { LogResults, resultWords } from './LogResults.tsx'
import { matchesByFile } from './results.ts'
import type { Search } from './use-search.ts'

// Nothing has a size in happy-dom, and a list without one has no rows.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(300)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const aLine = (file: string, number: number, text: string): LogLine => ({
  place: { file, offset: number * 100 },
  text,
  number,
  isContinued: false,
  stampLength: 0,
  time: undefined,
  level: undefined,
})

/** What a search found, line by line; `reads` are the stretches that were read to be shown. */
function aFind(lines: readonly LogLine[], more: Partial<LogFound> = {}) {
  const reads: [number, number][] = []
  const found: LogFound = {
    count: lines.length,
    kept: lines.length,
    scanned: 200_000_000,
    total: 200_000_000,
    isDone: true,
    failures: [],
    at: (index) => {
      const line = lines[index]
      return line && { place: line.place, number: line.number ?? 0 }
    },
    lines: (from, to) => {
      reads.push([from, to])
      return Promise.resolve(lines.slice(from, to))
    },
    ...more,
  }
  return { found, reads }
}

const search = (state: Search['state'], found?: LogFound, more: Partial<Search> = {}): Search => ({
  state,
  found,
  problem: undefined,
  error: undefined,
  stop: () => undefined,
  again: () => undefined,
  ...more,
})

/** Marks the word `loss` in each text; all else of a book is not needed to list results. */
const book = {
  marks: (_: unknown, texts: readonly string[]) =>
    Promise.resolve(
      texts.map((text) =>
        text.includes('loss') ? [{ start: text.indexOf('loss'), end: text.indexOf('loss') + 4 }] : [],
      ),
    ),
} as Partial<LogBook> as LogBook // only `marks` is called

function show(given: Search, onChoose: (index: number) => void = () => undefined) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <LogResults
        book={book}
        query={{ text: 'loss', kind: 'text', matchCase: false }}
        search={given}
        scope="kind"
        scopes={[
          ['kind', 'all that your script printed'],
          ['shown', 'this file'],
        ]}
        onScope={() => undefined}
        chosen={undefined}
        labelOf={(file) => `Process ${file}`}
        onChoose={onChoose}
        onClose={() => undefined}
      />
    </QueryClientProvider>,
  )
}

describe('the results of a search', () => {
  test('show the line with its matches, its file and its number', async () => {
    const { found } = aFind([aLine('0', 7, 'step 1 loss 0.5'), aLine('1', 1_234, '<b>loss</b>')])
    const chosen: number[] = []
    show(search('done', found), (index) => chosen.push(index))
    const marked = await screen.findAllByText('loss', { selector: 'mark' })
    expect(marked).toHaveLength(2)
    const [first, second] = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(first).toBe('Process 0Line 7step 1 loss 0.5')
    expect(second).toBe('Process 1Line 1,234<b>loss</b>')
    fireEvent.click(screen.getByText('Line 1,234'))
    expect(chosen).toEqual([1])
  })

  test('do not repeat the name of the only file', async () => {
    const { found } = aFind([aLine('0', 7, 'loss'), aLine('0', 8, 'loss')])
    show(search('done', found))
    await screen.findAllByText('loss', { selector: 'mark' })
    expect(screen.queryByText('Process 0')).toBeNull()
  })

  test('are read as they come into sight, however many there are', async () => {
    const { found, reads } = aFind(Array.from({ length: 100_000 }, (_, i) => aLine('0', i, `loss ${i}`)))
    show(search('done', found))
    await screen.findAllByText('loss', { selector: 'mark' })
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60)
    expect(reads).toEqual([[0, 50]])
  })

  test('say how far the search is, and let it be stopped', () => {
    const { found } = aFind([aLine('0', 7, 'loss'), aLine('1', 8, 'loss')], {
      count: 1_204,
      scanned: 63_000_000,
      isDone: false,
    })
    const stop = vi.fn()
    show(search('running', found, { stop }))
    expect(screen.getByRole('status').textContent).toBe('1,204 matching lines in 2 files, searched 63 MB of 200 MB')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('32')
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
    expect(stop).toHaveBeenCalledOnce()
  })

  test('say plainly that there are none, and where was looked', () => {
    const { found } = aFind([])
    expect(resultWords(search('done', found), 'all that your script printed')).toBe(
      'Nothing found in all that your script printed, searched 200 MB',
    )
  })

  test('say what was found before a search was stopped', () => {
    const { found } = aFind([aLine('0', 7, 'loss')], { scanned: 5_000_000, isDone: false })
    expect(resultWords(search('stopped', found), 'this file')).toBe(
      '1 matching line, searched 5.0 MB of 200 MB, then stopped',
    )
  })

  test('name the file that could not be searched, beside what was found in the others', () => {
    const { found } = aFind([aLine('0', 7, 'loss')], { failures: [{ file: '1', error: new Error('gone') }] })
    show(search('done', found))
    expect(screen.getByRole('alert').textContent).toContain('Search Process 1')
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })
})

test('matches are counted by file', () => {
  const lines = ['a', 'a', 'a', 'b', 'd', 'd'].map((file, i) => aLine(file, i, ''))
  expect([...matchesByFile(aFind(lines).found)]).toEqual([
    ['a', 3],
    ['b', 1],
    ['d', 2],
  ])
  expect(matchesByFile(undefined).size).toBe(0)
})
