import { describe, expect, test } from 'vitest'
import type { JobResource } from '../../api/jobs.ts'
import { isFiltered, jobTimes, matchesJob, mergeNewest, parseJobFilter, pollJobs } from './job-list.ts'

function aJob(
  name: string,
  properties: Partial<JobResource['properties']> = {},
  createdAt = '2026-03-01T10:00:00Z',
): JobResource {
  return {
    id: `/jobs/${name}`,
    name,
    properties: { jobType: 'Command', command: 'true', environmentId: 'e', ...properties } as JobResource['properties'],
    systemData: { createdBy: 'Ada', createdAt },
  }
}

const filter = (query: string) => parseJobFilter(new URLSearchParams(query))

describe('the filter of the jobs page', () => {
  const job = aJob('sunny_fox_1', {
    displayName: 'Iris nightly',
    experimentName: 'iris',
    status: 'Failed',
    computeId: '/x/computes/cpu-cluster',
    tags: { team: 'vision' },
  })

  test('lets everything through when it is empty', () => {
    expect(isFiltered(filter(''))).toBe(false)
    expect(matchesJob(job, filter(''))).toBe(true)
  })

  test.each([
    'q=nightly',
    'q=FOX',
    'q=cpu-cluster+iris',
    'q=team%3Dvision',
    'q=ada',
    'status=Failed',
    'experiment=iris',
  ])('finds the job by %s', (query) => expect(matchesJob(job, filter(query))).toBe(true))

  test.each(['q=nightly+gpu', 'status=Completed', 'status=active', 'experiment=Default'])(
    'leaves the job out by %s',
    (query) => expect(matchesJob(job, filter(query))).toBe(false),
  )

  test('counts a status it has never heard of as active', () => {
    expect(matchesJob(aJob('a', { status: 'Hibernating' }), filter('status=active'))).toBe(true)
  })
})

describe('a refreshed list', () => {
  const job = (n: number, status?: string) => aJob(`job-${n}`, { status }, new Date(n * 1000).toISOString())

  test('takes new jobs and new statuses from the newest page and keeps the older pages', () => {
    const pages = [{ value: [job(4, 'Running'), job(3)] }, { value: [job(2), job(1)] }]
    const merged = mergeNewest(pages, { value: [job(5), job(4, 'Completed')], nextLink: 'more' })
    expect(merged.map(({ name }) => name)).toEqual(['job-5', 'job-4', 'job-3', 'job-2', 'job-1'])
    expect(merged[1]?.properties.status).toBe('Completed')
  })

  test('loses what was deleted from the newest page', () => {
    const merged = mergeNewest([{ value: [job(3), job(2), job(1)] }], { value: [job(3), job(1)], nextLink: 'more' })
    expect(merged.map(({ name }) => name)).toEqual(['job-3', 'job-1'])
  })

  test('keeps what came after a newest page that is empty and yet not the last', () => {
    expect(mergeNewest([{ value: [] }, { value: [job(2)] }], { value: [], nextLink: 'more' })).toHaveLength(1)
  })

  test('is the newest page when there is no other', () => {
    expect(mergeNewest([{ value: [job(1)] }], { value: [] })).toEqual([])
  })

  test('is looked at often only while something moves', () => {
    expect(pollJobs([job(1, 'Completed'), job(2, 'Queued')])).toBeLessThan(5_000)
    expect(pollJobs([job(1, 'Completed'), job(2, 'Unknown')])).toBe(30_000)
  })
})

describe('when a job ran', () => {
  const ran = (StartTimeUtc: string, EndTimeUtc?: string) =>
    jobTimes(aJob('a', { properties: { StartTimeUtc, ...(EndTimeUtc && { EndTimeUtc }) } }))

  test('is read as UTC, whatever zone the browser is in', () => {
    expect(ran('2026-03-01 10:00:00', '2026-03-01T10:01:30Z')).toEqual({
      start: Date.UTC(2026, 2, 1, 10),
      end: Date.UTC(2026, 2, 1, 10, 1, 30),
    })
  })

  test('is unknown when the service does not say', () => {
    expect(ran('soon')).toEqual({ start: undefined, end: undefined })
    expect(jobTimes(aJob('a'))).toEqual({ start: undefined, end: undefined })
  })
})
