import { describe, expect, test } from 'vitest'
import { placeInLine, queueAhead } from './compute-queue.ts'
import type { ListedRun } from './facts.ts'

const minute = (number: number) => new Date(Date.UTC(2026, 2, 2, 10, number)).toISOString()
const run = (runId: string, status: string, created: number, rest: Partial<ListedRun> = {}): ListedRun => ({
  runId,
  status,
  createdTimeUtc: minute(created),
  ...rest,
})
const job = { name: 'mine', submittedAt: Date.parse(minute(10)) }
const queue = (runs: ListedRun[], hasMore = false) => queueAhead({ runs, hasMore }, job)
const names = (runs: ListedRun[]) => queue(runs).ahead.map(({ name }) => name)

describe('the jobs ahead of one', () => {
  test('are those that run, and those that wait and came before', () => {
    const runs = [
      run('old', 'Queued', 1),
      run('mine', 'Queued', 10),
      run('younger', 'Queued', 11),
      run('busy', 'Running', 5, { startTimeUtc: minute(6) }),
    ]
    expect(names(runs)).toEqual(['busy', 'old'])
    expect(placeInLine(queue(runs))).toBe(2)
  })

  test('hold a job that came later and yet has nodes', () => {
    expect(names([run('mine', 'Queued', 10), run('quick', 'Running', 12)])).toEqual(['quick'])
  })

  test.each(['Finalizing', 'CancelRequested', 'NotResponding'])(
    'hold one that is %s, for it keeps its nodes',
    (status) => {
      expect(queue([run('other', status, 12)]).ahead[0]?.isRunning).toBe(true)
    },
  )

  test.each(['Completed', 'Failed', 'Canceled'])('hold none that is %s', (status) => {
    expect(names([run('over', status, 1)])).toEqual([])
  })

  test('hold the trials of another sweep, not the sweep itself, which has no node', () => {
    const runs = [
      run('sweep', 'Running', 1, { runType: 'hyperdrive' }),
      run('trial', 'Running', 2, { parentRunId: 'sweep' }),
    ]
    expect(names(runs)).toEqual(['trial'])
  })

  test('hold no trial of the job itself', () => {
    expect(names([run('trial', 'Running', 2, { parentRunId: 'mine' })])).toEqual([])
  })

  test('are named as people named them', () => {
    const [named, unnamed] = queue([
      run('a', 'Queued', 1, { displayName: 'Nightly' }),
      run('b', 'Queued', 2, { displayName: '' }),
    ]).ahead
    expect([named?.title, unnamed?.title]).toEqual(['Nightly', 'b'])
  })

  test('go by the time the service has for the job, not by that of its resource', () => {
    const runs = [run('between', 'Queued', 11), run('mine', 'Queued', 12)]
    expect(names(runs)).toEqual(['between'])
  })

  test('of unknown submission are not said to be ahead', () => {
    expect(names([run('odd', 'Queued', 1, { createdTimeUtc: null })])).toEqual([])
  })

  test('may not be all where there are further pages, unless the job was on those read', () => {
    expect(queue([run('old', 'Queued', 1)], true).isPartial).toBe(true)
    expect(placeInLine(queue([run('old', 'Queued', 1)], true))).toBeUndefined()
    expect(queue([run('old', 'Queued', 1), run('mine', 'Queued', 10)], true).isPartial).toBe(false)
  })
})
