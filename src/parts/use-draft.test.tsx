import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { draftsBelow, forgetDraft, readDraft, saveDraft } from './drafts.ts'
import { useDraft } from './use-draft.ts'

afterEach(() => {
  cleanup()
  localStorage.clear()
})

test('a draft survives a reload', () => {
  const before = renderHook(() => useDraft('ws/job', 'template'))
  expect(before.result.current).toMatchObject({ text: 'template', isChanged: false })
  act(() => before.result.current.setText('mine'))
  before.unmount()

  const after = renderHook(() => useDraft('ws/job', 'template'))
  expect(after.result.current).toMatchObject({ text: 'mine', isChanged: true })
})

test('drafts of different things do not meet', () => {
  const job = renderHook(() => useDraft('ws/job', 'template'))
  act(() => job.result.current.setText('mine'))
  expect(renderHook(() => useDraft('other/job', 'template')).result.current.text).toBe('template')
})

test('what equals the template, or was discarded or used up, is not kept', () => {
  const draft = renderHook(() => useDraft('ws/job', 'template'))
  act(() => draft.result.current.setText('mine'))
  act(() => draft.result.current.discard())
  expect(draft.result.current).toMatchObject({ text: 'template', isChanged: false })
  expect(localStorage.length).toBe(0)

  act(() => draft.result.current.setText('mine'))
  act(() => forgetDraft('ws/job'))
  expect(localStorage.length).toBe(0)
})

test('drafts are found by the begin of their keys, the latest first', () => {
  saveDraft({ key: 'ws/job.new', text: 'older', changedAt: 1, place: 'draft=1' })
  saveDraft({ key: 'ws/job.from:x', text: 'newer', changedAt: 2 })
  saveDraft({ key: 'ws/compute', text: 'another kind', changedAt: 3 })
  expect(draftsBelow('ws/job.').map(({ text }) => text)).toEqual(['newer', 'older'])
  expect(readDraft('ws/job.new')).toEqual({ key: 'ws/job.new', text: 'older', changedAt: 1, place: 'draft=1' })
})

test('what is no record of ours is the text itself', () => {
  for (const kept of ['command: ls\n', '42', 'null', '{"text": 1}']) {
    localStorage.setItem('trainyard.draft.ws/job', kept)
    expect(readDraft('ws/job')).toMatchObject({ text: kept })
  }
})
