import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ArmError } from '../../api/arm-error.ts'
import { UploadIncompleteError } from '../../domain/upload-errors.ts'
import type { UploadProgress } from '../../queries/upload-progress.ts'
import { SubmitDialog } from './SubmitDialog.tsx'
import { NameTakenError, type Submission, type SubmitStep } from './submission.ts'

afterEach(cleanup)

/** A submission whose steps the test sets. */
function aSubmission(first: SubmitStep[]) {
  let steps: readonly SubmitStep[] = first
  const listeners = new Set<() => void>()
  const submission: Submission = {
    jobName: 'brave_kite_1234567890',
    run: async () => undefined,
    steps: () => steps,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const show = (next: SubmitStep[]) =>
    act(() => {
      steps = next
      for (const listener of listeners) listener()
    })
  return { submission, show }
}

const aProgress = (changes: Partial<UploadProgress>): UploadProgress => ({
  phase: 'sending',
  sentBytes: 0,
  totalBytes: 2_000_000,
  sentFiles: 0,
  totalFiles: 10,
  large: [],
  retrying: 0,
  failed: [],
  ...changes,
})

const upload: SubmitStep = { id: 'code', title: 'Upload the code ./src', state: 'waiting' }
const put: SubmitStep = { id: 'job', title: 'Send the job', state: 'waiting' }

function open(first: SubmitStep[]) {
  const { submission, show } = aSubmission(first)
  const calls = { onRetry: vi.fn<() => void>(), onStop: vi.fn<() => void>(), onClose: vi.fn<() => void>() }
  render(<SubmitDialog submission={submission} {...calls} />)
  return { show, ...calls }
}

const step = (title: string) => within(screen.getByText(title).closest('li') ?? document.body)

test('an upload under way shows how far it is, and can be stopped', () => {
  const { show, onStop } = open([upload, put])
  show([{ ...upload, state: 'running', progress: aProgress({ sentBytes: 500_000, sentFiles: 3 }) }, put])
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
  expect(screen.getByText('500 kB of 2.0 MB · 3 of 10 files')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(onStop).toHaveBeenCalledOnce()
})

test('an upload tells its rate, what is left, what is large and what is tried again', () => {
  const large = [{ path: 'data/big.bin', sentBytes: 4_000_000, totalBytes: 8_000_000 }]
  const progress = aProgress({ sentBytes: 1_000_000, rate: 100_000, large, retrying: 2 })
  open([{ ...upload, state: 'running', progress }])
  expect(screen.getByText(/100 kB\/s · about 10 s left/)).toBeTruthy()
  expect(screen.getByText('2 files did not get through and will be tried again')).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: 'data/big.bin' }).getAttribute('aria-valuenow')).toBe('50')
})

test('files that did not arrive are named by reason, and the rest can be sent', () => {
  const failed = [
    { path: 'a.py', error: new ArmError('Bad name', { status: 400, code: 'InvalidUri', requestId: '' }) },
    { path: 'lib/b.py', error: new ArmError('Bad name', { status: 400, code: 'InvalidUri', requestId: '' }) },
  ]
  const { onRetry } = open([{ ...upload, state: 'failed', error: new UploadIncompleteError(failed, 0, 500) }])
  expect(screen.getByRole('alert').textContent).toContain('2 of 500 files did not arrive.')
  expect(screen.getByText('The service refused the request: Bad name (2 files)')).toBeTruthy()
  expect(screen.getByText('lib/b.py')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Send the rest' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

test('an error stands beside its step, and the rest can be tried again', () => {
  const error = new ArmError('No such compute', { status: 400, code: 'UserError', requestId: 'request-7' })
  const { onRetry } = open([
    { ...upload, state: 'done', detail: '2 files uploaded.' },
    { ...put, state: 'failed', error },
  ])
  expect(step('Upload the code ./src').getByText('2 files uploaded.')).toBeTruthy()
  expect(step(put.title).getByRole('alert').textContent).toMatch(/No such compute.*request-7/)
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

test('a name that is taken leads back to the draft: trying again could not help', () => {
  const { onClose } = open([{ ...put, state: 'failed', error: new NameTakenError('brave_kite_1234567890') }])
  expect(screen.getByRole('alert').textContent).toContain('Choose another name')
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Back to the draft' }))
  expect(onClose).toHaveBeenCalledOnce()
})

test('the tab asks before it is closed as long as something is sent, and not afterwards', () => {
  const asks = () => {
    const event = new Event('beforeunload', { cancelable: true })
    dispatchEvent(event)
    return event.defaultPrevented
  }
  const { show } = open([{ ...upload, state: 'running' }, put])
  expect(asks()).toBe(true)
  show([{ ...upload, state: 'stopped' }, put])
  expect(asks()).toBe(false)
  show([{ ...upload, state: 'running' }, put])
  cleanup()
  expect(asks()).toBe(false)
})
