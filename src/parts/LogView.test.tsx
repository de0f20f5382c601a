import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { GrowingText } from '../lib/growing-text.ts'
import { parseAnsiLine } from '../lib/ansi.ts'
import { LogView } from './LogView.tsx'

afterEach(cleanup)

const aLog = (texts: string[], start = 0): GrowingText => ({
  lines: texts.map((text, offset) => ({ ...parseAnsiLine(text), offset })),
  start,
  end: 1000,
  size: 1000,
  loaded: true,
})
const nothing = () => Promise.resolve()
const show = (log: GrowingText, onLoadEarlier = nothing) =>
  render(<LogView label="Your script" log={log} live onLoadEarlier={onLoadEarlier} />)

describe('the log view', () => {
  test('is a log region that can be reached by keyboard', () => {
    show(aLog(['one', 'two']))
    const region = screen.getByRole('log', { name: 'Your script' })
    expect(region.textContent).toBe('onetwo')
    expect(region.tabIndex).toBe(0)
  })

  test('keeps the page small however long the log is', () => {
    show(aLog(Array.from({ length: 50_000 }, (_, i) => `line ${i}`)))
    expect(screen.getByRole('log').querySelectorAll('div').length).toBeLessThan(200)
  })

  test('shows what a hostile job printed as text', () => {
    show(aLog(['<img src=x onerror=alert(1)>', '\u001b[31mred\u001b[0m']))
    const region = screen.getByRole('log')
    expect(region.querySelector('img')).toBeNull()
    expect(region.textContent).toContain('<img src=x onerror=alert(1)>')
    expect(screen.getByText('red').dataset['color']).toBe('1')
  })

  test('finds text and steps through the matches', () => {
    show(aLog(['loss 1', 'other', 'LOSS 2']))
    const search = screen.getByRole('searchbox', { name: 'Search in the log' })
    fireEvent.change(search, { target: { value: 'loss' } })
    expect(screen.getByRole('status').textContent).toBe('2 found')
    fireEvent.keyDown(search, { key: 'Enter' })
    expect(screen.getByRole('status').textContent).toBe('1 of 2')
    fireEvent.click(screen.getByRole('button', { name: 'Previous match' }))
    expect(screen.getByRole('status').textContent).toBe('2 of 2')
    // Going somewhere ends following, or the next line would scroll it away again.
    expect(screen.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')).toBe('false')
    fireEvent.change(search, { target: { value: 'absent' } })
    expect(screen.getByRole('status').textContent).toBe('Not found')
  })

  test('offers earlier lines only when there are some', async () => {
    let asked = 0
    const ask = () => {
      asked += 1
      return Promise.resolve()
    }
    const { rerender } = show(aLog(['tail'], 500), ask)
    fireEvent.click(screen.getByRole('button', { name: 'Load earlier lines' }))
    await screen.findByRole('button', { name: 'Load earlier lines' })
    expect(asked).toBe(1)
    rerender(<LogView label="Your script" log={aLog(['head', 'tail'])} live onLoadEarlier={ask} />)
    expect(screen.queryByRole('button', { name: 'Load earlier lines' })).toBeNull()
  })

  test('stops following when the reader scrolls up and goes on at the end', () => {
    show(aLog(Array.from({ length: 500 }, (_, i) => `line ${i}`)))
    const region = screen.getByRole('log')
    const follow = () => screen.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')
    Object.defineProperties(region, { scrollHeight: { value: 10_000 }, clientHeight: { value: 600 } })
    const scrollTo = (top: number) => {
      region.scrollTop = top
      fireEvent.scroll(region)
    }
    scrollTo(9_400)
    expect(follow()).toBe('true')
    scrollTo(5_000)
    expect(follow()).toBe('false')
    scrollTo(6_000)
    expect(follow()).toBe('false')
    scrollTo(9_400)
    expect(follow()).toBe('true')
  })
})
