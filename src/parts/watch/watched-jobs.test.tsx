import { act, cleanup, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AccountContext } from '../account.ts'
import { mostWatched, parseWatched, useWatchedJobs } from './watched-jobs.ts'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const workspace = {
  subscriptionId: '8f6d1c2e-3b7a-4c95-a1e0-5d9f7b2c4e01',
  resourceGroup: 'rg',
  workspaceName: 'ws1',
  tenantId: undefined,
}
const aJob = (jobName: string) => ({ workspace, jobName })

const wrapper = ({ children }: { children: ReactNode }) => (
  <AccountContext value={{ id: 'olivia', name: 'O', username: 'o', tenantId: 't' }}>{children}</AccountContext>
)
const open = () => renderHook(useWatchedJobs, { wrapper }).result

describe('the watched jobs', () => {
  test('are kept in the browser, the newest first, each once', () => {
    const list = open()
    act(() => list.current.watch(aJob('a'), 'First'))
    act(() => list.current.watch(aJob('b'), 'Second'))
    act(() => list.current.watch(aJob('a'), 'First again'))
    expect(open().current.jobs.map(({ jobName, title }) => [jobName, title])).toEqual([
      ['a', 'First again'],
      ['b', 'Second'],
    ])
  })

  test('tell of an end once, however many pages see it', () => {
    const [one, other] = [open(), open()]
    act(() => one.current.watch(aJob('a'), 'A'))
    let news: boolean[] = []
    act(() => {
      news = [one.current.noteEnd(aJob('a'), 'Completed'), other.current.noteEnd(aJob('a'), 'Completed')]
    })
    expect(news).toEqual([true, false])
    expect(other.current.jobs[0]).toMatchObject({ ended: 'Completed', isSeen: false })
    act(() => other.current.see())
    expect(one.current.jobs[0]?.isSeen).toBe(true)
  })

  test('are bounded: what ended makes room first', () => {
    const list = open()
    for (let number = 0; number < mostWatched; number += 1) act(() => list.current.watch(aJob(`job-${number}`), ''))
    act(() => void list.current.noteEnd(aJob('job-5'), 'Failed'))
    act(() => list.current.watch(aJob('one-more'), ''))
    const names = list.current.jobs.map(({ jobName }) => jobName)
    expect(names).toHaveLength(mostWatched)
    expect(names).toContain('job-0')
    expect(names).not.toContain('job-5')
  })

  test('leave nothing in the browser when none is left', () => {
    const list = open()
    act(() => list.current.watch(aJob('a'), 'A'))
    act(() => list.current.unwatch(aJob('a')))
    expect(localStorage.length).toBe(0)
  })
})

test.each(['', 'null', '{}', '[1, null, {}]', '[{"wsid":"x","job":"a"}]', '[{"wsid":7,"job":"a"}]', '{"'])(
  'a stored list that is %s counts as none',
  (stored) => expect(parseWatched(stored)).toEqual([]),
)
