import { describe, expect, test } from 'vitest'
import { isUnusuallyLong, runTimesOf, usualOf, waitsOf } from './usual-durations.ts'

const time = (seconds: number) => new Date(Date.UTC(2026, 2, 2) + seconds * 1000).toISOString()
const run = (runId: string, status: string, created: number, start?: number, end?: number) => ({
  runId,
  status,
  createdTimeUtc: time(created),
  startTimeUtc: start === undefined ? null : time(start),
  endTimeUtc: end === undefined ? null : time(end),
})

describe('the usual duration', () => {
  test('is the median, between the quartiles', () => {
    expect(usualOf([10, 50, 20, 40, 30])).toEqual({ jobs: 5, median: 30, lower: 20, upper: 40 })
    expect(usualOf([10, 20, 30, 40])).toMatchObject({ median: 25 })
  })

  test('is unknown of two jobs', () => {
    expect(usualOf([10, 20])).toBeUndefined()
    expect(usualOf([10, 20, Number.NaN, -5])).toBeUndefined()
  })

  test('of a wait counts every job that started, the present one left out', () => {
    const runs = [
      run('a', 'Completed', 0, 30, 60),
      run('b', 'Failed', 0, 20, 21),
      run('c', 'Canceled', 0),
      run('me', 'Running', 0, 9),
    ]
    expect(waitsOf(runs, 'me')).toEqual([30, 20])
  })

  test('of a run counts completed jobs alone', () => {
    const runs = [run('a', 'Completed', 0, 30, 60), run('b', 'Failed', 0, 20, 21), run('d', 'Completed', 0, 90, 60)]
    expect(runTimesOf(runs, 'me')).toEqual([30])
  })
})

describe('unusually long', () => {
  test.each([
    ['past the fence', 100, { jobs: 9, median: 30, lower: 20, upper: 40 }, true],
    ['within it', 65, { jobs: 9, median: 30, lower: 20, upper: 40 }, false],
    ['a little past jobs that all took alike long', 110, { jobs: 9, median: 100, lower: 100, upper: 100 }, false],
    ['past jobs that take no time at all, by seconds', 12, { jobs: 9, median: 0, lower: 0, upper: 1 }, false],
    ['far past them', 160, { jobs: 9, median: 100, lower: 100, upper: 100 }, true],
  ])('%s', (_, seconds, usual, unusual) => {
    expect(isUnusuallyLong(seconds, usual)).toBe(unusual)
  })
})
