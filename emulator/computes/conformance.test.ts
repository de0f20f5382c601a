import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkRecordings, haveSpec } from '../../scripts/conformance.ts'
import { startTestEmulator, workspaceId } from '../testing/test-emulator.ts'
import { until } from '../testing/until.ts'

type Cluster = { properties: { properties: { errors: unknown[] | null; nodeStateCounts: Record<string, number> } } }

test.skipIf(!haveSpec())('clusters in want of nodes answer as the published specification says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trainyard-recording-'))
  const emulator = await startTestEmulator({ recordFile: join(folder, 'clusters.jsonl') })
  const set = (body: object) => emulator.call('POST', '/_trainyard/settings', { body })
  const path = `${workspaceId}/computes/spot`
  const look = async () => (await emulator.call<Cluster>('GET', path)).body.properties.properties
  try {
    await set({ lowPriorityNodes: 0, lowPriorityCores: 4 })
    const scaleSettings = { minNodeCount: 2, maxNodeCount: 2 }
    const inner = { vmSize: 'Standard_DS2_v2', vmPriority: 'LowPriority', scaleSettings }
    const body = { location: 'eastus', properties: { computeType: 'AmlCompute', properties: inner } }
    expect((await emulator.call('PUT', path, { body })).status).toBe(201)
    emulator.ctx.clock.advance(3000)
    expect((await look()).errors).toMatchObject([{ error: { code: 'AllocationFailed' } }])

    await set({ lowPriorityNodes: 2, lowPriorityCores: 2 })
    expect((await look()).errors).toMatchObject([{ error: { code: 'ClusterCoreQuotaReached' } }])
    emulator.ctx.clock.advance(1000)
    expect((await look()).nodeStateCounts).toMatchObject({ preparingNodeCount: 1 })
    emulator.ctx.clock.advance(1000)
    const properties = {
      jobType: 'Command',
      command: 'sleep 300',
      environmentId: 'azureml:python3-local@latest',
      computeId: path,
    }
    await emulator.call('PUT', `${workspaceId}/jobs/on-spot`, { body: { properties } })
    await until(async () => ((await look()).nodeStateCounts['runningNodeCount'] === 1 ? true : undefined))
    await set({ lowPriorityNodes: 0 })
    expect((await look()).nodeStateCounts).toMatchObject({ preemptedNodeCount: 1 })
    await emulator.call('POST', `${path}/listNodes`)
    const region = `${workspaceId.split('/').slice(0, 3).join('/')}/providers/Microsoft.MachineLearningServices/locations/eastus`
    await emulator.call('GET', `${region}/usages`)

    const { violations, operations } = await checkRecordings(folder)
    expect(violations).toEqual([])
    for (const name of ['Compute_Get', 'Compute_ListNodes', 'Usages_List']) expect(operations).toContain(name)
  } finally {
    await emulator.dispose()
    await rm(folder, { recursive: true })
  }
})
