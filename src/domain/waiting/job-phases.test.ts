import { describe, expect, test } from 'vitest'
import { isWait, phaseSpans, spanKind, type JobTimes } from './job-phases.ts'
import { isJoined, joinedWords, spanLabel } from './phase-words.ts'
import type { SeenStatus } from './seen-statuses.ts'

/** Seconds after the submission, as a time. */
const s = (seconds: number) => Date.UTC(2026, 2, 2, 10) + seconds * 1000
const seen = (...looks: [status: string, first: number, last: number][]): SeenStatus[] =>
  looks.map(([status, first, last]) => ({ status, first: s(first), last: s(last) }))

/** `image 2–5 page`: the joined phases, borders in seconds after submission, who says where the stretch ends. */
const spans = (times: Partial<Omit<JobTimes, 'startedAt' | 'endedAt'>> & { start?: number; end?: number }) =>
  phaseSpans({
    status: times.status ?? 'Completed',
    submittedAt: s(0),
    startedAt: times.start === undefined ? undefined : s(times.start),
    endedAt: times.end === undefined ? undefined : s(times.end),
    seen: times.seen ?? [],
    wasRetried: times.wasRetried ?? false,
  }).map(({ phases, from, to }) => {
    const second = (at: number) => (at - s(0)) / 1000
    return `${phases.join('+')} ${second(from.at)}–${to ? `${second(to.at)} ${to.by}` : ''}`
  })

describe('the phases of a job', () => {
  test('that nobody watched are two: before the start, and after', () => {
    expect(spans({ start: 40, end: 100 })).toEqual([
      'submitted+image+queue+nodes 0–40 service',
      'running+finalizing 40–100 service',
    ])
  })

  test('that was watched from the beginning have the borders that were seen', () => {
    const looks = seen(
      ['NotStarted', 1, 3],
      ['Preparing', 5, 20],
      ['Queued', 22, 38],
      ['Preparing', 40, 42],
      ['Running', 44, 90],
      ['Finalizing', 92, 94],
      ['Completed', 96, 96],
    )
    expect(spans({ start: 43, end: 95, seen: looks })).toEqual([
      'submitted 0–5 page',
      'image 5–22 page',
      'queue 22–40 page',
      'nodes 40–43 service',
      'running 43–92 page',
      'finalizing 92–95 service',
    ])
  })

  test('that was opened while it waited are joined before that', () => {
    const looks = seen(['Queued', 60, 78], ['Starting', 80, 82], ['Running', 84, 90])
    expect(spans({ status: 'Running', start: 83, seen: looks })).toEqual([
      'submitted+image+queue 0–80 page',
      'nodes 80–83 service',
      'running 83–',
    ])
  })

  test('that is still waiting end with what it waits for now', () => {
    expect(spans({ status: 'Queued', seen: seen(['Queued', 2, 30]) })).toEqual(['queue 0–'])
    expect(spans({ status: 'Preparing', seen: seen(['Preparing', 300, 310]) })).toEqual(['submitted+image 0–'])
  })

  test('are joined where the page was away when the status changed', () => {
    const looks = seen(['Queued', 2, 10], ['Running', 300, 310])
    expect(spans({ status: 'Running', start: 200, seen: looks })).toEqual(['queue+nodes 0–200 service', 'running 200–'])
    const twice = seen(['Preparing', 2, 10], ['Queued', 100, 110])
    expect(spans({ status: 'Queued', seen: twice })).toEqual(['image+queue 0–'])
  })

  test('of a job that was stopped in the queue end there', () => {
    const looks = seen(['Queued', 2, 30], ['CancelRequested', 32, 32], ['Canceled', 34, 34])
    expect(spans({ status: 'Canceled', end: 33, seen: looks })).toEqual(['queue 0–33 service'])
    expect(spans({ status: 'Canceled', end: 33 })).toEqual(['submitted+image+queue+nodes 0–33 service'])
  })

  test('have no last stretch when nobody knows the end', () => {
    expect(spans({ status: 'Failed', start: 10 })).toEqual(['submitted+image+queue+nodes 0–10 service'])
  })

  test('end where the page saw the end when the service does not say', () => {
    const looks = seen(['Running', 2, 8], ['Failed', 10, 10])
    expect(spans({ status: 'Failed', start: 1, seen: looks })).toEqual([
      'submitted+image+queue+nodes 0–1 service',
      'running+finalizing 1–10 page',
    ])
  })

  test('take no border from a clock that disagrees with the service', () => {
    const looks = seen(['Preparing', -20, -18], ['Queued', -16, 4], ['Running', 5, 20])
    expect(spans({ status: 'Running', start: 3, seen: looks })).toEqual(['queue 0–3 service', 'running 3–'])
  })

  test('of a job that lost its nodes are those of its present attempt, behind one stretch for the earlier ones', () => {
    const looks = seen(['Queued', 1, 3], ['Running', 5, 20], ['Queued', 22, 30])
    expect(spans({ status: 'Queued', start: 4, seen: looks })).toEqual(['queue+running 0–22 page', 'queue 22–'])
    const running = [...looks, ...seen(['Running', 32, 40])]
    expect(spans({ status: 'Running', start: 31, seen: running })).toEqual([
      'queue+running 0–22 page',
      'queue 22–31 service',
      'running 31–',
    ])
    expect(spans({ status: 'Running', start: 4, seen: running })).toEqual([
      'queue+running 0–22 page',
      'queue 22–32 page',
      'running 32–',
    ])
  })

  test('of a job that lost its nodes unseen say that it waits again', () => {
    expect(spans({ status: 'Queued', start: 4, seen: seen(['Queued', 90, 95]) })).toEqual([
      'submitted+image+queue+nodes 0–4 service',
      'running+queue 4–',
    ])
  })

  test('of a job whose logs tell of attempts that nobody saw call none of them a wait', () => {
    const wasRetried = true
    expect(spans({ start: 60, end: 100, wasRetried })).toEqual([
      'queue+running 0–60 service',
      'running+finalizing 60–100 service',
    ])
    expect(spans({ status: 'Queued', wasRetried })).toEqual(['running+queue 0–'])
    expect(spans({ status: 'Queued', start: 60, wasRetried })).toEqual([
      'queue+running 0–60 service',
      'running+queue 60–',
    ])
    expect(spans({ status: 'Canceled', end: 90, wasRetried })).toEqual(['queue+running 0–90 service'])
    expect(spans({ status: 'Canceled', wasRetried })).toEqual([])
  })

  test('are none without a submission', () => {
    const unknown = { submittedAt: undefined, startedAt: undefined, endedAt: undefined }
    expect(phaseSpans({ status: 'Queued', ...unknown, seen: [], wasRetried: false })).toEqual([])
  })
})

