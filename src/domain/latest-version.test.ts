import { expect, test } from 'vitest'
import { latestVersion, newestFirst } from './latest-version.ts'

const version = (name: string, lastModifiedAt?: string) => ({
  name,
  systemData: lastModifiedAt ? { lastModifiedAt } : {},
})

test('the latest version is the one modified last, not the highest number', () => {
  const versions = [version('12', '2025-01-01T00:00:00Z'), version('7', '2025-06-01T00:00:00.1234567+00:00')]
  expect(latestVersion(versions)?.name).toBe('7')
})

test('a version without a date is not the latest while another has one', () => {
  expect(latestVersion([version('1', '2020-01-01T00:00:00Z'), version('2')])?.name).toBe('1')
})

test('no versions, no latest', () => {
  expect(latestVersion([])).toBeUndefined()
})

test('versions are listed by when they were made; without dates the higher number comes first', () => {
  const made = (name: string, createdAt?: string) => ({ name, systemData: createdAt ? { createdAt } : {} })
  const versions = [made('9'), made('10'), made('2', '2025-01-01T00:00:00Z'), made('1', '2025-06-01T00:00:00Z')]
  expect(newestFirst(versions).map(({ name }) => name)).toEqual(['1', '2', '10', '9'])
})
