import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkRecordings, haveSpec } from '../../scripts/conformance.ts'
import { startTestEmulator, workspaceId } from '../testing/test-emulator.ts'

test.skipIf(!haveSpec())('seeded jobs answer as the published specification says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-recording-'))
  const emulator = await startTestEmulator({ recordFile: join(folder, 'seeded.jsonl') })
  try {
    await emulator.call('POST', '/_trainyard/seed', { body: { name: 'done', runs: 3 } })
    const live = { pointsPerSecond: 1, forSeconds: 600 }
    await emulator.call('POST', '/_trainyard/seed', { body: { name: 'alive', live } })
    for (const name of ['done-1', 'done-3', 'alive-1']) {
      // oxlint-disable-next-line no-await-in-loop -- three calls
      expect((await emulator.call('GET', `${workspaceId}/jobs/${name}`)).status).toBe(200)
    }
    await emulator.call('GET', `${workspaceId}/jobs`)
    await emulator.call('POST', `${workspaceId}/jobs/alive-1/cancel`)
    const { violations, operations } = await checkRecordings(folder)
    expect(violations).toEqual([])
    for (const name of ['Get', 'List', 'Cancel']) expect(operations).toContain(`Jobs_${name}`)
  } finally {
    await emulator.dispose()
    await rm(folder, { recursive: true })
  }
})
