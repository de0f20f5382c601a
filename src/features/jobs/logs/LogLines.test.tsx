import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openLogBook } from '../../../lib/log/log-book.ts'
import { serveFile } from '../../../lib/log/testing/served-file.ts'
import type { LogLinesProps } from './log-lines-props.ts'
import { LogLines } from './LogLines.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

async function show(content: string, props: Partial<LogLinesProps> = {}) {
  const file = serveFile(content)
  const book = openLogBook([{ name: 'log', read: file.read }])
  await book.poll()
  const view = book.view({ files: ['log'] })
  const told: boolean[] = []
  const element = (change: Partial<LogLinesProps> = {}) => (
    <MemoryRouter>
      <LogLines
        book={book}
        view={view}
        label="Your script"
        live
        wraps={false}
        showsStamps
        follows
        onFollow={(on) => told.push(on)}
        {...props}
        {...change}
      />
    </MemoryRouter>
  )
  const { rerender } = render(element())
  const region = screen.getByRole('log', { name: 'Your script' })
  await waitFor(() => expect(region.getAttribute('aria-busy')).toBe('false'))
  return { file, book, region, told, change: (next: Partial<LogLinesProps>) => rerender(element(next)) }
}

const rowsOf = (region: HTMLElement) => [...region.querySelectorAll('[data-text]')].map((row) => row.textContent)

describe('the lines of a log', () => {
  test('are a region that can be reached and scrolled by keyboard', async () => {
    const { region } = await show('one\ntwo\n')
    expect(rowsOf(region)).toEqual(['one', 'two'])
    expect(region.tabIndex).toBe(0)
  })

  test('keep the page small however many they are', async () => {
    const { region } = await show(Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join(''))
    expect(rowsOf(region).at(-1)).toBe('line 49999')
    expect(region.querySelectorAll('*').length).toBeLessThan(500)
  })

  test('show what a hostile job printed as text', async () => {
    const { region } = await show('<img src=x onerror=alert(1)>\n\u001b[31mred\u001b[0m\na\u202eb\0\n')
    expect(region.querySelector('img')).toBeNull()
    expect(rowsOf(region)).toEqual(['<img src=x onerror=alert(1)>', 'red', 'a<U+202E>b␀'])
    expect(screen.getByText('red').dataset['color']).toBe('1')
  })

  test('have their level at their edge, and numbers that link to them', async () => {
    const { region } = await show('fine\nERROR: bad\n', { hrefOf: ({ offset }) => `/log?at=${offset}` })
    expect(region.querySelector('[data-level="error"]')?.textContent).toContain('bad')
    expect(screen.getByRole('link', { name: 'Link to line 2' }).getAttribute('href')).toBe('/log?at=5')
  })

  test('mark what is searched for', async () => {
    const { region, change } = await show('the loss is low\n')
    change({ query: { text: 'LO', kind: 'text', matchCase: false } })
    await waitFor(() => expect(region.querySelectorAll('[class*=found]')).toHaveLength(2))
  })

  test('hide time stamps', async () => {
    const { region, change } = await show('2024-05-01 10:00:00 one\n  two\n')
    change({ showsStamps: false })
    await waitFor(() => expect(rowsOf(region)).toEqual(['one', '  two']))
  })

  test('go to a place and show which line it is', async () => {
    const { region, change } = await show(Array.from({ length: 5_000 }, (_, i) => `line ${i}\n`).join(''))
    change({ follows: false, place: { file: 'log', offset: 7 } })
    await waitFor(() => expect(region.querySelector('[class*=shown] [data-text]')?.textContent).toBe('line 1'))
  })

  test('lead back to the end, and count what has come there', async () => {
    const { file, book, told } = await show('one\n', { follows: false })
    file.write('two\nthree\n')
    await book.poll()
    fireEvent.click(await screen.findByRole('button', { name: '2 new lines' }))
    expect(told).toEqual([true])
  })

  test('go to their beginning and end by keyboard', async () => {
    const { region, told } = await show(Array.from({ length: 50_000 }, (_, i) => `line ${i}\n`).join(''))
    fireEvent.keyDown(region, { key: 'Home' })
    await waitFor(() => expect(rowsOf(region)[0]).toBe('line 0'))
    fireEvent.keyDown(region, { key: 'End' })
    await waitFor(() => expect(rowsOf(region).at(-1)).toBe('line 49999'))
    expect(told).toEqual([false, true])
  })

  test('are copied as lines, also those that are not drawn', async () => {
    const text = Array.from({ length: 5_000 }, (_, i) => `line ${i}`)
    const { region } = await show(`${text.join('\n')}\n`)
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
    fireEvent.keyDown(region, { key: 'a', ctrlKey: true })
    fireEvent.copy(region)
    await waitFor(() => expect(written).toHaveBeenCalledWith(text.join('\n')))
  })
})
