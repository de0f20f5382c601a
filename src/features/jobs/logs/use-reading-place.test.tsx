import { act, cleanup, renderHook } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { logFilesOf } from './log-files.ts'
import { parseLogView, type ShownLogs } from './log-view.ts'
import { shownFiles } from './shown-files.ts'
import { useReadingPlace } from './use-reading-place.ts'

afterEach(cleanup)

const [first, second] = ['user_logs/std_log_process_0.txt', 'user_logs/std_log_process_1.txt'] as const
const files = logFilesOf([first, second])

/** A page that keeps the view, as the address does. */
function open(address: string) {
  return renderHook(() => {
    const [view, setView] = useState<ShownLogs>(() => parseLogView(new URLSearchParams(address)))
    const shown = shownFiles(files, view, false)
    if (!shown) throw new Error('no files')
    return { view, ...useReadingPlace(view, shown, (change) => setView((now) => ({ ...now, ...change }))) }
  }).result
}

describe('where in the logs one reads', () => {
  test('is the end, unless the address names a line', () => {
    expect(open('').current).toMatchObject({ place: undefined, followsAll: true })
    const linked = open(`file=${second}&at=100`)
    expect(linked.current.place).toEqual({ file: second, offset: 100 })
    expect(linked.current.followsAll).toBe(false)
  })

  test('is not a line of another file, when the one that is named is not there', () => {
    expect(open('file=gone.txt&at=100').current.place).toBeUndefined()
  })

  test('is a line that one goes to, again each time', () => {
    const page = open('')
    act(() => page.current.goTo({ file: second, offset: 100 }))
    const before = page.current.place
    expect(page.current.view).toMatchObject({ file: second, at: 100 })
    expect(page.current.followsAll).toBe(false)
    act(() => page.current.goTo({ file: second, offset: 100 }))
    expect(page.current.place).toEqual(before)
    expect(page.current.place).not.toBe(before)
  })

  test('is the end again when one follows, which is no line to link to', () => {
    const page = open('at=100')
    act(() => page.current.followAll(true))
    expect(page.current).toMatchObject({ place: undefined, followsAll: true })
    expect(page.current.view.at).toBeUndefined()
  })

  test('side by side differs from pane to pane', () => {
    const page = open('view=lanes')
    act(() => page.current.onFollow(first, false))
    expect([first, second].map(page.current.follows)).toEqual([false, true])
    expect(page.current.followsAll).toBe(false)
    act(() => page.current.followAll(true))
    expect([first, second].map(page.current.follows)).toEqual([true, true])
  })

  test('merged is the same for all files', () => {
    const page = open(`view=merged&file=${second}&at=5`)
    expect(page.current.follows('merged')).toBe(false)
    expect(page.current.place).toEqual({ file: second, offset: 5 })
  })
})