test('joined phases say that they are', () => {
  expect(spanLabel({ phases: ['image', 'queue'] })).toBe('Waiting')
  expect(joinedWords({ phases: ['submitted', 'image', 'queue'] })).toBe('environment and queue not told apart')
  expect(joinedWords({ phases: ['submitted', 'image', 'queue', 'nodes'] })).toBe(
    'environment, queue and node set-up not told apart',
  )
  expect(spanLabel({ phases: ['submitted', 'image'] })).toBe('Environment')
  expect(joinedWords({ phases: ['submitted', 'image'] })).toBeUndefined()
  expect(spanLabel({ phases: ['running', 'finalizing'] })).toBe('Running')
  expect(joinedWords({ phases: ['running', 'finalizing'] })).toBe('storing of outputs included')
  expect(spanLabel({ phases: ['queue'] })).toBe('Queue')
  expect(joinedWords({ phases: ['queue'] })).toBeUndefined()
})

test('attempts that are over, or under way again, are called so', () => {
  expect(spanLabel({ phases: ['queue', 'running'] })).toBe('Earlier attempts')
  expect(spanLabel({ phases: ['running', 'queue'] })).toBe('Ran, waits again')
  expect(joinedWords({ phases: ['running', 'queue'] })).toBeUndefined()
  expect(joinedWords({ phases: ['queue', 'running'] })).toBe('waits included')
  expect(isWait({ phases: ['queue', 'running'] })).toBe(false)
  expect(isWait({ phases: ['image', 'queue'] })).toBe(true)
})

test.each([
  [['image', 'queue'], 'waiting'],
  [['running'], 'running'],
  [['running', 'finalizing'], 'running'],
  [['finalizing'], 'storing'],
  [['running', 'queue'], 'waiting'],
] as const)('%s counts as %s', (phases, kind) => {
  expect(spanKind({ phases })).toBe(kind)
})

test.each([
  [['image', 'queue'], true],
  [['submitted', 'image'], false],
  [['running', 'finalizing'], false],
  [['running', 'queue'], true],
] as const)('whether %s hides borders: %s', (phases, hidden) => {
  expect(isJoined({ phases })).toBe(hidden)
})
