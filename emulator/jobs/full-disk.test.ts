import { writeFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { until } from '../testing/until.ts'
import { createHarness } from './job-harness.ts'
import { processIdentity } from './process-identity.ts'

test('while nothing can be written jobs wait or end unrecorded, and all is made up for later', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => said.mockRestore())
  const first = await createHarness()
  const { db } = first.ctx
  first.submit('runs', `echo $$ > outputs/pid; while [ ! -e ${first.dataDir}/stop ]; do sleep 0.05; done`)
  await first.until('runs', 'Running')
  const pid = await until(async () => Number(await first.artifact('runs', 'outputs/pid')) || undefined)

  first.submit('waits', 'echo later')
  // A full disk, as far as the database is concerned. The queue is looked at right behind this.
  db.exec('PRAGMA query_only = ON')
  expect(() => first.submit('refused', 'echo never')).toThrow('readonly')
  writeFileSync(`${first.dataDir}/stop`, '')
  const complaints = () => said.mock.calls.join('\n')
  await until(() => (/The queue: .*readonly[^]*Job runs: .*readonly/.test(complaints()) ? true : undefined))
  expect(processIdentity(pid)).toBeUndefined()
  expect([first.statusOf('runs'), first.statusOf('waits')]).toEqual(['Running', 'Queued'])

  db.exec('PRAGMA query_only = OFF')
  first.submit('later', 'echo later')
  await first.until('later', 'Completed')
  await first.until('waits', 'Completed')
  await first.close()

  const second = await createHarness(first.dataDir)
  try {
    expect(await second.ended('runs')).toBe('Completed')
  } finally {
    await second.dispose()
  }
})
