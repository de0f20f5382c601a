import { describe, expect, test } from 'vitest'
import { isTerminal, phaseOf, pollJob, statusLabel, statusMeaning, whyNotCancel } from './job-status.ts'

describe('a job', () => {
  test('is polled until it has ended, also while it does not respond', () => {
    for (const status of ['Queued', 'Running', 'CancelRequested', 'NotResponding', 'Paused', undefined]) {
      expect(pollJob(status)).toBe(5_000)
    }
    for (const status of ['Completed', 'Failed', 'Canceled']) {
      expect(pollJob(status)).toBe(false)
      expect(isTerminal(status)).toBe(true)
    }
  })

  test('can be cancelled while it goes on, once; the refusal says why', () => {
    for (const status of ['Queued', 'Running', 'NotResponding']) expect(whyNotCancel({ status })).toBeUndefined()
    expect(whyNotCancel({ status: 'CancelRequested' })).toMatch(/already/)
    expect(whyNotCancel({ status: 'Failed' })).toBe('The job has ended.')
  })

  test('with a status nobody has heard of is shown as it is, and polled further', () => {
    expect(phaseOf('Hibernating')).toBe('unknown')
    expect(statusLabel('Hibernating')).toBe('Hibernating')
    expect(statusMeaning('Hibernating')).toMatch(/does not know/)
    expect(pollJob('Hibernating')).toBe(5_000)
    expect(whyNotCancel({ status: 'Hibernating' })).toBeUndefined()
    // A name that every object has is not a status.
    expect(phaseOf('toString')).toBe('unknown')
    expect(statusLabel('constructor')).toBe('constructor')
  })

  test('has words for people', () => {
    expect(statusLabel('CancelRequested')).toBe('Cancel requested')
    expect(statusMeaning('Queued')).toMatch(/free node/)
  })
})
