import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Exchange } from './recorder.ts'
import { startEmulator } from './server.ts'
import { startTestEmulator, workspaceId } from './testing/test-emulator.ts'

test('a recording that cannot be written is told at the start', async () => {
  const recordFile = path.join(tmpdir(), randomUUID(), 'none.jsonl')
  const dataDir = path.join(tmpdir(), `trainyard-${randomUUID()}`)
  const start = startEmulator({ dataDir, port: 0, recordFile })
  await expect(start).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining(recordFile) })
  expect(existsSync(dataDir)).toBe(false)
})

test('a recording holds exchanges with ARM, and nothing that opens a door', async () => {
  const recordFile = path.join(tmpdir(), `trainyard-${randomUUID()}.jsonl`)
  const emulator = await startTestEmulator({ recordFile })
  try {
    await emulator.call('POST', `${workspaceId}/datastores/workspaceblobstore/listSecrets`)
    const upload = { pendingUploadType: 'TemporaryBlobReference' }
    await emulator.call('POST', `${workspaceId}/codes/c/versions/1/startPendingUpload`, { body: upload })
    await emulator.call('POST', '/_trainyard/faults', { body: { path: 'models', kind: 'html' } })
    await emulator.call('GET', `${workspaceId}/models`)

    const text = await readFile(recordFile, 'utf8')
    const exchanges = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Exchange)
    expect(
      exchanges.map(({ method, url, status }) => `${method} ${new URL(url).pathname.split('/').at(-1)} ${status}`),
    ).toEqual(['POST listSecrets 200', 'POST startPendingUpload 200'])
    expect(exchanges[1]?.requestBody).toEqual(upload)
    expect(text).not.toContain('Bearer')
    expect(text).not.toContain('sig=')
  } finally {
    await emulator.dispose()
    await rm(recordFile, { force: true })
  }
})
