import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { UploadIncompleteError } from '../domain/upload-errors.ts'
import { ApplyDialog } from './ApplyDialog.tsx'

afterEach(cleanup)

const dialog = {
  title: 'Register version 1 of tabular?',
  lead: 'This will be its first version.',
  before: undefined,
  after: 'name: tabular\n',
  action: 'Register',
  isBusy: false,
  error: null,
  onApply: () => undefined,
  onClose: () => undefined,
}

test('while files are sent it tells how far they are', () => {
  const progress = { sentBytes: 5e6, totalBytes: 1e7, sentFiles: 3, totalFiles: 8, large: [], retrying: 0, failed: [] }
  render(<ApplyDialog {...dialog} progress={{ phase: 'sending', ...progress }} />)
  expect(screen.getByText(/3 of 8 files/)).toBeTruthy()
})

test('files that did not arrive are named, and the rest can be sent', () => {
  const error = new UploadIncompleteError([{ path: 'Dockerfile', error: new Error('Gone') }], 0, 8)
  render(<ApplyDialog {...dialog} error={error} />)
  expect(screen.getByText('Dockerfile')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Send the rest' })).toBeTruthy()
})

test('any other failure is explained, and the action stays', () => {
  render(<ApplyDialog {...dialog} error={new Error('The disk is full')} />)
  expect(screen.getByRole('alert').textContent).toContain('The disk is full')
  expect(screen.getByRole('button', { name: 'Register' })).toBeTruthy()
})
