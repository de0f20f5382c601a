import { expect, test } from 'vitest'
import { seededRandom } from '../../domain/job-spec/testing/mutate.ts'
import { checkLog } from './testing/hostile-log.ts'

// `npm run fuzz -- log` does the same for as many as one likes.
test('a hostile log reads the same wherever its ranges were cut', async () => {
  const failures: unknown[] = []
  for (let seed = 1; seed <= 2_000; seed++) {
    // oxlint-disable-next-line no-await-in-loop
    await checkLog(seededRandom(seed)).catch((error: unknown) => failures.push({ seed, error }))
  }
  expect(failures).toEqual([])
})
