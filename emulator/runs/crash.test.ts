import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { createBlobStore } from '../blob/blob-store.ts'
import { createClock } from '../clock.ts'
import { createResourceStore, openDatabase } from '../store.ts'
import { createRunStore } from './run-store.ts'

const workspaceId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w'
const child = new URL('test-crash-child.ts', import.meta.url).pathname

const dataDir = mkdtempSync(join(tmpdir(), 'trainyard-crash-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

/** Lets the child store at least `rounds` rounds and kills it in the middle of the next. @returns the last it told */
async function writeAndKill(from: number, rounds: number): Promise<number> {
  const writer = spawn(process.execPath, [child, dataDir, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let last = -1
  for await (const line of createInterface({ input: writer.stdout })) {
    last = Number(line)
    if (last === from + rounds) writer.kill('SIGKILL')
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
  expect(writer.signalCode).toBe('SIGKILL')
  return last
}

test('a killed process loses no blob and no metric that it had acknowledged', async () => {
  let next = 0
  for (const rounds of [7, 23, 40]) {
    const last = await writeAndKill(next, rounds)

    const db = openDatabase(join(dataDir, 'test.sqlite'))
    const clock = createClock()
    const origins = { studio: '', cloud: '', blob: '' }
    const settings = { dataDir, origins, loopback: origins, storageAccount: 'trainyard', accessTokenSeconds: 1 }
    const blobs = createBlobStore({ db, clock, dataDir, settings })
    const runs = createRunStore({ db, clock, resources: createResourceStore(db), settings })
    const run = runs.get(workspaceId, 'r')
    assert(run)
    const points = runs.metrics.history(run.seq, 'loss', 100_000).metrics
    const steps = new Set(points.map((metric) => metric.step))
    const params = Object.keys(runs.params(run))
    for (let round = 0; round <= last; round++) {
      expect((await text(blobs.read('c', `blob-${round}`))).startsWith(`${round},`)).toBe(true)
      expect(params).toContain(`p${round}`)
    }
    for (let step = 0; step < (last + 1) * 20; step++) expect(steps.has(step)).toBe(true)
    // All of a batch or nothing of it.
    expect(steps.size % 20).toBe(0)
    const log = (await text(blobs.read('c', 'log'))).split('\n')
    for (let round = 0; round <= last; round++) expect(log).toContain(String(round))

    await blobs.close()
    expect(readdirSync(join(dataDir, 'blobs'))).toHaveLength(blobs.list('c').blobs.length)
    db.close()
    next = last + 1
  }
})
