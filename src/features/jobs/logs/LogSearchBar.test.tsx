import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { LogQuery } from '../../../lib/log/log-types.ts'
import { LogSearchBar } from './LogSearchBar.tsx'
import type { Search } from './use-search.ts'

afterEach(cleanup)

const idle: Search = {
  state: 'none',
  found: undefined,
  problem: undefined,
  error: undefined,
  stop: () => undefined,
  again: () => undefined,
}
const found = (count: number): Search => ({
  ...idle,
  state: 'done',
  found: {
    count,
    kept: count,
    scanned: 10,
    total: 10,
    isDone: true,
    failures: [],
    at: () => undefined,
    lines: () => Promise.resolve([]),
  },
})

/** The bar on a page that keeps the query, as the address does. */
function show({ search = idle, chosen }: { search?: Search; chosen?: number } = {}) {
  const queries: LogQuery[] = []
  const steps: number[] = []
  function Page() {
    const [query, setQuery] = useState<LogQuery>({ text: '', kind: 'text', matchCase: false })
    return (
      <LogSearchBar
        query={query}
        onQuery={(next) => {
          queries.push(next)
          setQuery(next)
        }}
        search={search}
        chosen={chosen}
        onStep={(step) => steps.push(step)}
      />
    )
  }
  render(<Page />)
  return { box: screen.getByRole<HTMLInputElement>('searchbox'), queries, steps }
}

const type = (box: HTMLElement, text: string) => fireEvent.change(box, { target: { value: text } })
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

describe('the search of logs', () => {
  test('waits until one has stopped typing: whole files are searched', async () => {
    const { box, queries } = show()
    type(box, 'l')
    type(box, 'lo')
    type(box, 'loss')
    expect(queries).toEqual([])
    await vi.waitFor(() => expect(queries.map(({ text }) => text)).toEqual(['loss']))
  })

  test('begins at once on Enter, then steps onwards and back', () => {
    const { box, queries, steps } = show({ search: found(3) })
    type(box, 'loss')
    fireEvent.keyDown(box, { key: 'Enter' })
    expect(queries.map(({ text }) => text)).toEqual(['loss'])
    expect(steps).toEqual([])
    fireEvent.keyDown(box, { key: 'Enter' })
    fireEvent.keyDown(box, { key: 'Enter', shiftKey: true })
    press('Next match')
    press('Previous match')
    expect(steps).toEqual([1, -1, 1, -1])
  })

  test('is given up by Escape', () => {
    const { box, queries } = show()
    type(box, 'loss')
    fireEvent.keyDown(box, { key: 'Enter' })
    box.focus()
    fireEvent.keyDown(box, { key: 'Escape' })
    expect(queries.at(-1)?.text).toBe('')
    expect(box.value).toBe('')
    expect(document.activeElement).not.toBe(box)
  })

  test('says at which of how many one is', () => {
    show({ search: found(1_204), chosen: 11 })
    expect(screen.getByText('12 of 1,204')).toBeDefined()
  })

  test('takes regular expressions and letter case by switches', () => {
    const { queries } = show()
    press('Regular expression')
    press('Match case')
    expect(queries.at(-1)).toEqual({ text: '', kind: 'regex', matchCase: true })
    expect(screen.getByRole('button', { name: 'Match case' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('says beside the box what is wrong with an expression', () => {
    const { box } = show({ search: { ...idle, state: 'failed', problem: 'Unterminated group' } })
    expect(screen.getByRole('alert').textContent).toBe('Unterminated group')
    expect(box.getAttribute('aria-invalid')).toBe('true')
    expect(box.getAttribute('aria-describedby')).toBe(screen.getByRole('alert').id)
  })

  test('is where Ctrl+F leads, once; the second time the browser may search itself', () => {
    const { box } = show()
    const ctrlF = () => fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })
    expect(ctrlF()).toBe(false)
    expect(document.activeElement).toBe(box)
    expect(ctrlF()).toBe(true)
  })

  test('leaves Ctrl+F alone while a dialog is open', () => {
    const { box } = show()
    const dialog = document.createElement('dialog')
    dialog.setAttribute('open', '')
    document.body.append(dialog)
    expect(fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })).toBe(true)
    expect(document.activeElement).not.toBe(box)
    dialog.remove()
  })
})
