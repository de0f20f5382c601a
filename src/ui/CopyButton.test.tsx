import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { CopyButton } from './CopyButton.tsx'
import { Toasts } from './Toasts.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('a copied text is confirmed on its button', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  render(<CopyButton text="train-42" label="job name" />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy job name' }))
  expect(await screen.findByRole('button', { name: 'Copied job name' })).toBeDefined()
  expect(write).toHaveBeenCalledWith('train-42')
})

test('a browser that allows no copy is not passed over in silence', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'))
  render(
    <>
      <CopyButton text="train-42" label="job name" />
      <Toasts />
    </>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Copy job name' }))
  expect(await screen.findByText('Not copied')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Copied job name' })).toBeNull()
})
