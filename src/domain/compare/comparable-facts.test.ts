import { expect, test } from 'vitest'
import type { ComparedJob, LoggedValues } from './compared-job.ts'
import { comparableFacts } from './comparable-facts.ts'

const logged: LoggedValues = { params: new Map([['lr', '0.10']]), metrics: new Map(), tags: new Map() }
const job: ComparedJob = {
  name: 'a',
  resource: { id: '/jobs/a', name: 'a', properties: { jobType: 'Pipeline', isArchived: false } },
  logged,
}
const rateOf = (one: ComparedJob) => comparableFacts(one).find(({ label }) => label === 'lr')

test('a number is compared by what it is worth', () => {
  expect(rateOf(job)).toMatchObject({ value: '0.10', comparedBy: 'number 0.1', isNumber: true })
})

test('facts are gathered once, however metrics grow', () => {
  const metrics = new Map([['loss', { value: 1, step: 1, time: 1 }]])
  expect(comparableFacts({ ...job, logged: { ...logged, metrics } })).toBe(comparableFacts(job))
})

test('another parameter is another fact', () => {
  comparableFacts(job)
  expect(rateOf({ ...job, logged: { ...logged, params: new Map([['lr', '0.3']]) } })?.value).toBe('0.3')
  expect(rateOf({ ...job, logged: undefined })).toBeUndefined()
})
