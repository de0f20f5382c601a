import { describe, expect, test } from 'vitest'
import type { JobBaseUnion } from '../api/generated/arm.ts'
import {
  conflictsOf,
  overwriting,
  tagChanges,
  valueAt,
  withArchived,
  withChanges,
  type JobChange,
} from './job-update.ts'

const aJob = (more: Partial<JobBaseUnion> = {}) => ({
  properties: {
    jobType: 'Command',
    command: 'true',
    environmentId: 'e',
    displayName: 'Nightly',
    tags: { team: 'a', run: '7' },
    status: 'Completed',
    ...more,
  } as JobBaseUnion,
})

const rename = (from: string | undefined, to: string | undefined): JobChange => ({ field: 'displayName', from, to })

describe('a change of a job', () => {
  test('sends the whole definition with what is meant to change, and nothing that is the service’s to write', () => {
    const change: JobChange = { field: 'tag', name: 'run', from: '7', to: '8' }
    const job = aJob({ parameters: { lr: 1 } })
    expect(withChanges(job, [rename('Nightly', 'Weekly'), change]).properties).toEqual({
      jobType: 'Command',
      command: 'true',
      environmentId: 'e',
      displayName: 'Weekly',
      tags: { team: 'a', run: '8' },
    })
  })

  test('keeps tags that somebody else has added since', () => {
    const job = aJob({ tags: { team: 'a', run: '7', theirs: 'x' } })
    const changes = tagChanges({ team: 'a', run: '7' }, { team: 'b', mine: '' })
    expect(conflictsOf(job, changes)).toEqual([])
    expect(withChanges(job, changes).properties.tags).toEqual({ team: 'b', mine: '', theirs: 'x' })
  })

  test('clears a text by null, which the service reads as none', () => {
    expect(withChanges(aJob(), [rename('Nightly', undefined)]).properties.displayName).toBeNull()
  })

  test('archives without touching anything else', () => {
    const { status: _, ...definition } = aJob().properties
    expect(withArchived(aJob(), true).properties).toEqual({ ...definition, isArchived: true })
  })
})

describe('a conflict', () => {
  test('is a change of what somebody else has changed to something else', () => {
    const change = rename('Nightly', 'Mine')
    expect(conflictsOf(aJob({ displayName: 'Theirs' }), [change])).toEqual([{ change, now: 'Theirs' }])
    expect(conflictsOf(aJob({ displayName: null }), [change])).toEqual([{ change, now: undefined }])
  })

  test('is none when both meant the same, as after an answer that was lost', () => {
    expect(conflictsOf(aJob({ displayName: 'Mine' }), [rename('Nightly', 'Mine')])).toEqual([])
  })

  test('is told apart by tag', () => {
    const changes = tagChanges({ team: 'a', run: '7' }, { team: 'b', run: '8' })
    const conflicts = conflictsOf(aJob({ tags: { team: 'c', run: '7' } }), changes)
    expect(conflicts.map(({ change, now }) => [change.name, now])).toEqual([['team', 'c']])
    const again = overwriting(changes, conflicts)
    expect(conflictsOf(aJob({ tags: { team: 'c', run: '7' } }), again)).toEqual([])
    expect(again.map(({ to }) => to)).toEqual(['b', '8'])
  })
})

test('a tag without a value is there, and a name from the prototype is not', () => {
  const job = aJob({ tags: { marker: null } })
  expect(valueAt(job, { field: 'tag', name: 'marker' })).toBe('')
  expect(valueAt(job, { field: 'tag', name: 'constructor' })).toBeUndefined()
  expect(tagChanges({}, { constructor: 'x' })).toEqual([
    { field: 'tag', name: 'constructor', from: undefined, to: 'x' },
  ])
})
