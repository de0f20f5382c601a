import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Split } from './Split.tsx'

afterEach(cleanup)

function show(direction: 'rows' | 'columns' = 'rows') {
  render(<Split label="YAML and code" direction={direction} first={<p>YAML</p>} second={<p>Code</p>} />)
  const bar = screen.getByRole('separator', { name: 'YAML and code' })
  return {
    bar,
    share: () => Number(bar.getAttribute('aria-valuenow')),
    press: (key: string) => fireEvent.keyDown(bar, { key }),
  }
}

test('arrow keys move the bar, and not past where a pane would be too small', () => {
  const { share, press } = show()
  const start = share()
  press('ArrowUp')
  expect(share()).toBe(start - 5)
  for (let times = 0; times < 30; times++) press('ArrowDown')
  expect(share()).toBe(85)
  for (let times = 0; times < 30; times++) press('ArrowUp')
  expect(share()).toBe(15)
})

test('side by side, the other arrows do', () => {
  const { share, press } = show('columns')
  const start = share()
  press('ArrowUp')
  expect(share()).toBe(start)
  press('ArrowRight')
  expect(share()).toBe(start + 5)
})

test('Enter gives the first pane all, and takes it back', () => {
  const { bar, share, press } = show()
  const start = share()
  press('Enter')
  expect(share()).toBe(100)
  fireEvent.doubleClick(bar)
  expect(share()).toBe(start)
})

test('the bar follows the pointer that holds it', () => {
  const { bar, share } = show()
  const held = new Set<number>()
  bar.setPointerCapture = (id) => void held.add(id)
  bar.hasPointerCapture = (id) => held.has(id)
  const frame = bar.parentElement
  if (frame) frame.getBoundingClientRect = () => new DOMRect(0, 100, 400, 400)

  fireEvent.pointerMove(bar, { pointerId: 1, clientY: 200 })
  const start = share()
  fireEvent.pointerDown(bar, { pointerId: 1 })
  fireEvent.pointerMove(bar, { pointerId: 1, clientY: 200 })
  expect(start).not.toBe(25)
  expect(share()).toBe(25)
})
