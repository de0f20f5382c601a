import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Dialog } from './Dialog.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

function Page() {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button onClick={() => setOpen(true)}>Register</button>
      {isOpen && (
        <Dialog title="Register a model" onClose={() => setOpen(false)}>
          <p>A few words.</p>
          <input aria-label="Name" />
        </Dialog>
      )}
    </>
  )
}

test('a form begins at its first field', () => {
  render(<Page />)
  fireEvent.click(screen.getByRole('button', { name: 'Register' }))
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name' }))
})

test('closes while it is in the page, so that the browser can give focus back', () => {
  const wasInPage: boolean[] = []
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(function (this: HTMLDialogElement) {
    wasInPage.push(this.isConnected)
  })
  render(<Page />)
  fireEvent.click(screen.getByRole('button', { name: 'Register' }))
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(wasInPage).toEqual([true])
  expect(screen.queryByRole('dialog')).toBeNull()
})
