import { createBlobStore } from '../blob/blob-store.ts'
import { createClock } from '../clock.ts'
import { createResourceStore, openDatabase } from '../store.ts'
import { createRunStore } from './run-store.ts'

/**
 * Writes blobs and metrics without end and tells on stdout, one number a line, which round is stored in full. The crash
 * test kills it. Usage: `node test-crash-child.ts {data folder}`
 */
const [, , dataDir = ''] = process.argv
const workspaceId = '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w'
const db = openDatabase(`${dataDir}/test.sqlite`)
const clock = createClock()
const origins = { studio: '', cloud: '', blob: '' }
const settings = { dataDir, origins, loopback: origins, storageAccount: 'trainyard', accessTokenSeconds: 1 }
const blobs = createBlobStore({ db, clock, dataDir, settings })
const runs = createRunStore({ db, clock, resources: createResourceStore(db), settings })

blobs.ensureContainer('c')
if (!blobs.get('c', 'log')) await blobs.createAppend('c', 'log', {})
const experimentId = runs.ensureExperiment(workspaceId, 'crash')
const names = { name: 'r', userId: 'u', startTime: 0, tags: {} }
const run = runs.get(workspaceId, 'r') ?? runs.create(workspaceId, { runId: 'r', experimentId, ...names })

for (let round = Number(process.argv[3] ?? 0); ; round++) {
  await blobs.put('c', `blob-${round}`, Buffer.alloc(10_000, `${round},`))
  blobs.append('c', 'log', Buffer.from(`${round}\n`))
  const metrics = Array.from({ length: 20 }, (_, i) => ({
    key: 'loss',
    value: round,
    timestamp: 0,
    step: round * 20 + i,
  }))
  runs.log(run, { metrics, params: [[`p${round}`, 'x']], tags: [] })
  process.stdout.write(`${round}\n`)
}
