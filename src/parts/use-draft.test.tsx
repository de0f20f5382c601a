import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { forgetDraft, useDraft } from './use-draft.ts'

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
