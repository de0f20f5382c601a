import { beforeEach, expect, test, vi } from 'vitest'
import { testWorkspace } from '../../../queries/testing/fake-azure.ts'
import { noteStatus, seenStatuses, subscribeToSeen } from './seen-store.ts'

let number = 0
const newJob = () => ({ workspace: testWorkspace, jobName: `job-${(number += 1)}` })
beforeEach(() => sessionStorage.clear())

test('what is seen of a job is kept and told', () => {
  const listener = vi.fn<() => void>()
  const stop = subscribeToSeen(listener)
  const job = newJob()
  noteStatus(job, 'Queued', 1_000)
  noteStatus(job, 'Queued', 3_000)
  noteStatus(job, 'Running', 5_000)
  stop()
  expect(seenStatuses(job).map(({ status }) => status)).toEqual(['Queued', 'Running'])
  expect(listener).toHaveBeenCalledTimes(3)
  const kept = Object.keys(sessionStorage).map((key) => sessionStorage.getItem(key))
  expect(kept).toEqual([JSON.stringify(seenStatuses(job))])
})

test('a job opened after its end leaves nothing behind', () => {
  const job = newJob()
  noteStatus(job, 'Completed', 1_000)
  expect(seenStatuses(job)).toEqual([])
  expect(sessionStorage).toHaveLength(0)
})

test('the end of a job that was watched is its last look', () => {
  const job = newJob()
  noteStatus(job, 'Running', 1_000)
  noteStatus(job, 'Completed', 3_000)
  noteStatus(job, 'Completed', 60_000)
  expect(seenStatuses(job).at(-1)).toEqual({ status: 'Completed', first: 3_000, last: 3_000 })
})

test('jobs of one name in two workspaces are two', () => {
  const job = newJob()
  noteStatus(job, 'Queued', 1_000)
  expect(seenStatuses({ ...job, workspace: { ...job.workspace, workspaceName: 'ws2' } })).toEqual([])
})
